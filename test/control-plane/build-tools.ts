/** Builds the programs of a control plane, each in a pinned version, and keeps them in `.cache/cluster`. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

const cache = join(import.meta.dirname, '..', '..', '.cache', 'cluster');

interface Family {
  /** Folder of `tools/` with the pinned module. */
  readonly name: string;
  /** Packages of programs; a program is named after the last part that is no version. */
  readonly packages: readonly string[];
  readonly linkerFlags?: string;
}

const kubernetesVersion = 'v1.36.3';
const versionPackage = 'k8s.io/component-base/version';

/** One module for each family, since their dependencies do not agree. */
const families: readonly Family[] = [
  { name: 'etcd', packages: ['go.etcd.io/etcd/server/v3'] },
  { name: 'kwok', packages: ['sigs.k8s.io/kwok/cmd/kwok'] },
  { name: 'kustomize-controller', packages: ['github.com/fluxcd/kustomize-controller'] },
  {
    name: 'kubernetes',
    packages: ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'].map(
      (program) => `k8s.io/kubernetes/cmd/${program}`,
    ),
    linkerFlags: `-X ${versionPackage}.gitVersion=${kubernetesVersion} -X ${versionPackage}.gitMajor=1 -X ${versionPackage}.gitMinor=36`,
  },
];

export interface Tools {
  /** Path of an executable, such as `etcd` or `kube-apiserver`. */
  readonly program: (name: string) => string;
  /** Folder of a module's files in the version that a family pins. */
  readonly moduleFolder: (family: string, module: string) => string;
}

/**
 * @param say told what is being built: a cold build takes about nine minutes on two cores.
 * @throws when Go is missing or a program does not build, with what Go said.
 */
export function buildTools(say: (line: string) => void): Tools {
  const folders = new Map<string, string>();
  for (const family of families) {
    const folder = built(family, say);
    for (const path of family.packages) folders.set(programOf(path), join(folder, programOf(path)));
  }
  return {
    program: (name) => folders.get(name) ?? fail(`${name} is not among the programs`),
    moduleFolder: (family, module) =>
      execFileSync('go', ['list', '-mod=readonly', '-m', '-f', '{{.Dir}}', module], {
        cwd: join(import.meta.dirname, 'tools', family),
        encoding: 'utf8',
      }).trim(),
  };
}

function built(family: Family, say: (line: string) => void): string {
  const source = join(import.meta.dirname, 'tools', family.name);
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${JSON.stringify(family)}\n`);
  for (const file of ['go.mod', 'go.sum', 'tools.go']) hash.update(readFileSync(join(source, file)));
  const folder = join(cache, `${family.name}-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(folder)) return folder;
  say(`building ${family.packages.map(programOf).join(', ')} ...`);
  const began = performance.now();
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  for (const path of family.packages) build(family, { path, source, output: join(unfinished, programOf(path)) });
  renameSync(unfinished, folder);
  say(`built in ${Math.round((performance.now() - began) / 1000)} s`);
  return folder;
}

function build({ linkerFlags = '' }: Family, of: { path: string; source: string; output: string }): void {
  const words = ['build', '-trimpath', '-buildvcs=false', '-ldflags', `-s -w ${linkerFlags}`, '-o', of.output, of.path];
  const { status, error, stderr } = spawnSync('go', words, {
    cwd: of.source,
    encoding: 'utf8',
    env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly', GOWORK: 'off' },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return;
  rmSync(join(of.output, '..'), { recursive: true, force: true });
  throw new Error(`go build ${of.path} failed: ${error?.message ?? stderr.trim()}`, { cause: error });
}

/** `go.etcd.io/etcd/server/v3` is etcd's server. */
function programOf(path: string): string {
  return path === 'go.etcd.io/etcd/server/v3' ? 'etcd' : basename(path);
}

function fail(message: string): never {
  throw new Error(message);
}
