/** What it takes to say that fields of a kind cannot change. */
import type { FieldChange } from '../model/change.ts';
import { isObject, type JsonObject } from '../model/manifest.ts';
import { parseQuantity } from '../model/quantity.ts';

export interface FixedFields {
  /** `<kind> of <group>`; the group of the core is empty. */
  readonly kind: string;
  /** Pointers of fields with all that is in them; `*` stands for any member of a list. */
  readonly fields: readonly string[];
  /** Pointers in these that may change nevertheless. */
  readonly except?: readonly string[];
  /** Only then; default: always. */
  readonly when?: (before: JsonObject, change: FieldChange) => boolean;
  /** Where it is written. */
  readonly source: string;
}

export function shrinks({ before, after }: FieldChange): boolean {
  const was = parseQuantity(before);
  const now = parseQuantity(after);
  return was !== undefined && now !== undefined && now < was;
}

export function specOf({ spec }: JsonObject): JsonObject {
  return isObject(spec) ? spec : {};
}
