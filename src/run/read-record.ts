/** Reads a tenant's record in `dist`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import { recordFile } from '../synth/paths.ts';

/** Undefined when there is none, or none that can be read. */
export function readRecord(
  root: string,
  of: { readonly cluster: string; readonly tenant: string },
): JsonObject | undefined {
  try {
    const record = JSON.parse(readFileSync(join(root, recordFile(of)), 'utf8')) as Json;
    return isObject(record) ? record : undefined;
  } catch {
    return undefined;
  }
}
