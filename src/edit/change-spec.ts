/** Changes one field of a spec in its source, so that everything else stays as it was written. */
import type { ObjectExpression } from 'oxc-parser';
import type { Json, JsonObject } from '../model/manifest.ts';
import { shownValue } from '../schema/document-value.ts';
import type { Change } from './change.ts';
import type { Changed } from './changed.ts';
import { itemSchema, fieldOrder, type Refusal, schemaAt, typedValue } from './field-schema.ts';
import { keyLiteral, literal } from './literal.ts';
import { find, type Found, type Owner, parseSpec, type SpecSource, type SpecTree } from './spec-source.ts';
import { changeList } from './change-list.ts';
import { ownedElsewhere, refuseLoss } from './refuse-loss.ts';
import { inserted, removed, replaced } from './splice.ts';

/** The given source is one without mistakes. */
export function changeSpec(source: SpecSource, change: Change): Changed | Refusal {
  const { path, action } = change;
  const field = schemaAt(path);
  if (!('schema' in field)) return field;
  if (path[0] === 'id') {
    return { message: 'id never changes, must stay', fix: 'Add a tenant of the other id, and offboard this one.' };
  }
  const tree = parseSpec(source);
  const found = find(tree, source, path);
  if (found.kind === 'no member') return noMember(path);
  if (action === 'set') return setField(source, { tree, found, change, schema: field.schema });
  if (found.kind === 'reference') return ownedElsewhere(source, found.node, found.path);
  if (action !== 'unset') return changeMembers(source, { tree, found, change, schema: field.schema });
  if (found.kind === 'missing') {
    return { message: `${path.join('.')} is not written, must be to be removed`, fix: 'Leave the change out.' };
  }
  return refuseLoss(source, tree, found.node) ?? { text: removed(tree, found.owner), wanted: undefined };
}

function noMember(path: readonly string[]): Refusal {
  return { message: `${path.join('.')} is no member of the list, must be one`, fix: 'Add a member with +=.' };
}

interface FieldChange<Where = Exclude<Found, { kind: 'no member' }>> {
  readonly tree: SpecTree;
  readonly found: Where;
  readonly change: Change;
  readonly schema: JsonObject;
}

function setField(source: SpecSource, { tree, found, change, schema }: FieldChange): Changed | Refusal {
  const { path } = change;
  if (found.kind === 'reference' && found.owner === undefined) {
    return ownedElsewhere(source, found.node, found.path);
  }
  const typed = typedValue(change.text, schema);
  if (!('value' in typed)) return typed;
  const { value } = typed;
  switch (found.kind) {
    case 'missing':
      return addField(tree, { ...found, path, value });
    // What a spread gives is written over for this tenant alone.
    case 'reference':
      return addField(tree, { owner: found.owner!, rest: path.slice(-1), path, value });
    case 'value':
      return (
        refuseLoss(source, tree, found.node) ?? { text: replaced(tree.text, found.node, literal(value)), wanted: value }
      );
  }
}

function changeMembers(
  source: SpecSource,
  { tree, found, change, schema }: FieldChange<Extract<Found, { kind: 'missing' | 'value' }>>,
): Changed | Refusal {
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
function addField(tree: SpecTree, { owner, rest, path, value }: MissingField): Changed | Refusal {
  const [name = '', ...inner] = rest;
  if (inner.some((each) => /^[0-9]/.test(each))) return noMember(path);
  const whole = inner.toReversed().reduce<Json>((field, each) => ({ [each]: field }), value);
  const text = `${keyLiteral(name)}: ${literal(whole)}`;
  const order = fieldOrder(path.slice(0, path.length - rest.length));
  const after = memberBefore(owner, order.slice(0, order.indexOf(name)));
  const members = owner.properties;
  return {
    text: inserted(tree, { ...owner, members }, { text, ...(after !== undefined && { after }) }),
    wanted: value,
  };
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
