/** Renders `docs/spec.md`: every document that people write, field by field, from the JSON Schemas. */
import { isObject, type JsonObject } from '../src/model/manifest.ts';
import { bounds } from './docs-bounds.ts';
import { code, generated, prose, table } from './docs-text.ts';

export interface SpecDocument {
  /** Heading, for example `Tenant`. */
  readonly title: string;
  /** Where people write it, for example `tenants/<id>.ts`. */
  readonly file: string;
  /** The JSON Schema. */
  readonly schema: JsonObject;
  /** A real one, when the repository has it. */
  readonly example?: { readonly file: string; readonly text: string };
}

interface Field {
  readonly path: string;
  readonly schema: JsonObject;
  readonly required: boolean;
  /** Whether this field, or one around it, is accepted by the schema but refused by the program. */
  readonly unsupported: boolean;
}

export function specReference(documents: readonly SpecDocument[]): string {
  return [
    generated,
    '',
    '# Reference of the specs',
    '',
    'Everything that people write, field by field. The source is `schemas/`; the TypeScript types in `src/model/specs.ts` are made from',
    'it too. `list[]` stands for each member of a list. A *required* field is required when what encloses it is there. A field that is',
    '*not supported yet* is refused when it is set.',
    '',
    ...documents.map(({ title, file }) => `- [${title}](#${anchor(title)}): ${code(file)}`),
    ...documents.flatMap(section),
    '',
  ].join('\n');
}

function section({ title, schema, example }: SpecDocument): string[] {
  const fields = [...fieldsOf({ path: '', schema, required: true, unsupported: false }, definitionsOf(schema))];
  const [root, ...below] = fields;
  // A list of things is documented by the fields of one of them.
  const rows = root?.schema['type'] === 'array' ? below.slice(1) : below;
  return [
    '',
    `## ${title}`,
    '',
    prose(String(schema['description'] ?? '')),
    ...(root?.schema['type'] === 'array' ? ['', `A ${bounds(root.schema)}; the fields of one:`] : []),
    '',
    ...table(
      ['field', 'type', 'default', 'description'],
      rows.map((field) => row(field, anchor(title))),
    ),
    ...(example === undefined ? [] : ['', `Example, ${code(example.file)}:`, '', ...fenced(example)]),
  ];
}

function row({ path, schema, required, unsupported }: Field, document: string): string[] {
  const id = `${document}-${path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}`;
  const fallback = schema['default'] === undefined ? '' : code(JSON.stringify(schema['default']));
  const description = prose(String(schema['description'] ?? ''));
  return [
    `<a id="${id}"></a>${code(path.replace(/^\[\]\.?/, ''))}`,
    bounds(schema),
    required ? '*required*' : fallback,
    [...(unsupported ? ['**Not supported yet.**'] : []), description].join(' ').trim(),
  ];
}

/** The field itself and all below it, in the order of the schema. */
function* fieldsOf(field: Field, definitions: JsonObject): Generator<Field> {
  const schema = resolved(field.schema, definitions);
  const unsupported = field.unsupported || schema['notSupportedYet'] === true;
  yield { ...field, schema, unsupported };
  const { properties, items } = schema;
  const requiredNames = Array.isArray(schema['required']) ? schema['required'] : [];
  for (const [name, child] of Object.entries(isObject(properties) ? properties : {})) {
    if (!isObject(child)) continue;
    const path = field.path === '' ? name : `${field.path}.${name}`;
    yield* fieldsOf({ path, schema: child, required: requiredNames.includes(name), unsupported }, definitions);
  }
  // Members without fields of their own are described by the list itself.
  if (isObject(items) && (field.path === '' || isObject(items['properties']))) {
    const members = [
      ...fieldsOf({ path: `${field.path}[]`, schema: items, required: false, unsupported }, definitions),
    ];
    yield* field.path === '' ? members : members.slice(1);
  }
}

function resolved(schema: JsonObject, definitions: JsonObject): JsonObject {
  const { $ref, ...own } = schema;
  const target = typeof $ref === 'string' ? definitions[$ref.replace('#/$defs/', '')] : undefined;
  const merged = isObject(target) ? { ...target, ...own } : own;
  return isObject(merged['items']) ? { ...merged, items: resolved(merged['items'], definitions) } : merged;
}

function definitionsOf(schema: JsonObject): JsonObject {
  return isObject(schema['$defs']) ? schema['$defs'] : {};
}

function fenced({ file, text }: { readonly file: string; readonly text: string }): string[] {
  return ['```' + (file.endsWith('.yaml') ? 'yaml' : 'ts'), text.trimEnd(), '```'];
}

function anchor(title: string): string {
  return title.toLowerCase().replaceAll(' ', '-');
}
