/** Nulls of optional fields, which an API server treats as absent. */
import type { ErrorObject } from 'ajv/dist/2020.js';
import { keysOf } from '../model/json-pointer.ts';
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';

/**
 * A copy of a manifest without the fields that were refused for being null; absent when there are none.
 *
 * For Kubernetes' own kinds, null leaves a Go field at its zero value; for custom kinds the server removes nulls that
 * the schema does not allow before it validates (`PruneNonNullableNullsWithoutDefaults` in
 * `k8s.io/apiextensions-apiserver`). Neither holds for members of a list. What remains missing is reported as missing.
 */
export function withoutNulls(manifest: JsonObject, errors: readonly ErrorObject[]): JsonObject | undefined {
  const pointers = errors
    .filter(({ keyword, data }) => keyword === 'type' && data === null)
    .map(({ instancePath }) => instancePath);
  if (pointers.length === 0) return undefined;
  const copy = structuredClone(manifest);
  const removed = pointers.filter((pointer) => removeAt(copy, pointer));
  return removed.length === 0 ? undefined : copy;
}

/** Removes a field; false when the pointer leads to a member of a list. */
function removeAt(manifest: JsonObject, pointer: string): boolean {
  const keys = keysOf(pointer);
  const last = keys.at(-1);
  let parent: Json | undefined = manifest;
  for (const key of keys.slice(0, -1)) parent = (parent as JsonObject | undefined)?.[key];
  if (last === undefined || !isObject(parent)) return false;
  return Reflect.deleteProperty(parent, last);
}
