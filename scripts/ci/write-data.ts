/** Writes what a commit has in `fleet/`, `tenants/` and `dist/` into a folder, for a program that reads it as data. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listTree, readBlobs, type TreeEntry } from '../../src/git/tree.ts';

const dataFolders = ['dist', 'fleet', 'tenants'];
const link = '120000';
const submodule = '160000';

/**
 * Byte for byte, without a checkout: attributes of the commit neither run a filter nor leave a file out. Links come last, so that
 * no file is written through one, and lead wherever they lead: the program refuses them itself.
 * @param folder empty or missing.
 * @throws when a path would leave the folder.
 */
export function writeData(root: string, commit: string, folder: string): void {
  const entries = listTree(root, commit, dataFolders).filter(({ mode }) => mode !== submodule);
  for (const { path } of entries) mustStayInside(path);
  const blobs = readBlobs(
    root,
    entries.map(({ id }) => id),
  );
  const write = ({ path, id, mode }: TreeEntry): void => {
    const file = join(folder, path);
    const content = blobs.get(id)!;
    mkdirSync(dirname(file), { recursive: true });
    if (mode === link) symlinkSync(content, file);
    else writeFileSync(file, content, { flag: 'wx', mode: mode === '100755' ? 0o755 : 0o644 });
  };
  for (const entry of entries) if (entry.mode !== link) write(entry);
  for (const entry of entries) if (entry.mode === link) write(entry);
}

function mustStayInside(path: string): void {
  const isStrange = path.split('/').some((part) => part === '' || part === '.' || part === '..');
  if (isStrange) throw new Error(`A file is named ${JSON.stringify(path)}, must be a path below its folder.`);
}
