/** Fetches Go modules with the `go` command, which verifies every one against the public checksum database. */
import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { controllerGen, type GeneratedSource } from './sources.ts';

const run = promisify(execFile);
const cache = resolve('.cache/kubernetes-schemas');

export interface GoModule {
  readonly path: string;
  readonly version: string;
  /** Checksum of the module's files, as in `go.sum`. */
  readonly sum: string;
  readonly folder: string;
}

export async function downloadModule(path: string, version: string): Promise<GoModule> {
  mkdirSync(cache, { recursive: true });
  const { stdout } = await run('go', ['mod', 'download', '-json', `${path}@${version}`], {
    cwd: cache,
    env: environment(),
  });
  const answer = JSON.parse(stdout) as { Sum: string; Dir: string };
  return { path, version, sum: answer.Sum, folder: answer.Dir };
}

/** Makes CustomResourceDefinitions from Go types with controller-gen; returns the folder that holds them. */
export async function generateDefinitions(sources: readonly GeneratedSource[]): Promise<string> {
  const folder = join(cache, 'controller-gen');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const packages = sources.flatMap((source) => source.packages.map((name) => `${source.module}/${name}`));
  const required = [
    ...sources.map(({ module, version }) => `${module} ${version}`),
    `${controllerGen.module} ${controllerGen.version}`,
  ];
  writeFileSync(
    join(folder, 'go.mod'),
    `module generate\n\ngo 1.26\n\ntool ${controllerGen.module}/cmd/controller-gen\n\nrequire (\n\t${required.join('\n\t')}\n)\n`,
  );
  // Without an import of the packages, go would drop their modules.
  const imports = packages.map((name) => `import _ ${JSON.stringify(name)}\n`).join('');
  writeFileSync(join(folder, 'imports.go'), `package generate\n\n${imports}`);
  const options = { cwd: folder, env: environment(), maxBuffer: 64 * 1024 * 1024 };
  const output = join(folder, 'definitions');
  const paths = packages.map((name) => `paths=${name}`);
  await run('go', ['mod', 'tidy'], options);
  await run('go', ['tool', 'controller-gen', 'crd', ...paths, `output:crd:dir=${output}`], options);
  return output;
}

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, GOMODCACHE: join(cache, 'go'), GOFLAGS: '-mod=mod -modcacherw', GOWORK: 'off' };
}
