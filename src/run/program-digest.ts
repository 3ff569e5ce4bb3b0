/** What the program is: what one program has found out, another must find out by itself. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { listBelow } from '../synth/list-below.ts';
import { readRegular } from '../synth/read-regular.ts';

const root = join(import.meta.dirname, '..', '..');

/** Of the sources, the schemas of kinds, and the packages by their versions. */
export function programDigest(): string {
  const hash = createHash('sha256');
  const files = ['src', 'schemas'].flatMap((folder) => listBelow(root, folder));
  for (const file of [...files, 'package.json', 'package-lock.json']) {
    const reading = readRegular(join(root, file));
    const bytes = reading.kind === 'file' ? reading.bytes : Buffer.from(reading.kind);
    hash.update(`${file}\n${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}
