/** A lock between processes: a file that holds the number of the process that has it. */
import { constants, copyFileSync, linkSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readRegular } from './read-regular.ts';
import { codeOf } from './system-error.ts';
import { UnwritableError } from './unwritable-error.ts';

/**
 * Takes the lock, also from a process that died with it. It is written beside and linked, so that it is never seen empty.
 * @param lock path of the file; its folder exists.
 * @throws {UnwritableError} when a living process holds it, or something else stands in its place.
 */
export function takeLock(lock: string): { release(): void } {
  const own = `${lock}.${process.pid}`;
  try {
    // A killed process that had our number may have left it. It is made anew, because writing would follow a link.
    rmSync(own, { force: true });
    writeFileSync(own, String(process.pid), { flag: 'wx' });
    if (!placed(own, lock) && !takenOver(own, lock)) throw heldBy(holderOf(lock));
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
    throw new UnwritableError('A run was killed while it took over .fleet/lock; delete .fleet/lock.takeover.');
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
      if (codeOf(error) === 'EEXIST') throw error;
      // Some file systems have no hard links.
      copyFileSync(own, lock, constants.COPYFILE_EXCL);
    }
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** NaN when it holds no number; undefined when there is none. */
function holderOf(lock: string): number | undefined {
  const reading = readRegular(lock);
  switch (reading.kind) {
    case 'file':
      return Number(reading.bytes.toString());
    case 'missing':
      return undefined;
    case 'other':
      throw new UnwritableError(`.fleet/${basename(lock)} is ${reading.found}, must be a file; delete it.`);
    case 'unreadable':
      throw new UnwritableError(
        `.fleet/${basename(lock)} cannot be read (${reading.code}); delete it if no fleet command writes dist.`,
      );
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function heldBy(holder: number | undefined): UnwritableError {
  const who = holder === undefined ? '' : ` (process ${holder})`;
  return new UnwritableError(
    `Another run${who} is writing dist; wait until it ends, or delete .fleet/lock if it is no fleet command.`,
  );
}
