/** Turns what ajv says about a document into one error per mistake, in words. */
import type { ErrorObject } from 'ajv/dist/2020.js';
import { isObject, type Json } from '../model/manifest.ts';
import { compareText } from '../model/finding.ts';
import { documentFormats } from './document-formats.ts';
import { patternsInWords } from './document-patterns.ts';
import { nearestName } from './document-suggestion.ts';
import { printable, shownValue } from './document-value.ts';

export interface DocumentError {
  /** JSON pointer of the wrong value, of the unknown field, or of the place where a field is missing. */
  readonly pointer: string;
  /** True when the field's name is wrong, not its value. */
  readonly aboutName: boolean;
  readonly policy: DocumentPolicy;
  readonly message: string;
  readonly value?: string;
  readonly wanted: string;
  readonly fix: string;
}

/** Sorted by how much they say: of several errors about one value only the first is reported. */
const policies = [
  'spec-not-supported-yet',
  'spec-unknown-field',
  'spec-missing-field',
  'spec-wrong-type',
  'spec-wrong-value',
] as const;
type DocumentPolicy = (typeof policies)[number];

/** One error per mistake, sorted by pointer. */
export function documentErrors(errors: readonly ErrorObject[]): readonly DocumentError[] {
  const best = new Map<string, DocumentError>();
  for (const error of errors) {
    const stated = statementOf(error);
    if (stated === undefined) continue;
    const other = best.get(stated.pointer);
    if (other === undefined || policies.indexOf(stated.policy) < policies.indexOf(other.policy)) {
      best.set(stated.pointer, stated);
    }
  }
  return [...best.values()]
    .filter((error) => !isExplained(error, best))
    .toSorted((a, b) => compareText(a.pointer, b.pointer));
}

/** True when another error already says it: the field around is not supported, or a missing field was misspelt. */
function isExplained(error: DocumentError, all: ReadonlyMap<string, DocumentError>): boolean {
  for (let end = error.pointer.lastIndexOf('/'); end > 0; end = error.pointer.lastIndexOf('/', end - 1)) {
    if (all.get(error.pointer.slice(0, end))?.policy === 'spec-not-supported-yet') return true;
  }
  if (error.policy !== 'spec-missing-field') return false;
  const parent = error.pointer.slice(0, error.pointer.lastIndexOf('/'));
  const name = lastSegment(error.pointer);
  return [...all.values()].some(
    (other) =>
      other.policy === 'spec-unknown-field' &&
      other.wanted === name &&
      other.pointer.slice(0, other.pointer.lastIndexOf('/')) === parent,
  );
}

function statementOf(error: ErrorObject): DocumentError | undefined {
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownField(error);
    case 'required':
      return missingField(error);
    case 'notSupportedYet':
      return notSupportedYet(error);
    case 'type':
      return wrongType(error);
    case 'propertyNames':
      // The pattern's own error about the name says it.
      return undefined;
    default:
      return wrongValue(error);
  }
}

function unknownField({ instancePath, params, parentSchema }: ErrorObject): DocumentError {
  const name = String(params['additionalProperty']);
  const pointer = join(instancePath, name);
  const known = Object.keys((parentSchema?.['properties'] ?? {}) as object).toSorted(compareText);
  const meant = nearestName(name, known);
  return {
    pointer,
    aboutName: true,
    policy: 'spec-unknown-field',
    message: `${pathOf(pointer)} is an unknown field${meant === undefined ? '' : `; did you mean ${meant}?`}`,
    value: printable(name),
    wanted: meant ?? oneOf(known),
    fix: meant === undefined ? 'Remove it; the schema has no such field here.' : `Rename it to ${meant}.`,
  };
}

function missingField({ instancePath, params, parentSchema }: ErrorObject): DocumentError {
  const name = String(params['missingProperty']);
  const properties = (parentSchema?.['properties'] ?? {}) as Record<string, { description?: string }>;
  const description = properties[name]?.description;
  return {
    pointer: join(instancePath, name),
    aboutName: false,
    policy: 'spec-missing-field',
    message: `${pathOf(join(instancePath, name))} is missing, must be given`,
    wanted: 'a value',
    fix: description === undefined ? `Add the field ${name}.` : `Add the field ${name}: ${description}`,
  };
}

function notSupportedYet({ instancePath, data }: ErrorObject): DocumentError {
  return {
    pointer: instancePath,
    aboutName: true,
    policy: 'spec-not-supported-yet',
    message: `${pathOf(instancePath)}: field is not supported yet, must be left out`,
    value: shownValue(data as Json),
    wanted: 'no value',
    fix: `Remove ${lastSegment(instancePath)}; the stack would not do what it says.`,
  };
}

const typesInWords: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'an integer',
  number: 'a number',
  object: 'an object',
  string: 'a string',
};

function wrongType(error: ErrorObject): DocumentError {
  const wanted = typesInWords[String(error.params['type'])] ?? String(error.params['type']);
  const value = error.data as Json;
  const kind = typeof value === 'object' ? '' : ` (${typeof value})`;
  return {
    pointer: error.instancePath,
    aboutName: false,
    policy: 'spec-wrong-type',
    message: `${pathOf(error.instancePath)} is ${shownValue(value)}${kind}, must be ${wanted}`,
    value: shownValue(value),
    wanted,
    fix: adviceOf(error, wanted),
  };
}

function wrongValue(error: ErrorObject): DocumentError {
  const isName = error.propertyName !== undefined;
  const pointer = isName ? join(error.instancePath, error.propertyName ?? '') : error.instancePath;
  const value = isName ? (error.propertyName ?? '') : (error.data as Json);
  const wanted = wantedBy(error, value);
  const meant =
    error.keyword === 'enum' && typeof value === 'string' ? nearestName(value, error.schema as string[]) : undefined;
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
    case 'uniqueItems':
      return `a list without repetition (items ${[params['i'], params['j']]
        .map(Number)
        .toSorted((a, b) => a - b)
        .join(' and ')} are the same)`;
    default:
      return `as the schema says (${keyword}: ${JSON.stringify(parentSchema?.[keyword])})`;
  }
}

function count(number: unknown, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}

function oneOf(choices: readonly Json[]): string {
  const texts = choices.map(String);
  return texts.length === 1 ? texts.join('') : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;
}

/** The field's own description is the best advice that there is. */
function adviceOf({ keyword, parentSchema, propertyName }: ErrorObject, wanted: string): string {
  const isBound = /^(min|max)(imum|Length)$/.test(keyword);
  const description = propertyName === undefined ? (parentSchema?.['description'] as string | undefined) : undefined;
  return `Write ${isBound ? `a value that is ${wanted}` : wanted}.${description === undefined ? '' : ` ${description}`}`;
}

/** `/odoo/config/limit~1x` as a person writes it: `odoo.config.limit/x`; a list's members by index. */
export function pathOf(pointer: string): string {
  if (pointer === '') return 'the document';
  let path = '';
  for (const segment of pointer.slice(1).split('/')) {
    const name = unescaped(segment);
    path += /^(0|[1-9][0-9]*)$/.test(name) ? `[${name}]` : `${path === '' ? '' : '.'}${printable(name)}`;
  }
  return path;
}

function lastSegment(pointer: string): string {
  return unescaped(pointer.slice(pointer.lastIndexOf('/') + 1));
}

function join(pointer: string, name: string): string {
  return `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function unescaped(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}
