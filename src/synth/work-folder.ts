/** `.fleet/`: where a run prepares the next `dist`, and from which the next run repairs what a crash left behind. */
import { chmodSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { entryKind } from './entry-kind.ts';
import { takeLock } from './lock.ts';
import { distFolder } from './paths.ts';
import { codeOf, reasonOf } from './system-error.ts';
import { UnwritableError } from './unwritable-error.ts';

/** The folder's own ignore file keeps it out of Git in any repository. */
const ignoreEverything = '*\n';

export interface WorkFolder {
  readonly base: string;
  readonly next: string;
  readonly old: string;
  readonly lock: string;
}

export function workFolder(root: string): WorkFolder {
  const base = join(root, '.fleet');
  return { base, next: join(base, 'next'), old: join(base, 'old'), lock: join(base, 'lock') };
}

/** What a run holds while it may write. */
export interface Entered {
  /** Tidies up and lets others in. Returns a sentence about what could not be tidied up: the work itself is done. */
  leave(): string | undefined;
}

/**
 * Takes the lock, and tidies up after a run that was killed. Call `leave` afterwards, which tidies up after this one.
 * @throws {UnwritableError} when that cannot be done, or a living process holds the lock.
 */
export function enter(root: string): Entered {
  const work = workFolder(root);
  makeBase(root, work.base);
  const lock = takeLock(work.lock);
  try {
    tidyUp(root, work);
  } catch (error) {
    lock.release();
    throw error;
  }
  return {
    leave() {
      try {
        try {
          tidyUp(root, work);
        } finally {
          lock.release();
        }
        return undefined;
      } catch (error) {
        return error instanceof UnwritableError ? error.message : `.fleet cannot be tidied up: ${reasonOf(error)}.`;
      }
    },
  };
}

/** A link would lead what is written, and worse, what is deleted, out of the repository. */
function makeBase(root: string, base: string): void {
  try {
    // Not recursive: then Node reports another reason than the system's.
    mkdirSync(base);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') {
      throw new UnwritableError(`.fleet cannot be made in ${root}: ${reasonOf(error)}.`, { cause: error });
    }
  }
  const stats = lstatSync(base);
  if (!stats.isDirectory()) {
    throw new UnwritableError(`.fleet in ${root} is ${entryKind(stats)}, must be a folder; delete it.`);
  }
  try {
    writeFileSync(join(base, '.gitignore'), ignoreEverything, { flag: 'wx' });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** Returns a function that writes a file of `dist` where the next one is prepared. It replaces nothing yet. */
export function stager(root: string): (path: string, text: string) => void {
  const { next } = workFolder(root);
  const made = new Set<string>();
  return (path, text) => {
    const file = join(next, path.slice(distFolder.length + 1));
    const folder = dirname(file);
    // There are several files in most folders, and a call for each costs more than the set.
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    writeFileSync(file, text);
  };
}

/** `dist` is missing only when a run ended between its two last steps: the complete old one is put back. */
function tidyUp(root: string, { next, old }: WorkFolder): void {
  const dist = join(root, distFolder);
  // Only what a run put aside is a folder. Nothing here follows a link.
  if (!statsOf(dist) && statsOf(old)?.isDirectory() === true) {
    try {
      renameSync(old, dist);
    } catch (error) {
      throw new UnwritableError(`.fleet/old cannot be moved back to dist: ${reasonOf(error)}; move it by hand.`, {
        cause: error,
      });
    }
  }
  remove(next, '.fleet/next');
  remove(old, '.fleet/old');
}

function statsOf(path: string) {
  return lstatSync(path, { throwIfNoEntry: false });
}

function remove(path: string, name: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    try {
      makeWritable(path);
      rmSync(path, { recursive: true, force: true });
    } catch (error) {
      throw new UnwritableError(`${name} cannot be removed: ${reasonOf(error)}; delete it.`, { cause: error });
    }
  }
}

/** Folders of Flux may be read-only. Their files stay as they are: they have second names in `dist`. */
function makeWritable(path: string): void {
  if (statsOf(path)?.isDirectory() !== true) return;
  chmodSync(path, 0o700);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) makeWritable(join(path, entry.name));
  }
}
