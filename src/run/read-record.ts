/** Reads a tenant's record in `dist`. */
import { join } from 'node:path';
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import { type Owner, recordFile } from '../synth/paths.ts';
import { readRegular } from '../synth/read-regular.ts';

/** Undefined when there is none, or none that can be read. */
export function readRecord(root: string, of: Owner): JsonObject | undefined {
  const reading = readRegular(join(root, recordFile(of)));
  return reading.kind === 'file' ? recordIn(reading.bytes.toString()) : undefined;
}

/** Undefined for what is no record. */
export function recordIn(text: string | undefined): JsonObject | undefined {
  if (text === undefined) return undefined;
  try {
    const record = JSON.parse(text) as Json;
    return isObject(record) ? record : undefined;
  } catch {
    return undefined;
  }
}
