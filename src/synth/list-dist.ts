/** Lists what stands in `dist/`. */
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkingListing } from '../model/working-listing.ts';
import { compareText } from '../model/finding.ts';
import type { Difference } from './compare-dist.ts';
import { entryKind } from './entry-kind.ts';
import { belongsToFlux, distFolder, fluxFolder } from './paths.ts';

export interface DistListing {
  /** Everything that is no folder, sorted; without what belongs to Flux. */
  readonly paths: readonly string[];
  /** The folders that belong to Flux, sorted: they are not examined. */
  readonly flux: readonly string[];
  /** How `dist` itself differs from a folder; then nothing is listed, because no link is followed. */
  readonly difference?: Difference;
}

/** @param known what stands there; default: the file system is asked. */
export function listDist(root: string, known?: WorkingListing): DistListing {
  const stats = lstatSync(join(root, distFolder), { throwIfNoEntry: false });
  if (!stats) return { paths: [], flux: [] };
  if (!stats.isDirectory()) {
    const fault = { kind: 'other', found: entryKind(stats) } as const;
    return { paths: [], flux: [], difference: { path: distFolder, kind: 'changed', line: 1, fault } };
  }
  const paths: string[] = [];
  const flux = new Set<string>();
  const add = (path: string): void => {
    if (belongsToFlux(path)) flux.add(fluxFolder(path.split('/')[2]!));
    else paths.push(path);
  };
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory() && !belongsToFlux(path)) visit(path);
      else add(path);
    }
  };
  if (known) {
    const isOurs = (path: string): boolean => path.startsWith(`${distFolder}/`);
    for (const path of known.files) if (isOurs(path)) add(path);
    for (const folder of known.folders) {
      if (belongsToFlux(folder)) add(folder);
      else if (isOurs(`${folder}/`)) visit(folder);
    }
  } else visit(distFolder);
  return { paths: paths.toSorted(compareText), flux: [...flux].toSorted(compareText) };
}
