/** What Git's index knows of the files of a working tree, so that not every one must be looked at to be told apart. */
import { join } from 'node:path';
import { type GitRun, tryGit, zeroEnded } from './git.ts';
import type { WorkingListing } from '../model/working-listing.ts';
import { fileKind } from './file-kind.ts';
import { type IndexEntry, readIndexEntries } from './index-entries.ts';
import type { Survey } from './survey.ts';

export interface WorkingFiles {
  /** Length of ids: 40, or 64 in a repository with SHA-256. */
  readonly idLength: number;
  /** By path relative to the root: the entries of regular files that Git sees no difference in. */
  readonly unchanged: ReadonlyMap<string, IndexEntry>;
  /** What stands there; undefined where only the file system can tell. */
  readonly listing?: WorkingListing;
}

/**
 * Undefined where Git cannot tell: outside of a repository, where filters make any bytes of any others, or where it overlooks
 * that a file may be executed.
 */
export async function workingFiles(
  root: string,
  started: Promise<Survey | undefined>,
): Promise<WorkingFiles | undefined> {
  const survey = await started;
  if (!survey) return undefined;
  const { repository, listed, differing, others } = survey;
  const [name = '', isInside] = repository.output.toString().trim().split('\n');
  const idLength = { sha1: 40, sha256: 64 }[name];
  if (repository.code !== 0 || idLength === undefined || isInside !== 'true') return undefined;
  const entries = listed.code === 0 ? readIndexEntries(listed.output.toString(), idLength) : undefined;
  const settings = settingsIn(survey.settings);
  if (!entries || !isWhole(differing) || settings?.get('core.filemode') !== 'true') return undefined;
  const states = statesIn(zeroEnded(differing.output));
  const unchanged = new Map<string, IndexEntry>();
  for (const entry of entries) if (entry.isPlain && !states.has(entry.path)) unchanged.set(entry.path, entry);
  if (hasFilters(settings) && isFiltering(root, unchanged.keys())) return undefined;
  const files = isWhole(others) && !isNameChanging(settings) ? filesThere(root, entries, states) : undefined;
  if (!files) return { idLength, unchanged };
  const unknown = Map.groupBy(zeroEnded(others.output), (path) => (path.endsWith('/') ? 'folders' : 'files'));
  return {
    idLength,
    unchanged,
    listing: {
      files: [...files, ...(unknown.get('files') ?? [])],
      folders: (unknown.get('folders') ?? []).map((path) => path.slice(0, -1)),
    },
  };
}

/** Of files that it cannot look at, Git complains, and goes on as if they were as before. */
function isWhole({ code, complaint }: GitRun): boolean {
  return code === 0 && complaint === '';
}

/** How a file differs, by its path: one letter. */
function statesIn(parts: readonly string[]): ReadonlyMap<string, string> {
  const states = new Map<string, string>();
  for (let index = 0; index + 1 < parts.length; index += 2) states.set(parts[index + 1]!, parts[index]!);
  return states;
}

/** Of the files that Git knows, those that are there; undefined when it does not look at all of them. */
function filesThere(
  root: string,
  entries: readonly IndexEntry[],
  states: ReadonlyMap<string, string>,
): readonly string[] | undefined {
  if (!entries.every(({ isLookedAt }) => isLookedAt)) return undefined;
  const gone = entries.filter(({ path }) => states.get(path) === 'D');
  // Git does not tell of a folder in the place of a file.
  if (gone.some(({ path }) => fileKind(join(root, path)) === 'folder')) return undefined;
  return entries.flatMap(({ path }) => (states.get(path) === 'D' ? [] : path));
}

/** By name in lower case; undefined where Git cannot read them. */
function settingsIn({ code, output }: GitRun): ReadonlyMap<string, string> | undefined {
  // 1: there are none.
  if (code > 1) return undefined;
  const settings = zeroEnded(output).map((setting): [string, string] => {
    const [name = '', ...value] = setting.split('\n');
    return [name, value.join('\n')];
  });
  // Where one is not set, Git looks as with this one.
  return new Map([['core.filemode', 'true'], ...settings]);
}

/** Whether Git may take one name of a file for another. */
function isNameChanging(settings: ReadonlyMap<string, string>): boolean {
  return ['core.ignorecase', 'core.precomposeunicode'].some((name) => (settings.get(name) ?? 'false') !== 'false');
}

function hasFilters(settings: ReadonlyMap<string, string>): boolean {
  return [...settings.keys()].some((name) => name.startsWith('filter.'));
}

/** Whether programs could write other bytes into the working tree than Git keeps. */
function isFiltering(root: string, paths: Iterable<string>): boolean {
  const asked = tryGit(root, ['check-attr', '--stdin', '-z', 'filter'], [...paths, ''].join('\0'));
  return asked.code !== 0 || zeroEnded(asked.output).some((part, index) => index % 3 === 2 && part !== 'unspecified');
}
