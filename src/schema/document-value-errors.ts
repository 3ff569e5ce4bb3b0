/** What is wrong with a value that has a right name: its type, or what it is. */
import type { ErrorObject } from 'ajv/dist/2020.js';
import { isObject, type Json } from '../model/manifest.ts';
import type { DocumentError } from './document-error.ts';
import { documentFormats } from './document-formats.ts';
import { join, pathOf } from './document-path.ts';
import { patternsInWords } from './document-patterns.ts';
import { nearestName } from './document-suggestion.ts';
import { shownValue } from './document-value.ts';

const typesInWords: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'an integer',
  number: 'a number',
  object: 'an object',
  string: 'a string',
};

export function wrongType(error: ErrorObject): DocumentError {
  const wanted = typesInWords[String(error.params['type'])] ?? String(error.params['type']);
  return typeError(error, wanted, adviceOf(error, wanted));
}

function typeError(error: ErrorObject, wanted: string, fix: string): DocumentError {
  const value = error.data as Json;
  const kind = typeof value === 'object' ? '' : ` (${typeof value})`;
  return {
    pointer: error.instancePath,
    aboutName: false,
    policy: 'spec-wrong-type',
    message: `${pathOf(error.instancePath)} is ${shownValue(value)}${kind}, must be ${wanted}`,
    value: shownValue(value),
    wanted,
    fix,
  };
}

/** `1.36` in place of `'1.36'`: the value may look like one of the choices, so the message must say what differs. */
export function isOfOtherType({ schema, data }: ErrorObject): boolean {
  return (schema as Json[]).every((choice) => typeof choice !== typeof data);
}

export function wrongChoiceType(error: ErrorObject): DocumentError {
  const choices = error.schema as Json[];
  const isText = typeof choices[0] === 'string';
  const shown = choices.map((choice) => (typeof choice === 'string' ? `'${choice}'` : String(choice)));
  const meant = shown[choices.findIndex((choice) => String(choice) === String(error.data))];
  const wanted = `${typesInWords[typeof choices[0]]}, ${oneOf(shown)}`;
  return typeError(error, wanted, adviceOf(error, `${meant ?? oneOf(shown)}, ${isText ? 'in' : 'without'} quotes`));
}

export function wrongValue(error: ErrorObject): DocumentError {
  const isName = error.propertyName !== undefined;
  const pointer = isName ? join(error.instancePath, error.propertyName ?? '') : error.instancePath;
  const value = isName ? (error.propertyName ?? '') : (error.data as Json);
  const wanted = wantedBy(error, value);
  const choices =
    error.keyword === 'enum' ? (error.schema as Json[]).filter((choice) => typeof choice === 'string') : [];
  const meant = typeof value === 'string' ? nearestName(value, choices) : undefined;
  const found = `${isName ? `the name of ${pathOf(pointer)}` : pathOf(pointer)} is ${shownValue(value)}${sizeOf(error, value)}`;
  return {
    pointer,
    aboutName: isName,
    policy: 'spec-wrong-value',
    message: `${found}, must be ${wanted}${meant === undefined ? '' : `; did you mean ${meant}?`}`,
    value: shownValue(value),
    wanted,
    fix: adviceOf(error, meant ?? wanted),
  };
}

export function repeatedItem(error: ErrorObject): DocumentError {
  const [first = 0, second = 0] = [error.params['i'], error.params['j']].map(Number).toSorted((a, b) => a - b);
  const pointer = `${error.instancePath}/${second}`;
  const value = (error.data as readonly Json[])[second] ?? null;
  const wanted = `another one than ${pathOf(`${error.instancePath}/${first}`)}`;
  return {
    pointer,
    aboutName: false,
    policy: 'spec-wrong-value',
    message: `${pathOf(pointer)} is ${shownValue(value)}, must be ${wanted}`,
    value: shownValue(value),
    wanted,
    fix: 'Remove one of the two.',
  };
}

/** Length or count, where that is what is wrong and the shown value does not tell it. */
function sizeOf({ keyword }: ErrorObject, value: Json): string {
  if (keyword.endsWith('Length') && typeof value === 'string') return ` (${count([...value].length, 'character')})`;
  if (keyword.endsWith('Properties') && isObject(value)) return ` of ${count(Object.keys(value).length, 'field')}`;
  return '';
}

function wantedBy({ keyword, params, schema, parentSchema }: ErrorObject, value: Json): string {
  switch (keyword) {
    case 'enum':
      return oneOf(schema as Json[]);
    case 'pattern':
      return patternsInWords[String(params['pattern'])] ?? `text that matches ${String(params['pattern'])}`;
    case 'format':
      return documentFormats[String(params['format'])]?.(String(value)) ?? String(params['format']);
    case 'minimum':
      return `at least ${params['limit']}`;
    case 'maximum':
      return `at most ${params['limit']}`;
    case 'minLength':
      return `at least ${count(params['limit'], 'character')} long`;
    case 'maxLength':
      return `at most ${count(params['limit'], 'character')} long`;
    case 'minItems':
      return `a list of at least ${params['limit']}`;
    case 'maxItems':
      return `a list of at most ${params['limit']}`;
    case 'minProperties':
      return `an object of at least ${count(params['limit'], 'field')}`;
    case 'maxProperties':
      return `an object of at most ${count(params['limit'], 'field')}`;
    default:
      return `as the schema says (${keyword}: ${JSON.stringify(parentSchema?.[keyword])})`;
  }
}

function count(number: unknown, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}

export function oneOf(choices: readonly Json[]): string {
  const texts = choices.map(String);
  return texts.length === 1 ? texts.join('') : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;
}

/** The field's own description is the best advice that there is. */
function adviceOf({ keyword, parentSchema, propertyName }: ErrorObject, wanted: string): string {
  const isBound = /^(min|max)(imum|Length)$/.test(keyword);
  const description = propertyName === undefined ? (parentSchema?.['description'] as string | undefined) : undefined;
  return `Write ${isBound ? `a value that is ${wanted}` : wanted}.${description === undefined ? '' : ` ${description}`}`;
}
