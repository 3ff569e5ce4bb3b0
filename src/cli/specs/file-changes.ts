/** Writes several files of the repository so that all of them can be taken back. */
import { mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../command.ts';

/** Path, POSIX and relative to the root -> its new text; undefined for a file that goes. */
export type FileChanges = ReadonlyMap<string, string | undefined>;

/** What each file held when the change was thought out; undefined for one that must not be there. */
export type FilesBefore = ReadonlyMap<string, string | undefined>;

export interface Written {
  /** Puts everything back as it was. */
  undo(): void;
}

/**
 * @param before of the files that were read; of the others what stands there is taken as it is.
 * @throws {UsageError} when a file is no longer what it was.
 */
export function writeFiles(root: string, changes: FileChanges, before: FilesBefore): Written {
  for (const [path, text] of before) {
    if (textOf(join(root, path)) === text) continue;
    throw new UsageError(`${path} was changed by somebody else meanwhile, nothing was written; start again.`);
  }
  const old = new Map([...changes].map(([path]) => [path, textOf(join(root, path))]));
  const made = new Set<string>();
  const undo = (): void => {
    for (const [path, text] of old) put(join(root, path), text);
    // The innermost first; only those that this change made, and that are empty again.
    for (const folder of [...made].toReversed()) rmdirSync(folder);
  };
  try {
    for (const [path, text] of changes) {
      const first = mkdirSync(dirname(join(root, path)), { recursive: true });
      for (const folder of first === undefined ? [] : foldersBetween(first, dirname(join(root, path))))
        made.add(folder);
      put(join(root, path), text);
    }
  } catch (error) {
    undo();
    throw error;
  }
  return { undo };
}

/** Under another name first, so that a full disk leaves what was there. */
function put(path: string, text: string | undefined): void {
  if (text === undefined) {
    rmSync(path, { force: true });
    return;
  }
  const unfinished = `${dirname(path)}/.${process.pid}.unfinished`;
  try {
    writeFileSync(unfinished, text, { mode: 0o644, flag: 'wx' });
    renameSync(unfinished, path);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** From the outermost to the innermost, both included. */
function foldersBetween(outer: string, inner: string): readonly string[] {
  return inner === outer ? [outer] : [...foldersBetween(outer, dirname(inner)), inner];
}
