/** Holds a certificate against a proof that was made again. */
import { isObject, type Json } from '../../model/manifest.ts';
import type { Certificate } from '../../model/proof.ts';

/** In sentences, each field that is not what the new proof says; the time may differ. */
export function differencesOf(given: Json, proven: Certificate): readonly string[] {
  if (!isObject(given) || given['kind'] !== proven.kind || given['apiVersion'] !== proven.apiVersion) {
    return [`the file is no IsolationCertificate of ${proven.apiVersion}`];
  }
  return [...compare({ ...given, provenAt: proven.provenAt }, proven as unknown as Json, '')];
}

function* compare(given: Json | undefined, wanted: Json | undefined, path: string): Iterable<string> {
  if (isObject(given) && isObject(wanted)) {
    for (const key of new Set([...Object.keys(wanted), ...Object.keys(given)])) {
      yield* compare(given[key], wanted[key], path === '' ? key : `${path}.${key}`);
    }
  } else if (Array.isArray(given) && Array.isArray(wanted) && given.length === wanted.length) {
    for (const [index, item] of wanted.entries()) {
      yield* compare(given[index] as Json, item as Json, `${path}[${index}]`);
    }
  } else if (JSON.stringify(given) !== JSON.stringify(wanted)) {
    yield `${path} is ${shown(given)}, must be ${shown(wanted)}`;
  }
}

function shown(value: Json | undefined): string {
  const text = JSON.stringify(value) ?? 'unset';
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
