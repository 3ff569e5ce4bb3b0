/** What was asked for beside what the server stored. */
import { isObject, type Json, type JsonObject } from '../../src/model/manifest.ts';
import { parseQuantity } from '../../src/model/quantity.ts';

export interface Comparison {
  /** Where a value is not there, or another. */
  readonly changed: readonly string[];
  /** What the server added, with `*` for the places in lists. */
  readonly added: readonly string[];
}

/** Every object has these from the server. */
const serverMetadata = new Set(['creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'uid']);

export function compare(asked: JsonObject, stored: JsonObject): Comparison {
  const changed: string[] = [];
  const added = new Set<string>();
  const { status: _, metadata, ...rest } = stored;
  const known = Object.fromEntries(Object.entries(metadata as JsonObject).filter(([key]) => !serverMetadata.has(key)));
  visit(asked, { ...rest, metadata: known }, { path: [], changed, added });
  return { changed, added: [...added].sort() };
}

interface Visit {
  readonly path: readonly string[];
  readonly changed: string[];
  readonly added: Set<string>;
}

function visit(asked: Json, stored: Json | undefined, at: Visit): void {
  if (stored === undefined) at.changed.push(`${at.path.join('.')} is gone`);
  else if (Array.isArray(asked)) {
    if (!Array.isArray(stored) || stored.length !== asked.length)
      at.changed.push(`${at.path.join('.')} is another list`);
    else
      for (const [index, item] of asked.entries()) visit(item as Json, stored[index] as Json, below(at, String(index)));
  } else if (isObject(asked)) {
    const found = isObject(stored) ? stored : {};
    for (const key in asked) visit(asked[key]!, found[key], below(at, key));
    for (const key in found) if (!(key in asked)) at.added.add(patternOf([...at.path, key]));
  } else if (asked !== stored && !isSameQuantity(asked, stored)) {
    at.changed.push(`${at.path.join('.')} is ${JSON.stringify(stored)}, was ${JSON.stringify(asked)}`);
  }
}

function below(at: Visit, key: string): Visit {
  return { ...at, path: [...at.path, key] };
}

function patternOf(path: readonly string[]): string {
  return path.map((key) => (/^\d+$/.test(key) ? '*' : key)).join('.');
}

/** The server writes quantities in its own form: `1000m` becomes `1`. */
function isSameQuantity(asked: Json, stored: Json): boolean {
  if (typeof stored !== 'string' || (typeof asked !== 'string' && typeof asked !== 'number')) return false;
  const [a, b] = [parseQuantity(String(asked)), parseQuantity(stored)];
  return a !== undefined && a === b;
}
