/** Turns what ajv says about a manifest into one readable error per mistake. */
import { escapeKey } from '../model/json-pointer.ts';
import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Json } from '../model/manifest.ts';
import { pathOf } from './document-path.ts';
import { nearestName } from './document-suggestion.ts';
import { printable, shownValue } from './document-value.ts';
import { schemaFormats } from './manifest-formats.ts';

export interface SchemaError {
  readonly policy: 'schema-unknown-kind' | 'schema-invalid';
  /** JSON pointer of the wrong value, of the unknown field, or of the place where a field is missing. */
  readonly pointer: string;
  /** One sentence with the value found and the value wanted. */
  readonly message: string;
}

/** In the order in which ajv found them, which is the order of the schema. */
export function manifestErrors(errors: readonly ErrorObject[]): SchemaError[] {
  const wrongTypes = new Set(
    errors.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath),
  );
  const misspelt = new Set(errors.map(meantField));
  const isMeant = (error: ErrorObject): boolean =>
    ((error.params['names'] ?? []) as readonly string[]).some((name) => misspelt.has(join(error.instancePath, name)));
  const stated = withoutBranches(errors)
    // A value of the wrong type breaks other rules too; a missing field may stand there misspelt.
    .filter((error) => error.keyword === 'type' || !wrongTypes.has(error.instancePath) || isAboutMember(error))
    .filter((error) => error.keyword !== 'required' || !misspelt.has(placeOf(error)))
    .filter((error) => error.keyword !== 'oneField' || !isMeant(error))
    .filter((error) => error.keyword !== 'propertyNames')
    .map((error): SchemaError => ({
      policy: 'schema-invalid',
      pointer: placeOf(error),
      message: sentence(error, errors),
    }));
  return [...new Map(stated.map((error) => [`${error.pointer} ${error.message}`, error])).values()];
}

/** Says about each `anyOf` and `oneOf` either what is wrong in the branch that was meant, or one thing about all. */
function withoutBranches(errors: readonly ErrorObject[]): ErrorObject[] {
  const choices = errors.filter(isChoice);
  return errors
    .filter((error) => !choices.some((choice) => isWithin(error, choice)))
    .flatMap((error) => (isChoice(error) ? branchMeant(error, errors) : [error]));
}

/** The branch whose distinguishing values fit, when there is exactly one. */
function branchMeant(choice: ErrorObject, errors: readonly ErrorObject[]): ErrorObject[] {
  const branches = Map.groupBy(
    errors.filter((error) => isWithin(error, choice)),
    (error) => error.schemaPath.slice(choice.schemaPath.length + 1).split('/')[0],
  );
  const meant = [...branches.values()].filter((branch) => !branch.some(({ keyword }) => distinguishing.has(keyword)));
  return meant.length === 1 ? withoutBranches(meant[0]!) : [choice];
}

const distinguishing = new Set(['const', 'enum', 'not', 'required']);

function isChoice({ keyword }: ErrorObject): boolean {
  return keyword === 'anyOf' || keyword === 'oneOf';
}

function isWithin(error: ErrorObject, choice: ErrorObject): boolean {
  if (!error.schemaPath.startsWith(`${choice.schemaPath}/`)) return false;
  return error.instancePath === choice.instancePath || error.instancePath.startsWith(`${choice.instancePath}/`);
}

function isAboutMember({ keyword }: ErrorObject): boolean {
  return keyword === 'unique';
}

/** The pointer of the field that an unknown one was probably meant to be. */
function meantField(error: ErrorObject): string | undefined {
  const meant = error.keyword === 'additionalProperties' ? suggestion(error) : undefined;
  return meant === undefined ? undefined : join(error.instancePath, meant);
}

function suggestion({ params, parentSchema }: ErrorObject): string | undefined {
  return nearestName(String(params['additionalProperty']), Object.keys((parentSchema?.['properties'] ?? {}) as object));
}

function placeOf({ instancePath, params, propertyName }: ErrorObject): string {
  const member = propertyName ?? params['additionalProperty'] ?? params['missingProperty'];
  return typeof member === 'string' ? join(instancePath, member) : instancePath;
}

function sentence(error: ErrorObject, all: readonly ErrorObject[]): string {
  const path = pathOf(placeOf(error));
  switch (error.keyword) {
    case 'additionalProperties': {
      const meant = suggestion(error);
      return `field "${path}" is unknown${meant === undefined ? '' : `, did you mean "${meant}"?`}`;
    }
    case 'required':
      return `field "${path}" is missing`;
    case 'unique': {
      const list = pathOf(error.instancePath.slice(0, error.instancePath.lastIndexOf('/')));
      return `${path} has ${printable(String(error.params['identity']))}, must differ from ${list}[${error.params['earlier']}]`;
    }
    case 'atMostOneField':
    case 'oneField':
      return `${path} has ${fieldsInWords(error)}`;
    default: {
      const value = error.propertyName ?? (error.data as Json);
      const subject = error.propertyName === undefined ? path : `a key of ${pathOf(error.instancePath)}`;
      return `${subject} is ${shownValue(value)}${sizeOf(error)}, must ${wish(error, all)}`;
    }
  }
}

function fieldsInWords({ params }: ErrorObject): string {
  const found = params['found'] as readonly string[];
  if (found.length > 0) return `${found.join(' and ')}, must have only one of them`;
  return `none of ${(params['names'] as readonly string[]).join(', ')}, must have one of them`;
}

/** Length or count, where that is what is wrong. */
function sizeOf({ keyword, data }: ErrorObject): string {
  if (keyword.endsWith('Length') && typeof data === 'string') return ` (${[...data].length} characters)`;
  if (keyword.endsWith('Properties') && typeof data === 'object' && data !== null) {
    return ` of ${Object.keys(data).length} fields`;
  }
  return '';
}

function wish(error: ErrorObject, all: readonly ErrorObject[]): string {
  const { keyword, params } = error;
  const limit = String(params['limit']);
  switch (keyword) {
    case 'type':
      return `be ${typeInWords(params['type'] as string | readonly string[])}`;
    case 'const':
      return `be ${shownValue(params['allowedValue'] as Json)}`;
    case 'enum':
      return `be ${oneOf(params['allowedValues'] as readonly Json[], error.data as Json)}`;
    case 'pattern':
      return `match ${String(params['pattern'])}`;
    case 'format':
      return `be ${formatInWords(String(params['format']))}`;
    case 'minimum':
      return `be at least ${limit}`;
    case 'maximum':
      return `be at most ${limit}`;
    case 'minLength':
      return `be at least ${limit} characters long`;
    case 'maxLength':
      return `be at most ${limit} characters long`;
    case 'minItems':
      return `have at least ${limit} members`;
    case 'maxItems':
      return `have at most ${limit} members`;
    case 'minProperties':
      return `have at least ${limit} fields`;
    case 'maxProperties':
      return `have at most ${limit} fields`;
    case 'anyOf':
    case 'oneOf':
      return choiceInWords(error, all);
    default:
      return `be as the schema says (${keyword}: ${JSON.stringify(error.schema)})`;
  }
}

/** The wishes of all branches, of which one is enough, as far as they are about the value itself. */
function choiceInWords(choice: ErrorObject, all: readonly ErrorObject[]): string {
  const branches = all.filter((error) => isWithin(error, choice));
  const isSimple = branches.length > 0 && branches.every(({ instancePath }) => instancePath === choice.instancePath);
  if (!isSimple) return 'fit one of the allowed forms';
  return [...new Set(branches.map((error) => wish(error, branches)))].join(' or ');
}

const typesInWords: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'an integer',
  null: 'null',
  number: 'a number',
  object: 'an object',
  string: 'a string',
};

function typeInWords(type: string | readonly string[]): string {
  const types = typeof type === 'string' ? type.split(',') : type;
  return types.map((name) => typesInWords[name] ?? name).join(' or ');
}

function oneOf(choices: readonly Json[], value: Json): string {
  const texts = choices.filter((choice) => choice !== '').map(String);
  // Whoever wants none of the values leaves the field out.
  if (texts.length === 0) return 'empty';
  const meant = typeof value === 'string' ? nearestName(value, texts) : undefined;
  const list = texts.length === 1 ? texts[0]! : `one of ${texts.join(', ')}`;
  return meant === undefined || texts.length === 1 ? list : `${list}; did you mean ${meant}?`;
}

function formatInWords(format: string): string {
  if (format === 'int32') return 'an integer from -2147483648 to 2147483647';
  if (format === 'int64') return 'an integer of 64 bits';
  return schemaFormats[format]?.wanted ?? format;
}

function join(pointer: string, name: string): string {
  return `${pointer}/${escapeKey(name)}`;
}
