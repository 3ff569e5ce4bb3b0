/** The linters of workflows and of other files for CI: actionlint from its Go module, zizmor and check-jsonschema from PyPI. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const cache = join(here, '..', '..', '.cache', 'workflows');

/** What the machine lacks: nothing can be linted, which is no fault of the workflows. */
export class MissingToolError extends Error {}

/** Builds and installs them unless they are in `.cache/workflows` in these versions. @throws with what went wrong. */
export function installLinters(): void {
  actionlintPath();
  pythonFolder();
}

export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

export function actionlint(...words: readonly string[]): Outcome {
  return run(actionlintPath(), words);
}

/** Offline: it asks GitHub nothing, and needs no token. */
export function zizmor(...words: readonly string[]): Outcome {
  return run(join(pythonFolder(), 'bin/zizmor'), ['--offline', '--no-progress', '--color=never', ...words]);
}

export function checkJsonschema(...words: readonly string[]): Outcome {
  return run(join(pythonFolder(), 'bin/check-jsonschema'), words);
}

function actionlintPath(): string {
  const source = join(here, 'actionlint');
  const program = `${join(cache, 'actionlint')}-${digestOf(source, ['go.mod', 'go.sum'])}`;
  if (existsSync(program)) return program;
  if (run('go', ['version']).code !== 0)
    throw new MissingToolError('Go is not here, must be 1.26: it builds actionlint.');
  mkdirSync(cache, { recursive: true });
  const unfinished = `${program}.${process.pid}`;
  const words = ['build', '-trimpath', '-buildvcs=false', '-o', unfinished];
  must(run('go', [...words, 'github.com/rhysd/actionlint/cmd/actionlint'], source), 'go build');
  renameSync(unfinished, program);
  return program;
}

/** Wheels by the hashes of `requirements.txt` alone: nothing is built, and no other file is taken for one of them. */
function pythonFolder(): string {
  const folder = `${join(cache, 'python')}-${digestOf(here, ['requirements.txt'])}`;
  const finished = join(folder, 'finished');
  if (existsSync(finished)) return folder;
  if (run('python3', ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))']).code !== 0) {
    throw new MissingToolError(
      'Python with venv is not here, must be 3.11 or newer: it runs zizmor and check-jsonschema.',
    );
  }
  rmSync(folder, { recursive: true, force: true });
  must(run('python3', ['-m', 'venv', folder]), 'python3 -m venv');
  const safely = ['--quiet', '--require-hashes', '--only-binary', ':all:', '--disable-pip-version-check'];
  const install = ['install', ...safely, '-r', join(here, 'requirements.txt')];
  must(run(join(folder, 'bin/pip'), install), 'pip install');
  mkdirSync(finished);
  return folder;
}

function run(program: string, words: readonly string[], folder = join(here, '..', '..')): Outcome {
  const { GITHUB_TOKEN: _, GH_TOKEN: __, ...env } = process.env;
  const { status, stdout, stderr, error } = spawnSync(program, words, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly', GOWORK: 'off' },
  });
  return { code: status, output: error?.message ?? `${stdout}${stderr}`.trim() };
}

function must({ code, output }: Outcome, what: string): void {
  if (code !== 0) throw new Error(`${what} failed: ${output}`);
}

function digestOf(folder: string, files: readonly string[]): string {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  for (const file of files) hash.update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}
