/**
 * Brings the `dist` of a pull request up to date with the program of main, as one commit on top of its head: HEAD_SHA, by
 * OUTPUT. Only for a pull request that leaves the program alone: what another program would produce main's cannot tell.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git } from '../../src/git/git.ts';
import { changedPaths } from '../../src/git/changed-paths.ts';
import { commitOf } from '../../src/git/revision.ts';
import { commitTree } from './commit-tree.ts';
import { commitId, variable } from './environment.ts';
import { mergeCommits } from './merge-commits.ts';
import { isProgram } from './program-files.ts';
import { writeData } from './write-data.ts';

export interface Regeneration {
  /** A clone with main checked out and the head commit among its objects. */
  readonly root: string;
  readonly head: string;
  /** An executable and its first arguments. */
  readonly fleet: readonly string[];
}

/** The new commit, or why there is none. */
export type Regenerated = { readonly commit: string } | { readonly reason: string };

export function regenerate({ root, head, fleet }: Regeneration): Regenerated {
  const base = commitOf(root, 'HEAD');
  const merge = mergeCommits(root, base, head);
  if ('conflicts' in merge) return { reason: 'It conflicts with main: merge main into it first.' };
  const program = changedPaths(root, base, merge.commit).find(({ path }) => isProgram(path));
  if (program !== undefined) {
    return { reason: `It changes the program (${JSON.stringify(program.path)}): run npm start and commit dist.` };
  }
  const data = mkdtempSync(join(tmpdir(), 'fleet-data-'));
  try {
    writeData(root, merge.commit, data);
    const [executable = '', ...first] = fleet;
    const { PATH, HOME } = process.env;
    const { status, stdout, stderr } = spawnSync(executable, [...first, '--root', data, 'synth'], {
      cwd: root,
      encoding: 'utf8',
      env: { PATH, HOME },
    });
    if (status !== 0) return { reason: `The specs have errors:\n${stdout}${stderr}` };
    const tree = treeWithDist(root, { commit: merge.commit, dist: join(data, 'dist') });
    if (tree === treeOf(root, merge.commit)) return { reason: 'dist is up to date.' };
    const isBehind = changedPaths(root, head, merge.commit).length > 0;
    const parents = isBehind ? [head, base] : [head];
    return { commit: commitTree(root, { tree, parents, message: 'Regenerate dist' }) };
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

/** The tree of a commit with another `dist`, made in an index of its own. */
function treeWithDist(root: string, { commit, dist }: { readonly commit: string; readonly dist: string }): string {
  const folder = mkdtempSync(join(tmpdir(), 'fleet-index-'));
  process.env['GIT_INDEX_FILE'] = join(folder, 'index');
  try {
    git(root, ['read-tree', commit]);
    git(root, ['rm', '-r', '-f', '--cached', '--quiet', '--ignore-unmatch', '--', 'dist']);
    // Without the working tree's own rules: every file of dist is added, byte for byte.
    const asIs = [
      '-c',
      'core.autocrlf=false',
      '-c',
      'core.excludesFile=/dev/null',
      '-c',
      'core.attributesFile=/dev/null',
    ];
    git(root, [...asIs, '--work-tree', join(dist, '..'), 'add', '--force', '--', 'dist']);
    return git(root, ['write-tree']).toString().trim();
  } finally {
    delete process.env['GIT_INDEX_FILE'];
    rmSync(folder, { recursive: true, force: true });
  }
}

function treeOf(root: string, commit: string): string {
  return git(root, ['rev-parse', `${commit}^{tree}`])
    .toString()
    .trim();
}

if (import.meta.main) {
  const result = regenerate({
    root: process.cwd(),
    head: commitId('HEAD_SHA'),
    fleet: [process.execPath, 'bin/fleet.mjs'],
  });
  console.log('commit' in result ? `dist was brought up to date: ${result.commit}` : result.reason);
  if ('commit' in result) appendFileSync(variable('GITHUB_OUTPUT'), `commit=${result.commit}\n`);
}
