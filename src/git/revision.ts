/** Finds commits, and what differs between one and another or the working tree. */
import { git, GitError, tryGit, zeroEnded } from './git.ts';

/** The full id of a commit that a user named. @throws {GitError} with advice. */
export function commitOf(root: string, name: string): string {
  mustBeRepository(root);
  const found = tryGit(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
  const id = found.output.toString().trim();
  if (found.code === 0 && /^[0-9a-f]{40,64}$/.test(id)) return id;
  throw new GitError(
    `${JSON.stringify(name)} names no commit here, must be a branch, a tag or a commit; perhaps \`git fetch\` first.`,
  );
}

/** Where two commits part. @throws {GitError} when they have nothing in common, or a shallow clone does not know. */
export function mergeBase(root: string, base: string, head: string): string {
  const { code, output } = tryGit(root, ['merge-base', '--', base, head]);
  if (code === 0) return output.toString().trim();
  throw new GitError(
    `Nothing is known that ${base.slice(0, 12)} and ${head.slice(0, 12)} have in common, must be two states of one history; ` +
      'in a shallow clone run `git fetch --unshallow`, or fetch the base deep enough.',
  );
}

/** The commit that the working tree stands on; undefined before the first. */
export function headCommit(root: string): string | undefined {
  const { code, output } = tryGit(root, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  return code === 0 ? output.toString().trim() : undefined;
}

function mustBeRepository(root: string): void {
  if (tryGit(root, ['rev-parse', '--git-dir']).code === 0) return;
  throw new GitError(`${root} is in no Git repository, must be in one to compare revisions.`);
}

/** A path whose content or mode differs, relative to the root, POSIX. */
export interface ChangedPath {
  readonly path: string;
  /** Ids of the contents; undefined where there is nothing, or where only the working tree knows. */
  readonly before?: string;
  readonly after?: string;
  readonly isThere: { readonly before: boolean; readonly after: boolean };
}

/**
 * Sorted by path. Without `head` the working tree is compared, files that Git does not know yet and does not ignore included.
 * A rename is a deletion and a creation.
 */
export function changedPaths(root: string, base: string, head?: string): readonly ChangedPath[] {
  const range = head === undefined ? [base] : [base, head];
  const parts = zeroEnded(
    git(root, ['diff', '--raw', '-z', '--no-renames', '--relative', '--no-abbrev', '--no-ext-diff', ...range, '--']),
  );
  const changes = new Map<string, ChangedPath>();
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const path = parts[index + 1]!;
    const [, , before = '', after = '', status = ''] = parts[index]!.split(' ');
    changes.set(path, {
      path,
      ...(isKnown(before) && { before }),
      ...(isKnown(after) && { after }),
      isThere: { before: !status.startsWith('A'), after: !status.startsWith('D') },
    });
  }
  if (head === undefined) {
    for (const path of zeroEnded(git(root, ['ls-files', '-o', '--exclude-standard', '-z']))) {
      changes.set(path, { path, isThere: { before: changes.get(path)?.isThere.before ?? false, after: true } });
    }
  }
  return [...changes.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Git writes zeros for what is not there, or not known. */
function isKnown(id: string): boolean {
  return /[1-9a-f]/.test(id);
}

/** The ids that files of the working tree would have as contents, by path; those that are no files are left out. */
export function hashFiles(root: string, paths: readonly string[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const path of paths) {
    const { code, output } = tryGit(root, ['hash-object', '--', path]);
    if (code === 0) ids.set(path, output.toString().trim());
  }
  return ids;
}

/** Number of commits that one has and the other has not. */
export function commitsBetween(root: string, from: string, to: string): number {
  return Number(git(root, ['rev-list', '--count', `${from}..${to}`, '--']).toString());
}
