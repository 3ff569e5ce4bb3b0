/** Reads files of a commit without checking it out. */
import { git, GitError, zeroEnded } from './git.ts';

export interface TreeEntry {
  readonly path: string;
  readonly id: string;
  /** `100644`, `100755`, `120000` for a link, `160000` for a submodule. */
  readonly mode: string;
}

/** The files below some folders or files of a commit, sorted by path; paths relative to the root. */
export function listTree(root: string, commit: string, paths: readonly string[]): readonly TreeEntry[] {
  return zeroEnded(git(root, ['ls-tree', '-r', '-z', commit, '--', ...paths])).map((line) => {
    const tab = line.indexOf('\t');
    const [mode = '', , id = ''] = line.slice(0, tab).split(' ');
    return { path: line.slice(tab + 1), id, mode };
  });
}

/** The contents of files, by their ids. @throws {GitError} when one is missing, as in a partial clone without its server. */
export function readBlobs(root: string, ids: Iterable<string>): ReadonlyMap<string, Buffer> {
  const wanted = [...new Set(ids)];
  const blobs = new Map<string, Buffer>();
  if (wanted.length === 0) return blobs;
  const output = git(root, ['cat-file', '--batch'], `${wanted.join('\n')}\n`);
  let at = 0;
  for (const id of wanted) {
    const end = output.indexOf(0x0a, at);
    const [, type, size] = output.toString('latin1', at, end).split(' ');
    if (type !== 'blob') throw new GitError(`Git has no file ${id}, must have it; perhaps \`git fetch\` first.`);
    blobs.set(id, output.subarray(end + 1, end + 1 + Number(size)));
    at = end + 1 + Number(size) + 1;
  }
  return blobs;
}
