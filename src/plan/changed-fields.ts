/** The values that differ between an object before and after a change. */
import { isDeepStrictEqual } from 'node:util';
import { diffArrays } from 'diff';
import type { FieldChange } from '../model/change.ts';
import { compareText } from '../model/finding.ts';
import { escapeKey } from '../model/json-pointer.ts';
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import { matchingOf } from './list-keys.ts';

/** Sorted by path. Equal whatever the order of keys, and of members of lists in which the order means nothing. */
export function changedFields(before: JsonObject, after: JsonObject): readonly FieldChange[] {
  const changes: FieldChange[] = [];
  compareObjects({ path: '', pointer: '', field: '' }, before, after, changes);
  return changes.toSorted((a, b) => compareText(a.path, b.path) || compareText(a.pointer, b.pointer));
}

interface At {
  readonly path: string;
  readonly pointer: string;
  /** Name of the nearest field. */
  readonly field: string;
}

function compare(at: At, before: Json | undefined, after: Json | undefined, changes: FieldChange[]): void {
  if (isObject(before) && isObject(after)) compareObjects(at, before, after, changes);
  else if (Array.isArray(before) && Array.isArray(after)) compareLists(at, before, after, changes);
  else if (before !== after) {
    const { path, pointer } = at;
    changes.push({ path, pointer, ...(before !== undefined && { before }), ...(after !== undefined && { after }) });
  }
}

function compareObjects(at: At, before: JsonObject, after: JsonObject, changes: FieldChange[]): void {
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const inner = {
      path: `${at.path}${step(name, at.path === '')}`,
      pointer: `${at.pointer}/${escapeKey(name)}`,
      field: name,
    };
    compare(inner, own(before, name), own(after, name), changes);
  }
}

function own(value: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function step(name: string, isFirst: boolean): string {
  if (!/^[A-Za-z0-9_\uE000-]+$/.test(name)) return `[${JSON.stringify(name)}]`;
  return isFirst ? name : `.${name}`;
}

function compareLists(at: At, before: readonly Json[], after: readonly Json[], changes: FieldChange[]): void {
  const matching = matchingOf(at.field, before, after);
  if (matching.kind === 'keyed') compareKeyed(at, before, after, { keyOf: matching.keyOf, changes });
  else if (matching.kind === 'set') compareSets(at, before, after, changes);
  else compareSequences(at, before, after, changes);
}

function compareKeyed(
  at: At,
  before: readonly Json[],
  after: readonly Json[],
  { keyOf, changes }: { keyOf(member: Json): string; readonly changes: FieldChange[] },
): void {
  const old = new Map(before.map((member, index) => [keyOf(member), { member, index }]));
  const fresh = new Map(after.map((member, index) => [keyOf(member), { member, index }]));
  for (const key of new Set([...old.keys(), ...fresh.keys()])) {
    const index = (fresh.get(key) ?? old.get(key)!).index;
    const inner = { path: `${at.path}[${shown(key)}]`, pointer: `${at.pointer}/${index}`, field: at.field };
    compare(inner, old.get(key)?.member, fresh.get(key)?.member, changes);
  }
  if (!ordered.has(at.field)) return;
  const kept = [...old.keys()].filter((key) => fresh.has(key));
  const now = [...fresh.keys()].filter((key) => old.has(key));
  if (isDeepStrictEqual(kept, now)) return;
  changes.push({ path: `${at.path}[order]`, pointer: at.pointer, before: kept, after: now });
}

/** Keyed lists in which the order means something: containers start one after the other, variables refer to earlier ones. */
const ordered: ReadonlySet<string> = new Set(['initContainers', 'env']);

function shown(key: string): string {
  return /^[\w./:@\uE000-]+$/.test(key) ? key : JSON.stringify(key);
}

function compareSets(at: At, before: readonly Json[], after: readonly Json[], changes: FieldChange[]): void {
  const old = new Set(before.map(canonical));
  const fresh = new Set(after.map(canonical));
  for (const [index, member] of before.entries()) {
    if (!fresh.has(canonical(member)))
      changes.push({ path: `${at.path}[]`, pointer: `${at.pointer}/${index}`, before: member });
  }
  for (const [index, member] of after.entries()) {
    if (!old.has(canonical(member)))
      changes.push({ path: `${at.path}[]`, pointer: `${at.pointer}/${index}`, after: member });
  }
}

/** So long lists are compared place by place: the search for the fewest changes takes the square of their number. */
const longest = 2000;

function compareSequences(at: At, before: readonly Json[], after: readonly Json[], changes: FieldChange[]): void {
  const placed = (index: number): At => ({
    path: `${at.path}[${index}]`,
    pointer: `${at.pointer}/${index}`,
    field: at.field,
  });
  const parts =
    before.length + after.length > longest
      ? undefined
      : diffArrays(before.map(canonical), after.map(canonical), { maxEditLength: 200 });
  if (parts === undefined) {
    for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
      compare(placed(index), before[index], after[index], changes);
    }
    return;
  }
  let from = 0;
  let to = 0;
  for (const [position, part] of parts.entries()) {
    const { count = part.value.length } = part;
    const next = parts[position + 1];
    if (part.added) {
      for (let index = to; index < to + count; index += 1) compare(placed(index), undefined, after[index], changes);
      to += count;
    } else if (!part.removed) {
      from += count;
      to += count;
    } else if (next?.added && next.value.length === count) {
      // As many as went came: they are the same members, changed.
      for (let index = 0; index < count; index += 1) {
        compare(placed(to + index), before[from + index], after[to + index], changes);
      }
      from += count;
      to += count;
      parts[position + 1] = { ...next, count: 0, value: [] };
    } else {
      for (let index = from; index < from + count; index += 1)
        compare(placed(index), before[index], undefined, changes);
      from += count;
    }
  }
}

/** The same for equal values, whatever the order of their keys. */
function canonical(value: Json): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => compareText(a, b))) : inner,
  );
}
