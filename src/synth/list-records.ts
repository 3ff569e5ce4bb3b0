/** Lists the tenants that have a folder in `dist/tenants/`. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../model/finding.ts';
import { distFolder, type Owner } from './paths.ts';
import { codeOf } from './system-error.ts';

/** Sorted by cluster and tenant. Empty where nothing was generated yet. */
export function listRecords(root: string): readonly Owner[] {
  const folder = join(root, distFolder, 'tenants');
  return foldersOf(folder).flatMap((cluster) =>
    foldersOf(join(folder, cluster)).map((tenant) => ({ cluster, tenant })),
  );
}

function foldersOf(path: string): readonly string[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
    return folders.map(({ name }) => name).toSorted(compareText);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}
