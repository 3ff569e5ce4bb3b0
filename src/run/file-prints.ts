/** Tells the contents of files apart without reading those that Git knows. */
import { join } from 'node:path';
import type { Survey } from '../git/survey.ts';
import { workingFiles } from '../git/working-files.ts';
import type { WorkingListing } from '../model/working-listing.ts';
import { readRegular } from '../synth/read-regular.ts';
import { foreignBits } from '../synth/compare-dist.ts';
import { sizeOfRegular } from '../synth/size-of-regular.ts';
import { blobId } from './before-dist.ts';

export interface FilePrints {
  /** Of ids: 40 or 64. */
  readonly idLength: number;
  /** What stands there, where Git can tell. */
  readonly listing?: WorkingListing;
  /** Equal for two files of equal bytes only, none of which may be executed; otherwise tells what stands there. */
  of(path: string): string;
}

export async function filePrints(root: string, survey: Promise<Survey | undefined>): Promise<FilePrints> {
  const known = await workingFiles(root, survey);
  const idLength = known?.idLength ?? 40;
  const read = readPrints(root, idLength);
  return {
    idLength,
    ...(known?.listing && { listing: known.listing }),
    of(path) {
      const entry = known?.unchanged.get(path);
      const size = entry && (entry.size ?? sizeOfRegular(join(root, path)));
      return entry === undefined || size === undefined ? read(path) : printOf(entry.id, size);
    },
  };
}

/** The same from the bytes that stand there now. */
export function readPrints(root: string, idLength: number): (path: string) => string {
  return (path) => {
    const reading = readRegular(join(root, path));
    if (reading.kind !== 'file') return reading.kind;
    const foreign = reading.mode & foreignBits;
    const print = printOf(blobId(reading.bytes, idLength), reading.bytes.length);
    return foreign === 0 ? print : `${print} ${foreign}`;
  };
}

/** Of a text that is not written yet. */
export function textPrint(text: string, idLength: number): string {
  const bytes = Buffer.from(text);
  return printOf(blobId(bytes, idLength), bytes.length);
}

/** With the number of bytes, since Git gives the same id to files that differ in the ends of their lines. */
function printOf(id: string, size: number): string {
  return `${id} ${size}`;
}
