/** Changes a spec by all that was asked for, and says everything that is wrong with it. */
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../model/manifest.ts';
import type { Mistake } from '../model/mistake.ts';
import { printable } from '../schema/document-value.ts';
import { type Change, conflicts } from './change.ts';
import { changeSpec } from './change-spec.ts';
import { formatLike } from './format-source.ts';
import { memberOf, type SpecSource } from './spec-source.ts';

/** What a text would evaluate to in the place of the spec; undefined when it cannot be read. */
type Evaluate = (text: string) => Json | undefined;

export interface ChangedSpec {
  /** With the changes that could be made, so that their values can be judged as well. */
  readonly text: string;
  readonly mistakes: readonly Mistake[];
}

export async function changeAll(
  source: SpecSource,
  changes: readonly Change[],
  evaluate: Evaluate,
): Promise<ChangedSpec> {
  const mistakes = [...conflicts(changes)];
  let current = source;
  for (const change of changes) {
    const about = printable(change.argument);
    if (mistakes.some((mistake) => mistake.about === about)) continue;
    const changed = changeSpec(current, change);
    if (!('text' in changed)) {
      mistakes.push({ about, ...changed });
      continue;
    }
    const value = evaluate(changed.text);
    if (value !== undefined && isDeepStrictEqual(valueAt(value, change.path), changed.wanted)) {
      current = { ...source, text: changed.text, value };
    } else if (value !== undefined) {
      const message = `${change.path.join('.')} is decided by a spread that stands behind it, must not be`;
      mistakes.push({ about, message, fix: 'Edit the file by hand.' });
    } else {
      mistakes.push({ about, message: 'the value cannot be written as data, must be', fix: 'Edit the file by hand.' });
    }
  }
  return { text: await formatLike(source.text, source.file, current.text), mistakes };
}

function valueAt(value: Json, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(memberOf, value);
}
