/** Adds a member to a list that a spec writes, or takes one out. */
import { isDeepStrictEqual } from 'node:util';
import type { ArrayExpression, Expression, SpreadElement } from 'oxc-parser';
import { isObject, type Json } from '../model/manifest.ts';
import { shownValue } from '../schema/document-value.ts';
import type { Changed } from './changed.ts';
import type { Refusal } from './field-schema.ts';
import { literal } from './literal.ts';
import { ownedElsewhere, refuseLoss } from './refuse-loss.ts';
import type { SpecSource, SpecTree } from './spec-source.ts';
import { inserted, removed } from './splice.ts';

interface ListChange {
  readonly tree: SpecTree;
  readonly found: { readonly node: Expression; readonly value: Json | undefined };
  readonly path: readonly string[];
  readonly action: 'add' | 'take' | 'set' | 'unset';
  readonly member: Json;
}

export function changeList(source: SpecSource, { tree, found, path, action, member }: ListChange): Changed | Refusal {
  const { node, value } = found;
  const name = path.join('.');
  const items = Array.isArray(value) ? (value as readonly Json[]) : undefined;
  if (node.type !== 'ArrayExpression' || items === undefined) return ownedElsewhere(source, node, name);
  const at = items.findIndex((item) => isMeant(item, member));
  if (action === 'add') {
    if (at !== -1)
      return { message: `${name} has ${shownValue(member)} already, must not`, fix: 'Leave the change out.' };
    const members = node.elements.filter((element) => element !== null);
    const last = members.at(-1);
    const put = { text: literal(member), ...(last !== undefined && { after: last }) };
    return { text: inserted(tree, { ...node, members }, put), wanted: [...items, member] };
  }
  if (at === -1) return { message: `${name} has no ${shownValue(member)}, must have it`, fix: 'Leave the change out.' };
  const element = elementOf(node, items.length, at);
  if (element === undefined || element.type === 'SpreadElement') return ownedElsewhere(source, element ?? node, name);
  return refuseLoss(source, tree, element) ?? { text: removed(tree, element), wanted: items.toSpliced(at, 1) };
}

/** A member is meant by its whole value, or by its name. */
function isMeant(item: Json, wanted: Json): boolean {
  if (isObject(item) && typeof wanted === 'string') return item['name'] === wanted;
  return isDeepStrictEqual(item, wanted);
}

/** What writes the item at an index: one element, or a spread of several; the list itself when that cannot be told. */
function elementOf(
  { elements }: ArrayExpression,
  count: number,
  index: number,
): Expression | SpreadElement | undefined {
  const spreads = elements.flatMap((element, at) => (element?.type === 'SpreadElement' ? [at] : []));
  const [first = count] = spreads;
  const fromEnd = elements.length - (count - index);
  if (index < first) return elements[index] ?? undefined;
  if (fromEnd > (spreads.at(-1) ?? -1)) return elements[fromEnd] ?? undefined;
  return spreads.length === 1 ? (elements[first] ?? undefined) : undefined;
}
