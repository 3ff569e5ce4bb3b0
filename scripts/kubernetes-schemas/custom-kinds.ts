/** Kinds of others: from CustomResourceDefinitions to strict JSON Schema. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { withDefaults } from './condition-defaults.ts';
import { canonical, type Schema, type SchemaFile } from './schema-text.ts';

export interface Definition {
  readonly kind: 'CustomResourceDefinition';
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly schema: { readonly openAPIV3Schema: Schema };
    }[];
  };
}

export function definitionsIn(folder: string): Definition[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), 'utf8')))
    .map((document) => document.toJS() as { kind?: string } | null)
    .filter((document): document is Definition => document?.kind === 'CustomResourceDefinition');
}

interface Selection {
  readonly definitions: readonly Definition[];
  readonly group: string;
  /** The versions wanted of each kind. */
  readonly kinds: Readonly<Record<string, readonly string[]>>;
}

export function customKinds({ definitions, group, kinds }: Selection): SchemaFile['kinds'] {
  const found: Record<string, Record<string, Schema>> = {};
  for (const [kind, versions] of Object.entries(kinds)) {
    const definition = definitions.find(({ spec }) => spec.group === group && spec.names.kind === kind);
    for (const version of versions) {
      const served = definition?.spec.versions.find(({ name, served: isServed }) => name === version && isServed);
      if (served === undefined) throw new Error(`${group}/${version} ${kind} is not served by any definition`);
      const apiVersion = `${group}/${version}`;
      (found[apiVersion] ??= {})[kind] = rootSchema(served.schema.openAPIV3Schema, { apiVersion, kind });
    }
  }
  return found;
}

const objectMeta: Schema = { $ref: '#/$defs/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta' };

function rootSchema(source: Schema, { apiVersion, kind }: { apiVersion: string; kind: string }): Schema {
  const schema = convert(source);
  const metadata = (source['properties'] as Record<string, Schema>)['metadata'];
  if (canonical(metadata) !== '{"type":"object"}') throw new Error(`${kind} restricts its metadata`);
  return embedded(schema, { apiVersion: { const: apiVersion }, kind: { const: kind } });
}

/** What every whole object has. */
function embedded(schema: Schema, type: Readonly<Record<string, Schema>>): Schema {
  return {
    ...schema,
    properties: { ...(schema['properties'] as Schema | undefined), ...type, metadata: objectMeta },
    required: [...new Set(['apiVersion', 'kind', 'metadata', ...((schema['required'] ?? []) as string[])])].sort(),
  };
}

/** The pattern with which controller-gen describes a quantity; the format is faster and exact. */
const quantityPattern =
  '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$';

const copied = [
  'enum',
  'format',
  'maximum',
  'minimum',
  'maxItems',
  'minItems',
  'maxLength',
  'minLength',
  'maxProperties',
  'minProperties',
  'pattern',
  'type',
];
const logical = ['allOf', 'anyOf', 'oneOf'];
const handled = ['additionalProperties', 'items', 'not', 'nullable', 'properties', 'required', ...logical];
/** Without effect on a check of one object, except the CEL rules, which only an API server evaluates. */
const ignored = ['default', 'description', 'example', 'title', 'x-kubernetes-map-type', 'x-kubernetes-validations'];
const extensions = ['embedded-resource', 'int-or-string', 'list-map-keys', 'list-type', 'preserve-unknown-fields'];
const known = new Set([...copied, ...handled, ...ignored, ...extensions.map((name) => `x-kubernetes-${name}`)]);

/** A structural schema. Its objects are closed: an API server would silently drop what they do not name. */
function convert(source: Schema): Schema {
  if (source['x-kubernetes-int-or-string'] === true) return intOrString(source);
  const schema = convertValue(source, convert);
  const { additionalProperties } = source;
  if (typeof additionalProperties === 'object')
    schema['additionalProperties'] = convert(additionalProperties as Schema);
  else if (additionalProperties === true) schema['additionalProperties'] = true;
  else if (source['type'] === 'object' && source['x-kubernetes-preserve-unknown-fields'] !== true) {
    schema['additionalProperties'] = false;
  }
  Object.assign(schema, listKeywords(source));
  if (source['nullable'] === true) allowNull(schema);
  return source['x-kubernetes-embedded-resource'] === true
    ? embedded(schema, { apiVersion: { type: 'string' }, kind: { type: 'string' } })
    : schema;
}

/** What structural schemas and the conditions inside `allOf`, `anyOf`, `oneOf` and `not` have in common. Conditions close nothing. */
function convertValue(source: Schema, convertPart: (part: Schema) => Schema): Schema {
  const unknown = Object.keys(source).find((keyword) => !known.has(keyword));
  if (unknown !== undefined) throw new Error(`keyword ${unknown} is not known`);
  const schema: Schema = {};
  for (const keyword of copied) if (keyword in source) schema[keyword] = source[keyword];
  const properties = (source['properties'] ?? {}) as Record<string, Schema>;
  for (const keyword of logical) {
    if (!(keyword in source)) continue;
    const conditions = (source[keyword] as Schema[]).map(convertCondition);
    schema[keyword] = conditions.map((condition) => withDefaults(condition, properties));
  }
  if ('not' in source) schema['not'] = convertCondition(source['not'] as Schema);
  if ('items' in source) schema['items'] = convertPart(source['items'] as Schema);
  if ('properties' in source) {
    const entries = Object.entries(properties).map(([name, part]) => [name, convertPart(part)] as const);
    schema['properties'] = Object.fromEntries(entries);
    // The API server fills in defaults before it looks for what is missing.
    schema['required'] = ((source['required'] ?? []) as string[]).filter(
      (name) => properties[name]?.['default'] === undefined,
    );
  } else if ('required' in source) schema['required'] = source['required'];
  if ((schema['required'] as string[] | undefined)?.length === 0) delete schema['required'];
  return schema;
}

function convertCondition(source: Schema): Schema {
  return convertValue(source, convertCondition);
}

function intOrString(source: Schema): Schema {
  const { pattern, nullable } = source;
  const type = ['integer', 'string', ...(nullable === true ? ['null'] : [])];
  if (pattern === quantityPattern) return { type: ['number', ...type.slice(1)], format: 'quantity' };
  return { type, ...(pattern !== undefined && { pattern }) };
}

function listKeywords(source: Schema): Schema {
  if (source['x-kubernetes-list-type'] === 'set') return { listSet: true };
  const keys = source['x-kubernetes-list-map-keys'] as readonly string[] | undefined;
  if (source['x-kubernetes-list-type'] !== 'map' || keys === undefined) return {};
  const properties = ((source['items'] as Schema)['properties'] ?? {}) as Record<string, Schema>;
  return { listMapKeys: Object.fromEntries(keys.map((key) => [key, properties[key]?.['default'] ?? null])) };
}

function allowNull(schema: Schema): void {
  schema['type'] = [schema['type'], 'null'];
  if (Array.isArray(schema['enum'])) schema['enum'] = [...(schema['enum'] as unknown[]), null];
}
