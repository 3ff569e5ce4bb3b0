/** Text of a value by which equal values are found. */
import { compareText } from '../model/finding.ts';
import { isObject, type Json } from '../model/manifest.ts';

/** The same for equal values, whatever the order of their keys. */
export function canonical(value: Json): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => compareText(a, b))) : inner,
  );
}
