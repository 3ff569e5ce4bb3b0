/** Writes a commit of a tree that the object store has; no branch, index or working tree changes, and no hook runs. */
import { git } from '../../src/git/git.ts';

export interface NewCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
}

/** @returns the id of the commit. */
export function commitTree(root: string, { tree, parents, message }: NewCommit): string {
  const author = ['-c', 'user.name=aos-fleet', '-c', 'user.email=aos-fleet@users.noreply.github.com'];
  const of = parents.flatMap((parent) => ['-p', parent]);
  return git(root, [...author, 'commit-tree', '--no-gpg-sign', ...of, '-m', message, tree])
    .toString()
    .trim();
}
