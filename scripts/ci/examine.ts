/**
 * Examines a pull request with the program of main: nothing of the pull request is executed, and there is no token while it is
 * read. Writes `comment.md` and, where there is a verdict, `findings.sarif` into the folder OUTPUT.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changedPaths } from '../../src/git/changed-paths.ts';
import { commitOf } from '../../src/git/revision.ts';
import { commitId, pullNumber, variable } from './environment.ts';
import { mergeCommits } from './merge-commits.ts';
import { isProgram } from './program-files.ts';
import { reviewComment } from './review-comment.ts';
import { writeData } from './write-data.ts';

export interface Examination {
  /** A clone with main checked out and the head commit among its objects. */
  readonly root: string;
  readonly number: number;
  readonly head: string;
  /** An executable and its first arguments: `node bin/fleet.mjs`. */
  readonly fleet: readonly string[];
  readonly output: string;
}

export function examine({ root, number, head, fleet, output }: Examination): void {
  mkdirSync(output, { recursive: true });
  const base = commitOf(root, 'HEAD');
  const merge = mergeCommits(root, base, head);
  const say = (of: object): void =>
    writeFileSync(join(output, 'comment.md'), reviewComment({ number, head, base, changesProgram: false, ...of }));
  if ('conflicts' in merge) {
    say(merge);
    return;
  }
  const ask = (...words: readonly string[]) => run(root, [...fleet, ...words]);
  const plan = ask('--format', 'markdown', 'plan', '--base', base, '--head', merge.commit);
  say({
    changesProgram: changedPaths(root, base, merge.commit).some(({ path }) => isProgram(path)),
    plan: plan.code === 0 || plan.code === 1 ? { text: plan.text } : { complaint: plan.complaint },
  });
  const data = mkdtempSync(join(tmpdir(), 'fleet-data-'));
  writeData(root, merge.commit, data);
  const verdict = ask('--format', 'sarif', '--root', data, 'validate');
  if (verdict.code === 0 || verdict.code === 1) writeFileSync(join(output, 'findings.sarif'), verdict.text);
  else process.stderr.write(`There is no verdict: ${verdict.complaint}\n`);
}

interface Ran {
  readonly code: number | null;
  readonly text: string;
  readonly complaint: string;
}

function run(root: string, [program = '', ...words]: readonly string[]): Ran {
  const { PATH, HOME } = process.env;
  const { status, stdout, stderr, error } = spawnSync(program, words, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
    env: { PATH, HOME },
  });
  return { code: error === undefined ? status : 2, text: stdout, complaint: error?.message ?? stderr };
}

if (import.meta.main) {
  examine({
    root: process.cwd(),
    number: pullNumber('PULL_REQUEST'),
    head: commitId('HEAD_SHA'),
    fleet: [process.execPath, 'bin/fleet.mjs'],
    output: variable('OUTPUT'),
  });
}
