/** Finds what the schema of tenants says about a field, and reads a value as the schema wants it. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import { nearestName } from '../schema/document-suggestion.ts';
import { printable, shownValue } from '../schema/document-value.ts';
import { documentSchemas } from '../schema/documents.ts';

const root = documentSchemas.tenant as unknown as JsonObject;

/** What is wrong, without where it was given. */
export interface Refusal {
  readonly message: string;
  readonly fix: string;
}

/** The schema of the field at a path; a member of a list is named by its index. */
export function schemaAt(path: readonly string[]): { readonly schema: JsonObject } | Refusal {
  let schema = root;
  for (const [index, name] of path.entries()) {
    const parent = path.slice(0, index).join('.');
    const { type, properties, items } = schema;
    if (type === 'array' && /^(0|[1-9][0-9]{0,3})$/.test(name)) {
      schema = resolved(items);
    } else if (isObject(properties)) {
      if (!Object.hasOwn(properties, name)) return unknownField(name, parent, Object.keys(properties));
      schema = resolved(properties[name]);
    } else {
      return {
        message: `${printable(parent)} has no field ${printable(name)}, must be changed as a whole`,
        fix: `Write ${printable(parent)}=<JSON>.`,
      };
    }
  }
  return { schema };
}

/** In the order of the schema, in which specs are written. */
export function fieldOrder(path: readonly string[]): readonly string[] {
  const found = schemaAt(path);
  return 'schema' in found && isObject(found.schema['properties']) ? Object.keys(found.schema['properties']) : [];
}

function unknownField(name: string, parent: string, known: readonly string[]): Refusal {
  const meant = nearestName(name, known);
  const found = `${parent === '' ? '' : `${parent}.`}${printable(name)} is an unknown field`;
  return meant === undefined
    ? { message: `${found}, must be one of ${known.join(', ')}`, fix: 'docs/spec.md describes every field.' }
    : { message: `${found}; did you mean ${meant}?`, fix: `Write ${parent === '' ? '' : `${parent}.`}${meant}.` };
}

/** With the type of what it refers to. */
function resolved(schema: Json | undefined): JsonObject {
  const own = isObject(schema) ? schema : {};
  const reference = own['$ref'];
  if (typeof reference !== 'string') return own;
  const definitions = root['$defs'];
  const name = reference.replace('#/$defs/', '');
  return isObject(definitions) && isObject(definitions[name]) ? { ...definitions[name], ...own } : own;
}

/** Of a list what its members are. */
export function itemSchema(schema: JsonObject): JsonObject | undefined {
  return schema['type'] === 'array' ? resolved(schema['items']) : undefined;
}

/** Text of a number, a truth value, a list or an object becomes one; whether it is allowed is the schema's own business. */
export function typedValue(text: string, schema: JsonObject): { readonly value: Json } | Refusal {
  switch (schema['type']) {
    case 'integer':
    case 'number':
      return { value: /^-?[0-9]{1,15}(\.[0-9]{1,15})?$/.test(text) ? Number(text) : text };
    case 'boolean':
      return { value: text === 'true' ? true : text === 'false' ? false : text };
    case 'array':
    case 'object':
      return parsed(text, schema['type']);
    default:
      return { value: text };
  }
}

/** In characters: what is longer is no change of a field, and no reader of nested JSON needs to be deeper. */
const longest = 4000;

function parsed(text: string, type: 'array' | 'object'): { readonly value: Json } | Refusal {
  const [wanted, example] =
    type === 'array' ? ['a list', '["a", "b"]; += and -= change one member'] : ['an object', '{"name": "value"}'];
  if (text.length > longest) {
    return { message: `the value has ${text.length} characters, must have at most ${longest}`, fix: 'Edit the file.' };
  }
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return { message: `the value is ${shownValue(text)}, must be ${wanted} in JSON`, fix: `Write such as ${example}.` };
  }
}
