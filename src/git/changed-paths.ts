/** Finds what differs between one commit and another or the working tree. */
import { git, GitError, startGit, tryGit, zeroEnded } from './git.ts';
import type { Survey } from './survey.ts';

/** A path whose content or mode differs, relative to the root, POSIX. */
export interface ChangedPath {
  readonly path: string;
  /** Ids of the contents; undefined where there is nothing, or where only the working tree knows. */
  readonly before?: string;
  readonly after?: string;
  readonly isThere: { readonly before: boolean; readonly after: boolean };
}

/** Between two commits, sorted by path. A rename is a deletion and a creation. */
export function changedPaths(root: string, base: string, head: string): readonly ChangedPath[] {
  return sorted(changesIn(git(root, [...diff, base, head, '--'])));
}

/**
 * The same between a commit and the working tree, files that Git does not know yet and does not ignore included.
 * @param survey of the working tree, where somebody has one anyway.
 */
export async function changedFiles(
  root: string,
  base: string,
  survey?: Promise<Survey | undefined>,
): Promise<readonly ChangedPath[]> {
  const differing = startGit(root, [...diff, base, '--']);
  const unknown = await unknownFiles(root, survey);
  const { code, output, complaint } = await differing;
  if (code !== 0) throw new GitError(`git diff failed: ${complaint || `exit code ${code}`}.`);
  const changes = changesIn(output);
  for (const path of unknown)
    changes.set(path, { path, isThere: { before: changes.get(path)?.isThere.before ?? false, after: true } });
  return sorted(changes);
}

const diff = ['diff', '--raw', '-z', '--no-renames', '--relative', '--no-abbrev', '--no-ext-diff'];

function changesIn(output: Buffer): Map<string, ChangedPath> {
  const parts = zeroEnded(output);
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
  return changes;
}

function sorted(changes: ReadonlyMap<string, ChangedPath>): readonly ChangedPath[] {
  return [...changes.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** More would make a command too long for some systems. */
const mostFolders = 500;

/**
 * Files that Git neither knows nor ignores. Ignored ones are taken out of the few that it does not know: asking for all rules of
 * all folders takes longer than everything else.
 */
async function unknownFiles(root: string, survey: Promise<Survey | undefined> | undefined): Promise<readonly string[]> {
  const all = (await survey)?.others ?? (await startGit(root, ['ls-files', '--others', '--directory', '-z']));
  const paths = zeroEnded(all.output);
  // `./`, since it takes what begins with a colon for something else than a path.
  const asked = tryGit(root, ['check-ignore', '--stdin', '-z'], paths.map((path) => `./${path}\0`).join(''));
  // 1: none of them.
  if (all.code !== 0 || asked.code > 1) return othersIn(root, []);
  const ignored = new Set(zeroEnded(asked.output).map((path) => path.slice('./'.length)));
  const left = Map.groupBy(
    paths.filter((path) => !ignored.has(path)),
    (path) => (path.endsWith('/') ? 'folders' : 'files'),
  );
  const { folders = [], files = [] } = Object.fromEntries(left);
  if (folders.length > mostFolders) return othersIn(root, []);
  return [...files, ...(folders.length === 0 ? [] : othersIn(root, folders))];
}

function othersIn(root: string, folders: readonly string[]): readonly string[] {
  return zeroEnded(git(root, ['ls-files', '--others', '--exclude-standard', '-z', '--', ...folders]));
}

/** Git writes zeros for what is not there, or not known. */
function isKnown(id: string): boolean {
  return /[1-9a-f]/.test(id);
}
