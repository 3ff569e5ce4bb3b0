/** Lists the files below a folder of the program. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../model/finding.ts';

/** POSIX paths relative to the root, sorted. */
export function listBelow(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? listBelow(root, path) : [path];
    })
    .toSorted(compareText);
}
