/** A lock between processes: a file that holds the number of the process that has it. */
import { constants, copyFileSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** Someone else writes the same `dist` now. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
}

/**
 * Takes the lock, also from a process that died with it. It is written beside and linked, so that it is never seen empty.
 * @param lock path of the file; its folder exists.
 * @throws {LockedError} when a living process holds it.
 */
export function takeLock(lock: string): { release(): void } {
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    if (!placed(own, lock) && !takenOver(own, lock)) throw lockedBy(holderOf(lock));
    return { release: () => rmSync(lock, { force: true }) };
  } finally {
    rmSync(own, { force: true });
  }
}

/**
 * Puts our lock in the place of a dead process's. Several runs may find that lock at once, and a slow one must not remove
 * the lock of a fast one: only who holds a second lock may remove the first.
 */
function takenOver(own: string, lock: string): boolean {
  const takeover = `${lock}.takeover`;
  if (!placed(own, takeover)) {
    const holder = holderOf(takeover);
    if (holder === undefined || isAlive(holder)) return false;
    throw new LockedError('A run was killed while it took over .fleet/lock; delete .fleet/lock.takeover.');
  }
  try {
    const holder = holderOf(lock);
    if (holder !== undefined && isAlive(holder)) return false;
    rmSync(lock, { force: true });
    return placed(own, lock);
  } finally {
    rmSync(takeover, { force: true });
  }
}

/** False when there is a lock. */
function placed(own: string, lock: string): boolean {
  try {
    try {
      linkSync(own, lock);
    } catch (error) {
      if (hasCode(error, 'EEXIST')) throw error;
      // Some file systems have no hard links.
      copyFileSync(own, lock, constants.COPYFILE_EXCL);
    }
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** NaN when it holds no number; undefined when there is none. */
function holderOf(lock: string): number | undefined {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

function lockedBy(holder: number | undefined): LockedError {
  const who = holder === undefined ? '' : ` (process ${holder})`;
  return new LockedError(
    `Another run${who} is writing dist; wait until it ends, or delete .fleet/lock if it is no fleet command.`,
  );
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
