/** Builds the Go programs that tests compare with: the readers of Kubernetes themselves. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';

const cache = join(import.meta.dirname, '..', '..', '.cache', 'oracle');

/**
 * Builds the program in `test/oracle/<name>` unless a build of the same sources is in `.cache/oracle`.
 * @param source another package of its module: a tool in the version that `go.mod` names.
 * @returns the path of the executable.
 * @throws when Go is missing or the program does not build, with what Go said.
 */
export function buildGo(name: string, source = '.'): string {
  const folder = join(import.meta.dirname, name);
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${source}\n`);
  for (const file of readdirSync(folder).sort()) {
    if (file.endsWith('.go') || file === 'go.mod' || file === 'go.sum') {
      hash
        .update(`${file}\0`)
        .update(readFileSync(join(folder, file)))
        .update('\0');
    }
  }
  const tool = source === '.' ? name : basename(source);
  const program = join(cache, `${tool}-${hash.digest('hex').slice(0, 16)}`);
  if (!existsSync(program)) {
    mkdirSync(cache, { recursive: true });
    const unfinished = `${program}.${process.pid}`;
    const build = spawnSync('go', ['build', '-trimpath', '-buildvcs=false', '-o', unfinished, source], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, CGO_ENABLED: '0' },
    });
    if (build.status !== 0) {
      throw new Error(`go build failed in ${folder}: ${build.error?.message ?? build.stderr}`, { cause: build.error });
    }
    renameSync(unfinished, program);
  }
  return program;
}
