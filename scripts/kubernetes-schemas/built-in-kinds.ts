/** Kubernetes' own kinds: from the OpenAPI documents in its repository to strict JSON Schema. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnumerations, type Enumerations } from './enumerations.ts';
import type { Schema, SchemaFile } from './schema-text.ts';
import { builtInApiVersions } from './sources.ts';

type Definitions = Readonly<Record<string, Schema>>;

const referencePrefix = '#/components/schemas/';
const metaPackage = 'io.k8s.apimachinery.pkg.apis.meta.v1';

/** Definitions whose JSON differs from what OpenAPI says, or that OpenAPI leaves open. */
const special: Readonly<Record<string, Schema>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: ['string', 'number'], format: 'quantity' },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: ['integer', 'string'], format: 'int32' },
  'io.k8s.apimachinery.pkg.runtime.RawExtension': { type: 'object' },
  [`${metaPackage}.FieldsV1`]: { type: 'object' },
};

/** Maps of labels and the like: the API server checks their keys and values, but OpenAPI does not say so. */
const labels: Schema = {
  type: 'object',
  additionalProperties: { type: 'string', format: 'label-value' },
  propertyNames: { format: 'qualified-name' },
};
const annotations: Schema = {
  type: 'object',
  additionalProperties: { type: 'string' },
  propertyNames: { format: 'annotation-key' },
};
const overrides: Readonly<Record<string, Readonly<Record<string, Schema>>>> = {
  [`${metaPackage}.ObjectMeta`]: { labels, annotations },
  [`${metaPackage}.LabelSelector`]: { matchLabels: labels },
  'io.k8s.api.core.v1.PodSpec': { nodeSelector: labels },
};

/** @param folder of the module `k8s.io/kubernetes` */
export function builtInKinds(folder: string): SchemaFile {
  const enumerations = readEnumerations(join(folder, 'pkg/generated/openapi/zz_generated.openapi.go'));
  const kinds: Record<string, Record<string, Schema>> = {};
  const $defs: Record<string, Schema> = {};
  for (const [apiVersion, names] of Object.entries(builtInApiVersions)) {
    const file = apiVersion.includes('/') ? `apis__${apiVersion.replace('/', '__')}` : `api__${apiVersion}`;
    const path = join(folder, `api/openapi-spec/v3/${file}_openapi.json`);
    if (!existsSync(path)) throw new Error(`${path} does not exist`);
    const document = JSON.parse(readFileSync(path, 'utf8')) as { components: { schemas: Definitions } };
    const definitions = document.components.schemas;
    const served: Record<string, Schema> = {};
    for (const kind of names) {
      const definition = definitionOf(definitions, apiVersion, kind);
      if (definition === undefined) continue;
      served[kind] = {
        $ref: `#/$defs/${definition}`,
        properties: { apiVersion: { const: apiVersion }, kind: { const: kind } },
        required: ['apiVersion', 'kind', 'metadata'],
      };
      collect(definition, { definitions, enumerations, $defs });
    }
    kinds[apiVersion] = served;
  }
  return { kinds, $defs };
}

/** ObjectMeta and what it refers to, for the kinds of others. */
export function objectMetaDefinitions(file: SchemaFile): SchemaFile['$defs'] {
  const found: Record<string, Schema> = {};
  const visit = (name: string): void => {
    if (name in found) return;
    found[name] = file.$defs[name]!;
    for (const reference of referencesOf(found[name])) visit(reference);
  };
  visit(`${metaPackage}.ObjectMeta`);
  return found;
}

function definitionOf(definitions: Definitions, apiVersion: string, kind: string): string | undefined {
  const [version, group = ''] = apiVersion.split('/').toReversed();
  return Object.keys(definitions).find((name) => {
    const kinds = (definitions[name]!['x-kubernetes-group-version-kind'] ?? []) as Record<string, string>[];
    const [only] = kinds;
    return kinds.length === 1 && only!['group'] === group && only!['version'] === version && only!['kind'] === kind;
  });
}

interface Collection {
  readonly definitions: Definitions;
  readonly enumerations: Enumerations;
  readonly $defs: Record<string, Schema>;
}

/** Converts a definition and everything that it refers to. */
function collect(name: string, collection: Collection): void {
  if (name in collection.$defs) return;
  const source = collection.definitions[name];
  if (source === undefined) throw new Error(`${name} is not defined`);
  const schema = special[name] ?? convert(source);
  const properties = (schema['properties'] ?? {}) as Record<string, Schema>;
  for (const [property, values] of Object.entries(collection.enumerations.get(name) ?? {})) {
    const target = properties[property];
    if (target === undefined) continue;
    const place = target['type'] === 'array' ? (target['items'] as Schema) : target;
    place['enum'] = values;
  }
  Object.assign(properties, overrides[name]);
  collection.$defs[name] = schema;
  for (const reference of referencesOf(schema)) collect(reference, collection);
}

function referencesOf(schema: unknown): string[] {
  return [...JSON.stringify(schema).matchAll(/"#\/\$defs\/([^"]+)"/g)].map((match) => match[1]!);
}

function convert(source: Schema): Schema {
  const { allOf, $ref, properties, items, additionalProperties } = source;
  if (Array.isArray(allOf) && allOf.length === 1) return convert(allOf[0] as Schema);
  if (typeof $ref === 'string') return { $ref: $ref.replace(referencePrefix, '#/$defs/') };
  const schema: Schema = {};
  for (const keyword of ['type', 'required']) if (keyword in source) schema[keyword] = source[keyword];
  if (source['format'] !== 'double' && source['format'] !== undefined) schema['format'] = source['format'];
  if (items !== undefined) Object.assign(schema, { items: convert(items as Schema) }, listKeywords(source));
  if (additionalProperties !== undefined) schema['additionalProperties'] = convert(additionalProperties as Schema);
  else if (source['type'] === 'object') schema['additionalProperties'] = false;
  if (properties !== undefined) {
    const entries = Object.entries(properties as Record<string, Schema>);
    schema['properties'] = Object.fromEntries(entries.map(([name, property]) => [name, convert(property)]));
  }
  return schema;
}

/** The uniqueness that server-side apply, which Flux uses, demands of lists. */
function listKeywords(source: Schema): Schema {
  if (source['x-kubernetes-list-type'] === 'set') return { listSet: true };
  const keys = source['x-kubernetes-list-map-keys'] as readonly string[] | undefined;
  if (source['x-kubernetes-list-type'] !== 'map' || keys === undefined) return {};
  // The only key with a default in Kubernetes' own kinds is `protocol`, and its definition stands behind a reference.
  return { listMapKeys: Object.fromEntries(keys.map((key) => [key, key === 'protocol' ? 'TCP' : null])) };
}
