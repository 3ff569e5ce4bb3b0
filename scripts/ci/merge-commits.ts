/** Makes the commit that a merge of two would be, in the object store alone. */
import { GitError, tryGit, zeroEnded } from '../../src/git/git.ts';
import { commitTree } from './commit-tree.ts';

/** The commit, or the files that both sides changed in different ways. */
export type Merge = { readonly commit: string } | { readonly conflicts: readonly string[] };

/** Nothing of either side is checked out, and none of its attributes or hooks is obeyed: drivers stand in our own configuration. */
export function mergeCommits(root: string, base: string, head: string): Merge {
  const words = ['merge-tree', '--write-tree', '-z', '--name-only', '--no-messages', base, head];
  const { code, output, complaint } = tryGit(root, words);
  const [tree = '', ...conflicts] = zeroEnded(output);
  if (code === 1) return { conflicts: conflicts.filter((name) => name !== '') };
  if (code !== 0) throw new GitError(`git merge-tree failed: ${complaint}.`);
  return { commit: commitTree(root, { tree, parents: [base, head], message: 'Merge for review' }) };
}
