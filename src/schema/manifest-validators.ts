/** Finds the schema of a kind, and judges objects by it. */
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { keysOf } from '../model/json-pointer.ts';
import { isObject, type JsonObject } from '../model/manifest.ts';
import { remember } from '../model/remember.ts';
import { integerFormats, schemaFormats } from './manifest-formats.ts';
import { manifestKeywords, re2 } from './manifest-keywords.ts';
import { createQuickChecks } from './quick-check.ts';

/** The schema of one kind. */
export interface ManifestValidator {
  /** The verdict, fast, also of the first object. */
  isValid(manifest: JsonObject): boolean;
  /** Everything that is wrong. */
  explain(manifest: JsonObject): readonly ErrorObject[];
}

export interface ManifestValidators {
  /** Absent when no schema knows the kind. Made at its first use and kept. */
  validatorOf(apiVersion: string, kind: string): ManifestValidator | undefined;
  /** The names of the kinds of an API version, sorted; none when it is not known. */
  kindsOf(apiVersion: string): readonly string[];
  /** The API versions that have the kind, among Kubernetes' own and those of the given one's group; sorted. */
  versionsOf(kind: string, apiVersion: string): readonly string[];
}

interface SchemaFile {
  readonly $id: string;
  /** By API version, then by kind. */
  readonly kinds: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;
}

const root = new URL('../../schemas/', import.meta.url);

/** What validators of several versions of Kubernetes share: the kinds of others are the same in all. */
export interface SchemaStore {
  /** For objects with mistakes: nearly all objects are right, and compiling a schema takes as long as a hundred verdicts. */
  readonly explanations: Ajv2020;
  readonly files: Map<string, SchemaFile>;
  /** By the address of the kind's schema. */
  readonly validators: Map<string, ManifestValidator>;
}

export function createSchemaStore(): SchemaStore {
  return {
    explanations: createAjv({ allErrors: true, verbose: true }),
    files: new Map(),
    validators: new Map(),
  };
}

export function createManifestValidators(kubernetesVersion: string, store: SchemaStore): ManifestValidators {
  const { explanations, files, validators } = store;
  const groups = new Set(readdirSync(new URL('crds/', root)).map((file) => file.replace(/\.json$/, '')));
  const builtIn = `kubernetes/${kubernetesVersion}`;
  return { validatorOf, kindsOf, versionsOf };

  function validatorOf(apiVersion: string, kind: string): ManifestValidator | undefined {
    const file = fileOf(apiVersion);
    const address = `${file.$id}#/kinds/${apiVersion.replaceAll('/', '~1')}/${kind}`;
    const known = validators.get(address);
    if (known !== undefined) return known;
    if (!kindsIn(file, apiVersion).includes(kind)) return undefined;
    const validator = createValidator(file, file.kinds[apiVersion]![kind]!, address);
    validators.set(address, validator);
    return validator;
  }

  function createValidator(file: SchemaFile, schema: JsonObject, address: string): ManifestValidator {
    return {
      isValid: verdictsOf(file)(schema),
      explain: (manifest) => {
        // Few files hold a mistake; the others need not be searched for addresses.
        if (!(file.$id in explanations.schemas)) explanations.addSchema(file);
        const explanation = compile(explanations, address);
        return explanation(manifest) ? [] : (explanation.errors ?? []);
      },
    };
  }

  function kindsOf(apiVersion: string): readonly string[] {
    return kindsIn(fileOf(apiVersion), apiVersion);
  }

  function versionsOf(kind: string, apiVersion: string): readonly string[] {
    return [...new Set([read(builtIn), fileOf(apiVersion)])]
      .flatMap((file) => Object.keys(file.kinds).filter((version) => kindsIn(file, version).includes(kind)))
      .toSorted();
  }

  function fileOf(apiVersion: string): SchemaFile {
    const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
    return read(groups.has(group) ? `crds/${group}` : builtIn);
  }

  function read(name: string): SchemaFile {
    const known = files.get(name);
    if (known !== undefined) return known;
    const file = JSON.parse(readFileSync(new URL(`${name}.json`, root), 'utf8')) as SchemaFile;
    files.set(name, file);
    return file;
  }
}

function kindsIn(file: SchemaFile, apiVersion: string): readonly string[] {
  return Object.hasOwn(file.kinds, apiVersion) ? Object.keys(file.kinds[apiVersion]!) : [];
}

const verdictsOf = remember((file: SchemaFile) => createQuickChecks((reference) => schemaAt(file, reference)));

/** @param reference a JSON pointer behind `#`: no schema refers to another file. */
function schemaAt(file: SchemaFile, reference: string): JsonObject {
  let at: unknown = file;
  for (const key of keysOf(reference)) at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  if (!reference.startsWith('#/') || !isObject(at)) throw new Error(`${reference} leads to no schema in ${file.$id}`);
  return at;
}

/** Ajv keeps what it compiled. */
function compile(ajv: Ajv2020, address: string): ValidateFunction {
  const validate = ajv.getSchema(address);
  if (validate === undefined) throw new Error(`${address} is no schema`);
  return validate;
}

function createAjv(options: { readonly allErrors: boolean; readonly verbose: boolean }): Ajv2020 {
  const texts = Object.entries(schemaFormats).map(([name, { isValid }]) => [name, isValid] as const);
  const integers = Object.entries(integerFormats).map(
    ([name, validate]) => [name, { type: 'number' as const, validate }] as const,
  );
  return new Ajv2020({
    ...options,
    // Ours are made from the errors' parameters.
    messages: false,
    strict: true,
    // Branches of `oneOf` name fields without repeating their types.
    strictTypes: false,
    strictRequired: false,
    // The schemas are generated; their test compiles every one.
    validateSchema: false,
    inlineRefs: false,
    code: { regExp: re2, optimize: false },
    keywords: [...manifestKeywords],
    formats: { ...Object.fromEntries(texts), ...Object.fromEntries(integers) },
  });
}
