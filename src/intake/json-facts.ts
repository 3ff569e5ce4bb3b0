/** Facts about a new tenant from a JSON file, with the fields of a spec. */
import { isObject, type Json } from '../model/manifest.ts';
import type { Mistake } from '../model/mistake.ts';
import { shownValue } from '../schema/document-value.ts';
import type { Draft } from './draft.ts';

const fix = 'Write an object with the fields of a spec (docs/spec.md), such as {"id": "acme", "name": "Acme Care"}.';

export function draftFromJson(about: string, text: string): { readonly draft: Draft } | Mistake {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return { about, message: 'the file is no valid JSON, must be an object in JSON', fix };
  }
  if (!isFlat(value, deepest)) {
    return { about, message: `the file has more than ${deepest} levels, must have at most ${deepest}`, fix };
  }
  if (isObject(value)) return { draft: value };
  return { about, message: `the file holds ${shownValue(value)}, must hold an object`, fix };
}

/** No field of a spec is deeper than a customisation's patch. */
const deepest = 32;

function isFlat(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner: Json) => isFlat(inner, levels - 1));
}
