/** How large a regular file is, and whether it is a mere one. */
import { lstatSync } from 'node:fs';
import { foreignBits } from './compare-dist.ts';

/** In bytes; undefined for whatever is no regular file, or one that may be executed. */
export function sizeOfRegular(path: string): number | undefined {
  try {
    const stats = lstatSync(path);
    return stats.isFile() && (stats.mode & foreignBits) === 0 ? stats.size : undefined;
  } catch {
    // Whoever reads it is told why.
    return undefined;
  }
}
