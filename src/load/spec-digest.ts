/** The digest of a spec's value, independent of how it is written. */
import { createHash } from 'node:crypto';
import { compareText } from '../model/finding.ts';
import { isObject, type Json } from '../model/manifest.ts';

/** `sha256:<hex>` of the value as JSON without spaces, with the fields of each object sorted. */
export function specDigest(value: Json): string {
  return `sha256:${createHash('sha256').update(canonicalJson(value)).digest('hex')}`;
}

function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const fields = Object.keys(value).toSorted(compareText);
  return `{${fields.map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name]!)}`).join(',')}}`;
}
