/** Keeps a pack in a file. A reader meets the old one or the new one, whoever writes at the same time or is killed meanwhile. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { decodePack, type Pack } from './pack.ts';

/** Undefined for a file that is missing, cannot be read or was damaged. */
export function readPack(file: string): Pack | undefined {
  try {
    return decodePack(readFileSync(file));
  } catch {
    return undefined;
  }
}

/** False when it cannot be written: then everything works as without it, only slower. */
export function writePack(file: string, parts: readonly Uint8Array[]): boolean {
  const folder = dirname(file);
  const next = `${file}.${randomUUID()}`;
  try {
    mkdirSync(folder, { recursive: true });
    // Results are of one machine: nobody adds them to a commit by mistake.
    writeFileSync(join(folder, '.gitignore'), '*\n');
    removeLeftOvers(folder, basename(file));
    writeFileSync(next, Buffer.concat(parts), { flag: 'wx', mode: 0o600 });
    renameSync(next, file);
    return true;
  } catch {
    try {
      rmSync(next, { force: true });
    } catch {
      // As where a file stands in the place of the folder.
    }
    return false;
  }
}

const oldest = 3_600_000;

/** Of runs that were killed while they wrote. */
function removeLeftOvers(folder: string, name: string): void {
  const files = readdirSync(folder).filter((each) => each.startsWith(`${name}.`));
  const newest = statSync(folder).mtimeMs;
  for (const file of files) {
    const path = join(folder, file);
    if ((statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) < newest - oldest) rmSync(path, { force: true });
  }
}
