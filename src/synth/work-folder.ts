/** `.fleet/`: where a run prepares the next `dist`, and from which the next run repairs what a crash left behind. */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { takeLock } from './lock.ts';
import { distFolder } from './paths.ts';

/** The folder's own ignore file keeps it out of Git in any repository. */
const ignoreEverything = '*\n';

export interface WorkFolder {
  readonly next: string;
  readonly old: string;
  readonly lock: string;
}

export function workFolder(root: string): WorkFolder {
  const base = join(root, '.fleet');
  return { next: join(base, 'next'), old: join(base, 'old'), lock: join(base, 'lock') };
}

/**
 * Takes the lock, and tidies up after a run that was killed. Call `leave` afterwards, which tidies up after this one.
 * @throws {UnwritableError} when a living process holds the lock.
 */
export function enter(root: string): { leave(): void } {
  const work = workFolder(root);
  mkdirSync(dirname(work.lock), { recursive: true });
  const ignoreFile = join(dirname(work.lock), '.gitignore');
  if (!existsSync(ignoreFile)) writeFileSync(ignoreFile, ignoreEverything);
  const lock = takeLock(work.lock);
  tidyUp(root, work);
  return {
    leave() {
      try {
        tidyUp(root, work);
      } finally {
        lock.release();
      }
    },
  };
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
  if (!existsSync(dist) && existsSync(old)) renameSync(old, dist);
  for (const folder of [next, old]) rmSync(folder, { recursive: true, force: true });
}
