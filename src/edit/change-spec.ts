/** Changes one field of a spec in its source, so that everything else stays as it was written. */
import type { ObjectExpression } from 'oxc-parser';
import type { Json, JsonObject } from '../model/manifest.ts';
import { shownValue } from '../schema/document-value.ts';
import type { Change } from './change.ts';
import { itemSchema, fieldOrder, type Refusal, schemaAt, typedValue } from './field-schema.ts';
import { keyLiteral, literal } from './literal.ts';
import { find, type Owner, parseSpec, type SpecSource, type SpecTree } from './spec-source.ts';
import { changeList } from './change-list.ts';
import { ownedElsewhere, refuseLoss } from './refuse-loss.ts';
import { inserted, removed, replaced } from './splice.ts';

/** The new text, not formatted yet; or why not. The given source is one without mistakes. */
export function changeSpec(source: SpecSource, change: Change): { readonly text: string } | Refusal {
  const { path, action } = change;
  const field = schemaAt(path);
  if (!('schema' in field)) return field;
  if (path[0] === 'id') {
    return { message: 'id never changes, must stay', fix: 'Add a tenant of the other id, and offboard this one.' };
  }
  const tree = parseSpec(source);
  const found = find(tree, source, path);
  if (found.kind === 'reference') return ownedElsewhere(source, found.node, found.path);
  switch (action) {
    case 'unset':
      return found.kind === 'missing'
        ? { message: `${path.join('.')} is not written, must be to be removed`, fix: 'Leave the change out.' }
        : (refuseLoss(source, tree, found.node) ?? { text: removed(tree, found.owner) });
    case 'set': {
      const typed = typedValue(change.text, field.schema);
      if (!('value' in typed)) return typed;
      if (found.kind === 'missing') return addField(tree, { ...found, path, value: typed.value });
      return refuseLoss(source, tree, found.node) ?? { text: replaced(tree.text, found.node, literal(typed.value)) };
    }
    default:
      return changeMembers(source, { tree, found, change, schema: field.schema });
  }
}

interface ListChange {
  readonly tree: SpecTree;
  readonly found: Exclude<ReturnType<typeof find>, { kind: 'reference' }>;
  readonly change: Change;
  readonly schema: JsonObject;
}

function changeMembers(source: SpecSource, { tree, found, change, schema }: ListChange) {
  const { path, action, text } = change;
  const items = itemSchema(schema);
  if (items === undefined) {
    return {
      message: `${path.join('.')} is no list, must be one for += and -=`,
      fix: `Write ${path.join('.')}=<value>.`,
    };
  }
  // Members with a name are taken out by it.
  const isName = action === 'take' && items['type'] === 'object' && !text.startsWith('{');
  const typed = isName ? { value: text } : typedValue(text, items);
  if (!('value' in typed)) return typed;
  if (found.kind === 'value') return changeList(source, { tree, found, path, action, member: typed.value });
  if (action === 'add') return addField(tree, { ...found, path, value: [typed.value] });
  return { message: `${path.join('.')} has no ${shownValue(text)}, must have it`, fix: 'Leave the change out.' };
}

interface MissingField {
  readonly owner: ObjectExpression;
  readonly rest: readonly string[];
  readonly path: readonly string[];
  readonly value: Json;
}

/** Where the schema's order wants it among the fields that are written; behind all of them where there are spreads. */
function addField(tree: SpecTree, { owner, rest, path, value }: MissingField): { readonly text: string } | Refusal {
  const [name = '', ...inner] = rest;
  if (/^[0-9]/.test(name) || inner.some((each) => /^[0-9]/.test(each))) {
    return { message: `${path.join('.')} is no member of the list, must be one`, fix: 'Add a member with +=.' };
  }
  const whole = inner.toReversed().reduce<Json>((field, each) => ({ [each]: field }), value);
  const text = `${keyLiteral(name)}: ${literal(whole)}`;
  const order = fieldOrder(path.slice(0, path.length - rest.length));
  const after = memberBefore(owner, order.slice(0, order.indexOf(name)));
  const members = owner.properties;
  return { text: inserted(tree, { ...owner, members }, { text, ...(after !== undefined && { after }) }) };
}

function memberBefore({ properties }: ObjectExpression, earlier: readonly string[]): Owner | undefined {
  if (properties.some(({ type }) => type === 'SpreadElement')) return properties.at(-1);
  return properties.findLast((each) => earlier.includes(nameOf(each)));
}

function nameOf(property: ObjectExpression['properties'][number]): string {
  if (property.type === 'SpreadElement' || property.computed) return '';
  const { key } = property;
  return key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : '';
}
