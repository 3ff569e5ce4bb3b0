/** The values that differ between an object before and after a change. */
import { isDeepStrictEqual } from 'node:util';
import { diffArrays } from 'diff';
import type { FieldChange } from '../model/change.ts';
import { compareText } from '../model/finding.ts';
import { escapeKey } from '../model/json-pointer.ts';
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import { canonical } from './canonical.ts';
import { fieldStep } from './field-paths.ts';
import { matchingOf } from './list-keys.ts';

/** Sorted by path. Equal whatever the order of keys, and of members of lists in which the order means nothing. */
export function changedFields(before: JsonObject, after: JsonObject): readonly FieldChange[] {
  const changes: FieldChange[] = [];
  compareObjects({ path: '', pointer: '', was: '', field: '', changes }, before, after);
  return changes.toSorted(
    (a, b) => compareText(a.path, b.path) || coming(a) - coming(b) || compareText(a.pointer, b.pointer),
  );
}

/** What goes stands before what comes. */
function coming({ after }: FieldChange): number {
  return after === undefined ? 0 : 1;
}

interface At {
  readonly path: string;
  /** Into the object after the change, and into the one before. */
  readonly pointer: string;
  readonly was: string;
  /** Name of the nearest field. */
  readonly field: string;
  /** What was found so far. */
  readonly changes: FieldChange[];
}

function compare(at: At, before: Json | undefined, after: Json | undefined): void {
  if (isObject(before) && isObject(after)) compareObjects(at, before, after);
  else if (Array.isArray(before) && Array.isArray(after)) compareLists(at, before, after);
  else if (before !== after) {
    const { path, pointer, was, changes } = at;
    if (after === undefined) changes.push({ path, pointer: was, ...(before !== undefined && { before }) });
    else changes.push({ path, pointer, ...(before !== undefined && { before }), after });
  }
}

function compareObjects(at: At, before: JsonObject, after: JsonObject): void {
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const inner = {
      ...at,
      path: `${at.path}${fieldStep(name, at.path === '')}`,
      pointer: `${at.pointer}/${escapeKey(name)}`,
      was: `${at.was}/${escapeKey(name)}`,
      field: name,
    };
    compare(inner, own(before, name), own(after, name));
  }
}

function own(value: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function compareLists(at: At, before: readonly Json[], after: readonly Json[]): void {
  const matching = matchingOf(at.field, before, after);
  if (matching.kind === 'keyed') compareKeyed({ at, keyOf: matching.keyOf }, before, after);
  else if (matching.kind === 'set') compareSets(at, before, after);
  else compareSequences(at, before, after);
}

function compareKeyed(
  { at, keyOf }: { readonly at: At; keyOf(member: Json): string },
  before: readonly Json[],
  after: readonly Json[],
): void {
  const old = new Map(before.map((member, index) => [keyOf(member), { member, index }]));
  const fresh = new Map(after.map((member, index) => [keyOf(member), { member, index }]));
  for (const key of new Set([...old.keys(), ...fresh.keys()])) {
    const inner = {
      ...at,
      path: `${at.path}[${shown(key)}]`,
      pointer: `${at.pointer}/${fresh.get(key)?.index}`,
      was: `${at.was}/${old.get(key)?.index}`,
    };
    compare(inner, old.get(key)?.member, fresh.get(key)?.member);
  }
  if (!ordered.has(at.field)) return;
  const kept = [...old.keys()].filter((key) => fresh.has(key));
  const now = [...fresh.keys()].filter((key) => old.has(key));
  if (isDeepStrictEqual(kept, now)) return;
  at.changes.push({ path: `${at.path}[order]`, pointer: at.pointer, before: kept, after: now });
}

/** Keyed lists in which the order means something: containers start one after the other, variables refer to earlier ones. */
const ordered: ReadonlySet<string> = new Set(['initContainers', 'env']);

function shown(key: string): string {
  return /^[\w./:@\uE000-]+$/.test(key) ? key : JSON.stringify(key);
}

function compareSets(at: At, before: readonly Json[], after: readonly Json[]): void {
  const old = new Set(before.map(canonical));
  const fresh = new Set(after.map(canonical));
  for (const [index, member] of before.entries()) {
    if (!fresh.has(canonical(member)))
      at.changes.push({ path: `${at.path}[]`, pointer: `${at.was}/${index}`, before: member });
  }
  for (const [index, member] of after.entries()) {
    if (!old.has(canonical(member)))
      at.changes.push({ path: `${at.path}[]`, pointer: `${at.pointer}/${index}`, after: member });
  }
}

/** So long lists are compared place by place: the search for the fewest changes takes the square of their number. */
const longest = 2000;

function compareSequences(at: At, before: readonly Json[], after: readonly Json[]): void {
  const placed = (index: number, old: number): At => ({
    ...at,
    path: `${at.path}[${index}]`,
    pointer: `${at.pointer}/${index}`,
    was: `${at.was}/${old}`,
  });
  const parts =
    before.length + after.length > longest
      ? undefined
      : diffArrays(before.map(canonical), after.map(canonical), { maxEditLength: 200 });
  if (parts === undefined) {
    for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
      compare(placed(index, index), before[index], after[index]);
    }
    return;
  }
  let from = 0;
  let to = 0;
  for (const [position, part] of parts.entries()) {
    const { count = part.value.length } = part;
    const next = parts[position + 1];
    if (part.added) {
      for (let index = to; index < to + count; index += 1) compare(placed(index, index), undefined, after[index]);
      to += count;
    } else if (!part.removed) {
      from += count;
      to += count;
    } else if (next?.added && next.value.length === count) {
      // As many as went came: they are the same members, changed.
      for (let index = 0; index < count; index += 1) {
        compare(placed(to + index, from + index), before[from + index], after[to + index]);
      }
      from += count;
      to += count;
      parts[position + 1] = { ...next, count: 0, value: [] };
    } else {
      for (let index = from; index < from + count; index += 1) compare(placed(index, index), before[index], undefined);
      from += count;
    }
  }
}
