/** Says in words what a JSON Schema allows: type, range, length, format. */
import { isObject, type Json, type JsonObject } from '../src/model/manifest.ts';
import { code } from './docs-text.ts';

const formats: Readonly<Record<string, string>> = {
  cidr: 'a network such as `10.0.0.0/16`',
  date: 'a date, `YYYY-MM-DD`',
  domain: 'a host name',
  email: 'an e-mail address',
  printable: 'text on one line',
};

/** Patterns that several fields share. Any other is shown as it is. */
const patterns: Readonly<Record<string, string>> = {
  '^[A-Z][A-Za-z0-9]* ([a-z0-9][a-z0-9-]*/)?[A-Za-z0-9][A-Za-z0-9.:_-]*$':
    'a kind and a name, with the namespace in front of the name or without',
  '^[a-z][a-z0-9]*(-[a-z0-9]+)*$': 'a name: lower-case letters and digits in words joined by `-`, a letter first',
  '^[a-z][a-z0-9-]*$': 'lower-case letters, digits and `-`, a letter first',
  '^[a-z0-9]+([.-][a-z0-9]+)*$': 'lower-case letters and digits in words joined by `-` or `.`',
  '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$': 'a Kubernetes name: lower-case letters, digits, `-` and `.`',
  '^[a-z][a-z0-9_]{0,62}$': 'at most 63 lower-case letters, digits and `_`, a letter first',
  '^[A-Z]{2}$': 'two capital letters',
  '^([*]|[a-z][a-z0-9-]*)$': 'a component, or `*`',
  '^(TCP|UDP|SCTP) ([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]|cluster)$':
    'protocol and port',
  '^[A-Z]{3}$': 'three capital letters',
  '^[0-9*,/-]+( [0-9*,/-]+){4}$': 'a cron expression of five fields',
  '^([01][0-9]|2[0-3]):[0-5][0-9]$': 'a time, `HH:MM`',
  '^[a-z0-9.-]+(:[0-9]+)?(/[a-z0-9._-]+)+(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?@sha256:[0-9a-f]{64}$':
    '`registry/path:tag@sha256:<64 hex digits>`; the tag may be left out',
  '^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$': 'a label value',
};

/** For example `whole number, 3 to 16`, or `list of 1 to 16 members: a host name`. */
export function bounds(schema: JsonObject): string {
  if (Array.isArray(schema['enum'])) return schema['enum'].map(literal).join(', ');
  if (schema['const'] !== undefined) return literal(schema['const']);
  switch (schema['type']) {
    case 'array':
      return list(schema);
    case 'object':
      return isObject(schema['additionalProperties'])
        ? `map${amount(schema, 'Properties', 'entries')}: ${bounds(schema['additionalProperties'])}`
        : 'object';
    case 'integer':
      return `whole number${range(schema)}`;
    case 'number':
      return `number${range(schema)}`;
    case 'boolean':
      return '`true` or `false`';
    case 'string':
      return [...shape(schema), ...characters(schema)].join(', ') || 'text';
    default:
      return 'any value';
  }
}

function list(schema: JsonObject): string {
  const { items } = schema;
  if (isObject(items) && items['type'] === 'object')
    return `list${amount(schema, 'Items', 'objects') || ' of objects'}`;
  const distinct = schema['uniqueItems'] === true ? ', each once' : '';
  return `list${amount(schema, 'Items', 'members')}${distinct}: ${isObject(items) ? bounds(items) : 'any value'}`;
}

/** ` of 1 to 16 entries`; empty when the schema sets no limit. */
function amount(schema: JsonObject, what: 'Items' | 'Properties', noun: string): string {
  const text = limits(schema[`min${what}`], schema[`max${what}`]);
  return text === '' ? '' : ` of ${text} ${noun}`;
}

function range(schema: JsonObject): string {
  const text = limits(schema['minimum'], schema['maximum']);
  return text === '' ? '' : `, ${text}`;
}

function characters(schema: JsonObject): string[] {
  const text = limits(schema['minLength'], schema['maxLength']);
  return text === '' ? [] : [`${text} characters`];
}

function limits(least: Json | undefined, most: Json | undefined): string {
  if (least !== undefined && most !== undefined) return `${String(least)} to ${String(most)}`;
  if (least !== undefined) return `at least ${String(least)}`;
  return most === undefined ? '' : `at most ${String(most)}`;
}

function shape({ pattern, format }: JsonObject): string[] {
  return [
    ...(typeof format === 'string' ? [formats[format] ?? format] : []),
    ...(typeof pattern === 'string' ? [patterns[pattern] ?? `text matching ${code(pattern)}`] : []),
  ];
}

function literal(value: Json): string {
  return code(typeof value === 'string' ? value : JSON.stringify(value));
}
