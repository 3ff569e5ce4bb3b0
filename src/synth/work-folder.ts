/** `.fleet/`: where a run prepares the next `dist`, and from which the next run repairs what a crash left behind. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { distFolder } from './paths.ts';

/** The folder's own ignore file keeps it out of Git in any repository. */
const ignoreEverything = '*\n';

export interface WorkFolder {
  readonly staged: string;
  readonly next: string;
  readonly old: string;
  readonly lock: string;
}

export function workFolder(root: string): WorkFolder {
  const base = join(root, '.fleet');
  return { staged: join(base, 'staged'), next: join(base, 'next'), old: join(base, 'old'), lock: join(base, 'lock') };
}

/** Someone else writes the same `dist` now. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
}

/**
 * Takes the lock, repairs `dist` after a crash, and clears what an earlier run prepared. Call `leave` afterwards.
 * @throws {LockedError} when a living process holds the lock.
 */
export function enter(root: string): { leave(): void } {
  const work = workFolder(root);
  mkdirSync(dirname(work.lock), { recursive: true });
  writeFileSync(join(dirname(work.lock), '.gitignore'), ignoreEverything);
  takeLock(work.lock);
  repair(root, work);
  return { leave: () => rmSync(work.lock, { force: true }) };
}

/** Stages a changed file; it replaces nothing yet. */
export function stage(root: string, path: string, text: string): void {
  const file = join(workFolder(root).staged, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** `dist` is missing only when a run was killed between its two last steps; the complete old one is put back. */
function repair(root: string, work: WorkFolder): void {
  const dist = join(root, distFolder);
  if (!existsSync(dist) && existsSync(work.old)) renameSync(work.old, dist);
  for (const folder of [work.staged, work.next, work.old]) rmSync(folder, { recursive: true, force: true });
}

function takeLock(lock: string): void {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const owner = Number(readFileSync(lock, 'utf8'));
    if (isAlive(owner)) {
      throw new LockedError(
        `Another run (process ${owner}) is writing dist; wait until it ends, or delete .fleet/lock if it is no fleet command.`,
      );
    }
    rmSync(lock, { force: true });
  }
  throw new LockedError('Another run is writing dist; wait until it ends.');
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
