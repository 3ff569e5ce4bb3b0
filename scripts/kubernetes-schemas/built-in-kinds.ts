/** Kubernetes' own kinds: from the OpenAPI documents in its repository to strict JSON Schema. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requestKinds } from '../../src/schema/manifest-metadata.ts';
import { applyFieldRules } from './apply-field-rules.ts';
import { readEnumerations, type Enumerations } from './enumerations.ts';
import { fieldRules } from './field-rules.ts';
import type { Schema, SchemaFile } from './schema-text.ts';

type Definitions = Readonly<Record<string, Schema>>;

/** As much of an OpenAPI document as is read. */
export interface OpenApi {
  readonly components?: { readonly schemas?: Definitions };
  readonly paths: Readonly<Record<string, { readonly post?: Post }>>;
}

interface Post {
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: { readonly $ref: string } }>>;
  };
  readonly 'x-kubernetes-group-version-kind'?: {
    readonly group: string;
    readonly version: string;
    readonly kind: string;
  };
}

const referencePrefix = '#/components/schemas/';
const metaPackage = 'io.k8s.apimachinery.pkg.apis.meta.v1';

/** Definitions whose JSON differs from what OpenAPI says, or that OpenAPI leaves open. */
const special: Readonly<Record<string, Schema>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: ['string', 'number'], format: 'quantity' },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: ['integer', 'string'], format: 'int32' },
  'io.k8s.apimachinery.pkg.runtime.RawExtension': { type: 'object' },
  [`${metaPackage}.FieldsV1`]: { type: 'object' },
};

/** @param folder of the module `k8s.io/kubernetes` */
export function builtInKinds(folder: string): SchemaFile {
  const documents = join(folder, 'api/openapi-spec/v3');
  const file = kindsIn(
    readdirSync(documents)
      .sort()
      .map((name) => JSON.parse(readFileSync(join(documents, name), 'utf8')) as OpenApi),
    enumerationsOf(folder),
  );
  const unused = Object.keys(fieldRules).find((name) => !(name in file.$defs));
  if (unused !== undefined) throw new Error(`${unused} has rules, but is no definition`);
  return file;
}

/** The values that Kubernetes' own generator knows, and OpenAPI leaves out. */
export function enumerationsOf(folder: string): Enumerations {
  return readEnumerations(join(folder, 'pkg/generated/openapi/zz_generated.openapi.go'));
}

/** @param documents of the repository, or as an API server serves them below `/openapi/v3` */
export function kindsIn(documents: readonly OpenApi[], enumerations: Enumerations): SchemaFile {
  const kinds: Record<string, Record<string, Schema>> = {};
  const $defs: Record<string, Schema> = {};
  for (const document of documents) {
    for (const { apiVersion, kind, definition } of createdKinds(document)) {
      (kinds[apiVersion] ??= {})[kind] = {
        $ref: `#/$defs/${definition}`,
        properties: { apiVersion: { const: apiVersion }, kind: { const: kind } },
        required: ['apiVersion', 'kind', ...(requestKinds.has(`${apiVersion} ${kind}`) ? [] : ['metadata'])],
      };
      collect(definition, { definitions: document.components?.schemas ?? {}, enumerations, $defs });
    }
  }
  return { kinds, $defs };
}

interface CreatedKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** The definition of what is sent. */
  readonly definition: string;
}

/** What a client may create: the rest of a document are lists, options and read-only objects. Alpha versions are left out. */
function createdKinds({ paths }: OpenApi): CreatedKind[] {
  return Object.values(paths).flatMap(({ post }) => {
    const definition = post?.requestBody?.content['*/*']?.schema.$ref.slice(referencePrefix.length);
    const type = post?.['x-kubernetes-group-version-kind'];
    if (definition === undefined || type === undefined || type.version.includes('alpha')) return [];
    const apiVersion = type.group === '' ? type.version : `${type.group}/${type.version}`;
    return [{ apiVersion, kind: type.kind, definition }];
  });
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
  const rules = fieldRules[name];
  if (rules !== undefined) applyFieldRules(schema, rules);
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
