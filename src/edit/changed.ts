/** What came of the change of one field. */
import type { Json } from '../model/manifest.ts';

/** A new text, not formatted yet, and what the field must be in it: a spread behind it may have the last word. */
export interface Changed {
  readonly text: string;
  readonly wanted: Json | undefined;
}
