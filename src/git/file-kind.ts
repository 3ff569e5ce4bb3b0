/** What stands in a place of the working tree. */
import { lstatSync, readlinkSync } from 'node:fs';

/** Undefined for nothing, for anything else, and where nobody can look, as behind a link to itself. */
export function fileKind(path: string): 'file' | 'folder' | 'link' | undefined {
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats?.isFile()) return 'file';
    if (stats?.isDirectory()) return 'folder';
    return stats?.isSymbolicLink() ? 'link' : undefined;
  } catch {
    return undefined;
  }
}

/** What a link says, as Git keeps it. */
export function linkText(path: string): string {
  return readlinkSync(path);
}
