/** Writes what a commit has in `fleet/`, `tenants/` and `dist/` into a folder, for a program that reads it as data. */
import { writeEntries } from '../../src/git/checkout.ts';
import { listTree } from '../../src/git/tree.ts';

/**
 * Byte for byte, without a checkout: attributes of the commit neither run a filter nor leave a file out.
 * @param folder absolute, and empty.
 */
export function writeData(root: string, commit: string, folder: string): void {
  writeEntries(root, listTree(root, commit, ['dist', 'fleet', 'tenants']), folder);
}
