/** Compares what was rendered with what stands in `dist/`. */
import { constants, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../model/finding.ts';
import { belongsToFlux, distFolder } from './paths.ts';

export interface Difference {
  readonly path: string;
  readonly kind: 'missing' | 'changed' | 'unexpected';
  /** First line that differs, from 1; 1 for a file that is missing or unexpected. */
  readonly line: number;
}

/** A link is no file of ours, whatever it leads to. Not every platform has the flag. */
const readOnlyFiles = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);

/** How a rendered file differs from the one on disk; undefined when it is the same to the byte. */
export function compareFile(root: string, path: string, text: string): Difference | undefined {
  let found: Buffer;
  try {
    found = readFileSync(join(root, path), { flag: readOnlyFiles });
  } catch {
    // Absent, or something that is no file: either way the file is not there.
    return { path, kind: 'missing', line: 1 };
  }
  const wanted = Buffer.from(text);
  return found.equals(wanted) ? undefined : { path, kind: 'changed', line: firstDifference(found, wanted) };
}

function firstDifference(found: Buffer, wanted: Buffer): number {
  let line = 1;
  for (let index = 0; index < wanted.length && found[index] === wanted[index]; index += 1) {
    if (wanted[index] === 0x0a) line += 1;
  }
  return line;
}

export interface DistListing {
  /** Everything that is no folder, sorted; without what belongs to Flux. */
  readonly paths: readonly string[];
  /** The folders that belong to Flux, sorted: they are not examined. */
  readonly flux: readonly string[];
}

export function listDist(root: string): DistListing {
  const paths: string[] = [];
  const flux: string[] = [];
  const visit = (folder: string): void => {
    for (const entry of entriesOf(join(root, folder))) {
      const path = `${folder}/${entry.name}`;
      if (belongsToFlux(path)) flux.push(path);
      else if (entry.isDirectory()) visit(path);
      else paths.push(path);
    }
  };
  visit(distFolder);
  return { paths: paths.toSorted(compareText), flux: flux.toSorted(compareText) };
}

function entriesOf(folder: string): readonly { readonly name: string; isDirectory(): boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
