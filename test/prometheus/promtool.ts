/** Prometheus's own tool for rules, built from its Go module. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';

const module = join(import.meta.dirname, 'promtool');
const cache = join(import.meta.dirname, '..', '..', '.cache', 'prometheus');

/**
 * Builds promtool unless a build of the same version is in `.cache/prometheus`; the first time takes some minutes.
 * @returns the path of the executable.
 * @throws when Go is missing or it does not build, with what Go said.
 */
export function buildPromtool(): string {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(join(module, file)));
  const program = join(cache, `promtool-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(program)) return program;
  mkdirSync(cache, { recursive: true });
  const unfinished = `${program}.${process.pid}`;
  // Without the clients of all the clouds that Prometheus can discover targets in.
  const words = [
    'build',
    '-trimpath',
    '-buildvcs=false',
    '-tags',
    'remove_all_sd',
    '-ldflags',
    '-s -w',
    '-o',
    unfinished,
  ];
  const build = spawnSync('go', [...words, 'github.com/prometheus/prometheus/cmd/promtool'], {
    cwd: module,
    encoding: 'utf8',
    env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '' },
  });
  if (build.error !== undefined) throw new Error('Go is missing: its command cannot be run.', { cause: build.error });
  if (build.status !== 0) throw new Error(`go build failed in ${module}: ${build.stderr}`);
  renameSync(unfinished, program);
  return program;
}

export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

export function promtool(...words: readonly string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(buildPromtool(), words, { encoding: 'utf8' });
  return { code: status, output: `${stdout}${stderr}`.trim() };
}
