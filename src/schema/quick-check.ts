/**
 * Says whether a value is as its schema wants it, without an explanation. Every part of a schema is prepared when the first value
 * meets it, so that the first object is judged fast too. Why not by ajv: `docs/decisions/0015-verdicts-without-compiling-schemas.md`.
 */
import type { KeywordDefinition } from 'ajv/dist/types/index.js';
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import { remember } from '../model/remember.ts';
import { integerFormats, schemaFormats } from './manifest-formats.ts';
import { manifestKeywords, re2 } from './manifest-keywords.ts';

export type QuickCheck = (value: Json) => boolean;

type Schema = boolean | JsonObject;

/** Finds the schema that a `$ref` leads to. */
export type Resolve = (reference: string) => Schema;

/** The schema has a keyword whose meaning is not known here. */
export class UnknownKeyword extends Error {}

/** @throws {UnknownKeyword} now, or when a value meets the part with the keyword. */
export function createQuickChecks(resolve: Resolve): (schema: Schema) => QuickCheck {
  const checkOfObject = remember((schema: JsonObject): QuickCheck => {
    let parts: readonly QuickCheck[] | undefined;
    return (value) => {
      parts ??= partsOf(schema);
      for (const part of parts) if (!part(value)) return false;
      return true;
    };
  });
  const checkOf = (schema: Schema): QuickCheck => (typeof schema === 'boolean' ? () => schema : checkOfObject(schema));
  return checkOf;

  function partsOf(schema: JsonObject): readonly QuickCheck[] {
    return Object.keys(schema).flatMap((keyword) => {
      const make = keywords[keyword];
      if (!make) throw new UnknownKeyword(`${keyword} is no keyword that is known here.`);
      return make(schema[keyword]!, { schema, checkOf, resolve }) ?? [];
    });
  }
}

interface Surroundings {
  readonly schema: JsonObject;
  readonly checkOf: (schema: Schema) => QuickCheck;
  readonly resolve: Resolve;
}

const typeChecks: Readonly<Record<string, QuickCheck>> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  number: Number.isFinite,
  integer: Number.isInteger,
};

/** Undefined where another keyword makes the check. */
type Keyword = (wanted: Json, surroundings: Surroundings) => QuickCheck | undefined;

const keywords: Readonly<Record<string, Keyword>> = {
  $ref: (wanted, { checkOf, resolve }) => {
    let target: QuickCheck | undefined;
    return (value) => (target ??= checkOf(resolve(wanted as string)))(value);
  },
  type: (wanted) => {
    const types = [wanted].flat().map((name) => typeChecks[name as string] ?? unknown(`type ${String(name)}`));
    const [first] = types;
    return types.length === 1 ? first! : (value) => types.some((isType) => isType(value));
  },
  properties: membersOf,
  additionalProperties: (_, surroundings) =>
    'properties' in surroundings.schema ? undefined : membersOf({}, surroundings),
  required: (wanted) => {
    const names = wanted as readonly string[];
    return (value) => !isObject(value) || names.every((name) => value[name] !== undefined);
  },
  propertyNames: (wanted, { checkOf }) => {
    const check = checkOf(wanted as Schema);
    return (value) => !isObject(value) || Object.keys(value).every((name) => check(name));
  },
  minProperties: (wanted) => (value) => !isObject(value) || Object.keys(value).length >= (wanted as number),
  maxProperties: (wanted) => (value) => !isObject(value) || Object.keys(value).length <= (wanted as number),
  items: (wanted, { checkOf }) => {
    const check = checkOf(wanted as Schema);
    return (value) => {
      if (!Array.isArray(value)) return true;
      for (const item of value) if (!check(item as Json)) return false;
      return true;
    };
  },
  minItems: (wanted) => (value) => !Array.isArray(value) || value.length >= (wanted as number),
  maxItems: (wanted) => (value) => !Array.isArray(value) || value.length <= (wanted as number),
  const: (wanted) => oneOfValues([wanted]),
  enum: (wanted) => oneOfValues(wanted as readonly Json[]),
  minimum: (wanted) => (value) => typeof value !== 'number' || value >= (wanted as number),
  maximum: (wanted) => (value) => typeof value !== 'number' || value <= (wanted as number),
  minLength: (wanted) => (value) => typeof value !== 'string' || codePoints(value) >= (wanted as number),
  maxLength: (wanted) => (value) =>
    typeof value !== 'string' || value.length <= (wanted as number) || codePoints(value) <= (wanted as number),
  pattern: (wanted) => {
    const pattern = re2(wanted as string);
    return (value) => typeof value !== 'string' || pattern.test(value);
  },
  format: (wanted) => {
    const name = wanted as string;
    if (Object.hasOwn(integerFormats, name)) {
      const isValid = integerFormats[name]!;
      return (value) => typeof value !== 'number' || isValid(value);
    }
    const format = (schemaFormats as Readonly<Record<string, { isValid(text: string): boolean }>>)[name];
    if (!format) return unknown(`format ${name}`);
    return (value) => typeof value !== 'string' || format.isValid(value);
  },
  allOf: (wanted, { checkOf }) => {
    const checks = (wanted as readonly Schema[]).map(checkOf);
    return (value) => checks.every((check) => check(value));
  },
  anyOf: (wanted, { checkOf }) => {
    const checks = (wanted as readonly Schema[]).map(checkOf);
    return (value) => checks.some((check) => check(value));
  },
  oneOf: (wanted, { checkOf }) => {
    const checks = (wanted as readonly Schema[]).map(checkOf);
    return (value) => checks.filter((check) => check(value)).length === 1;
  },
  not: (wanted, { checkOf }) => {
    const check = checkOf(wanted as Schema);
    return (value) => !check(value);
  },
  ...Object.fromEntries(manifestKeywords.flatMap(ownKeyword)),
};

/** The members of an object, each by its own schema or by that of all others. */
function membersOf(wanted: Json, { schema, checkOf }: Surroundings): QuickCheck {
  const own = new Map(Object.entries(wanted as JsonObject).map(([name, each]) => [name, checkOf(each as Schema)]));
  const { additionalProperties = true } = schema;
  const other = additionalProperties === true ? undefined : checkOf(additionalProperties as Schema);
  return (value) => {
    if (!isObject(value)) return true;
    for (const name of Object.keys(value)) {
      const member = value[name] as Json;
      const check = own.get(name);
      if (check === undefined ? other !== undefined && !other(member) : member !== undefined && !check(member))
        return false;
    }
    return true;
  };
}

function oneOfValues(values: readonly Json[]): QuickCheck {
  if (values.some((value) => typeof value === 'object' && value !== null)) return unknown('a value that is no scalar');
  const all = new Set<Json>(values);
  return (value) => all.has(value);
}

/** A keyword of ours, as ajv has it. */
function ownKeyword(definition: KeywordDefinition): readonly [string, Keyword][] {
  const { keyword, type } = definition;
  if (!('compile' in definition) || typeof keyword !== 'string') return [];
  const isType = typeChecks[type as string]!;
  return [
    [
      keyword,
      (wanted) => {
        const validate = definition.compile!(wanted, {}, undefined as never) as (value: Json) => boolean;
        return (value) => !isType(value) || validate(value);
      },
    ],
  ];
}

/** Of a text in UTF-16, in which half a pair counts as one. */
function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function unknown(what: string): never {
  throw new UnknownKeyword(`${what} is not known here.`);
}
