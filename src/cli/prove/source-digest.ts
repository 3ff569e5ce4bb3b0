/** What the program itself is: of a certificate, everybody may ask which checks stand behind it. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const source = join(import.meta.dirname, '..', '..');

/** `sha256:<hex>` of every file of the program, with its path. */
export function sourceDigest(): string {
  const lines = readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => {
      const hash = createHash('sha256').update(readFileSync(file)).digest('hex');
      return `${hash}  ${relative(source, file).split(sep).join('/')}`;
    })
    .sort();
  return `sha256:${createHash('sha256').update(lines.join('\n')).digest('hex')}`;
}
