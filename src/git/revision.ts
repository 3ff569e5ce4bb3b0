/** Finds commits, and how they stand to each other. */
import { join } from 'node:path';
import { git, GitError, type GitRun, tryGit } from './git.ts';
import { fileKind, linkText } from './file-kind.ts';

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

/**
 * The ids that files of the working tree would have as contents, by path, with all that Git converts. Of a link its target is the
 * content; what is neither file nor link, or cannot be read, is left out.
 */
export function hashFiles(root: string, paths: readonly string[]): ReadonlyMap<string, string> {
  const kinds = Map.groupBy(paths, (path) => fileKind(join(root, path)));
  const ids = new Map<string, string>();
  const add = (path: string, { code, output }: GitRun): void => {
    if (code === 0) ids.set(path, output.toString().trim());
  };
  for (const path of kinds.get('link') ?? [])
    add(path, tryGit(root, ['hash-object', '--stdin'], linkText(join(root, path))));
  const files = kinds.get('file') ?? [];
  // A line each, in and out; Git stops at the first file that it cannot read.
  const lines = files.every((path) => !path.includes('\n')) ? tryGit(root, hashAll, files.join('\n')) : undefined;
  const found = lines?.code === 0 ? lines.output.toString().trim().split('\n') : [];
  if (found.length === files.length) for (const [index, path] of files.entries()) ids.set(path, found[index]!);
  else for (const path of files) add(path, tryGit(root, ['hash-object', '--', path]));
  return ids;
}

const hashAll = ['hash-object', '--stdin-paths'];

/** Number of commits that one has and the other has not. */
export function commitsBetween(root: string, from: string, to: string): number {
  return Number(git(root, ['rev-list', '--count', `${from}..${to}`, '--']).toString());
}
