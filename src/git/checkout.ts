/** Writes files of a commit into a folder, as data: no filter, no hook and no link of the repository takes effect. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readBlobs, type TreeEntry } from './tree.ts';

/** Entries are read in portions, so that memory does not grow with the number of files. */
const portion = 2000;

/**
 * A link is written as a link that leads nowhere, so that a reader refuses it as it does in a checkout; a submodule is left out.
 * @param folder absolute, and ours: paths of a tree lead nowhere else, Git refuses `..` in them and so does this.
 */
export function writeEntries(root: string, entries: readonly TreeEntry[], folder: string): void {
  const made = new Set<string>();
  for (let start = 0; start < entries.length; start += portion) {
    const some = entries.slice(start, start + portion).filter(({ mode }) => mode !== '160000');
    const blobs = readBlobs(
      root,
      some.map(({ id }) => id),
    );
    for (const { path, id, mode } of some) {
      if (path.split('/').some((part) => part === '..' || part === '' || part.toLowerCase() === '.git')) continue;
      const target = join(folder, path);
      if (!made.has(dirname(target))) mkdirSync(dirname(target), { recursive: true });
      made.add(dirname(target));
      if (mode === '120000') symlinkSync('nowhere', target);
      else writeFileSync(target, blobs.get(id)!, { mode: mode === '100755' ? 0o755 : 0o644 });
    }
  }
}
