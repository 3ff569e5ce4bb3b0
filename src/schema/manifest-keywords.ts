/** What JSON Schema lacks for Kubernetes objects: lists without repetition, and the API server's regular expressions. */
import type { DataValidateFunction, KeywordDefinition } from 'ajv/dist/types/index.js';
import { RE2JS } from 're2js';
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';

export const manifestKeywords: readonly KeywordDefinition[] = [
  // The kinds of a schema file stand here; each is compiled by its own address.
  { keyword: 'kinds', schemaType: 'object' },
  { keyword: 'atMostOneField', type: 'object', schemaType: 'array', compile: compileAtMostOneField },
  { keyword: 'listSet', type: 'array', schemaType: 'boolean', compile: compileListSet },
  { keyword: 'listMapKeys', type: 'array', schemaType: 'object', compile: compileListMapKeys },
  { keyword: 'oneField', type: 'object', schemaType: 'array', compile: compileOneField },
];

/** An object in which only one of some fields may be set. */
function compileAtMostOneField(names: readonly string[]): DataValidateFunction {
  return countFields(names, { keyword: 'atMostOneField', least: 0 });
}

/** An object in which one of some fields has to be set, and only one. */
function compileOneField(names: readonly string[]): DataValidateFunction {
  return countFields(names, { keyword: 'oneField', least: 1 });
}

function countFields(
  names: readonly string[],
  { keyword, least }: { readonly keyword: string; readonly least: number },
): DataValidateFunction {
  const known = new Set(names);
  const isSet = (object: JsonObject, name: string): boolean => {
    const value = object[name];
    return known.has(name) && value !== null && value !== '';
  };
  const validate: DataValidateFunction = (object: JsonObject, context) => {
    let count = 0;
    for (const name in object) if (isSet(object, name)) count += 1;
    if (count === 1 || count === least) return true;
    const found = names.filter((name) => name in object && isSet(object, name));
    validate.errors = [{ keyword, instancePath: context?.instancePath ?? '', params: { found, names } }];
    return false;
  };
  return validate;
}

/** A list in which no value may stand twice: `x-kubernetes-list-type: set`. */
function compileListSet(): DataValidateFunction {
  return uniqueBy({ identityOf: text, describe: (item) => JSON.stringify(item) });
}

/**
 * A list in which no two members may have the same values of some fields: `x-kubernetes-list-type: map`.
 * The keyword's value maps each field to its default, or to null when it has none.
 * For kinds of others an API server refuses such a list; for its own kinds server-side apply does.
 */
function compileListMapKeys(defaults: Readonly<Record<string, Json>>): DataValidateFunction {
  const keys = Object.entries(defaults);
  const valueOf = (item: JsonObject, [key, fallback]: [string, Json]): Json => item[key] ?? fallback;
  return uniqueBy({
    identityOf: (item) => {
      if (!isObject(item)) return undefined;
      let identity = '';
      for (const key of keys) identity += `${text(valueOf(item, key))}\n`;
      return identity;
    },
    describe: (item) => keys.map((key) => `${key[0]} ${JSON.stringify(valueOf(item as JsonObject, key))}`).join(', '),
  });
}

/** JSON, but without the cost of quoting what is text already. */
function text(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

interface Identity {
  /** Absent for members that have none; they are the business of other keywords. */
  readonly identityOf: (item: Json) => string | undefined;
  readonly describe: (item: Json) => string;
}

/** Reports every member that repeats an earlier one. */
function uniqueBy({ identityOf, describe }: Identity): DataValidateFunction {
  const validate: DataValidateFunction = (items: readonly Json[], context) => {
    if (isUnique(items, identityOf)) return true;
    const seen = new Map<string, number>();
    const errors = [];
    for (const [index, item] of items.entries()) {
      const identity = identityOf(item);
      if (identity === undefined) continue;
      const earlier = seen.get(identity);
      if (earlier === undefined) seen.set(identity, index);
      else {
        const instancePath = `${context?.instancePath ?? ''}/${index}`;
        errors.push({ keyword: 'unique', instancePath, params: { earlier, identity: describe(item) } });
      }
    }
    validate.errors = errors;
    return errors.length === 0;
  };
  return validate;
}

/** Without an allocation for the short lists that most are. */
function isUnique(items: readonly Json[], identityOf: Identity['identityOf']): boolean {
  if (items.length < 2) return true;
  if (items.length === 2) return identityOf(items[0]!) !== identityOf(items[1]!);
  return new Set(items.map(identityOf)).size === items.length;
}

/**
 * Regular expressions as the API server reads them (RE2, in linear time), for ajv's option `code.regExp`.
 * Ajv keeps compiled patterns by their text, so `toString` must differ for every pattern.
 */
export const re2 = Object.assign(
  (pattern: string) => {
    const compiled = RE2JS.compile(pattern);
    return { test: (input: string) => compiled.test(input), toString: () => `re2:${pattern}` };
  },
  { code: 're2' },
);
