import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bounds } from '../../scripts/docs-bounds.ts';
import { specReference } from '../../scripts/docs-spec.ts';
import { isObject, type JsonObject } from '../../src/model/manifest.ts';

const schema: JsonObject = {
  type: 'array',
  minItems: 1,
  maxItems: 9,
  description: 'The shelves. Written in `shelves.ts`.',
  items: {
    type: 'object',
    required: ['name', 'books'],
    properties: {
      name: { $ref: '#/$defs/name', description: 'Name of the shelf, <b> | `a|b`.' },
      size: { enum: ['small', 'large'], default: 'small', description: 'How wide.' },
      light: {
        type: 'object',
        notSupportedYet: true,
        description: 'A lamp.',
        required: ['watts'],
        properties: { watts: { type: 'integer', minimum: 1, maximum: 60, description: 'Power.' } },
      },
      books: {
        type: 'array',
        items: { type: 'object', properties: { pages: { type: 'integer', minimum: 1, description: 'Pages.' } } },
        description: 'What stands there.',
      },
    },
  },
  $defs: { name: { type: 'string', minLength: 1, maxLength: 20 } },
};

describe('the reference of the specs', () => {
  it('lists every field with type, default and description', async () => {
    const documents = [
      { title: 'Shelves', file: 'shelves.ts', schema, example: { file: 'shelves.ts', text: 'export default [];\n' } },
    ];
    await expect(specReference(documents)).toMatchFileSnapshot('golden/spec.md');
  });

  it.each(readdirSync('schemas').filter((file) => /^[a-z]+\.schema\.json$/.test(file)))(
    'describes every field of schemas/%s',
    (file) => {
      const real = JSON.parse(readFileSync(`schemas/${file}`, 'utf8')) as JsonObject;
      const rows = specReference([{ title: 'X', file, schema: real }])
        .split('\n')
        .filter((line) => line.startsWith('| <a'));
      // What a field of an object held and holds is anything.
      const isAnything = (row: string): boolean => row.includes('any value') && !/\.(?:before|after)` \|/.test(row);
      expect(rows.filter((row) => row.endsWith('|  |') || isAnything(row))).toEqual([]);
      expect(new Set(rows.map((row) => /id="([^"]*)"/.exec(row)?.[1])).size).toBe(rows.length);
      for (const name of namesIn(real)) expect(rows.some((row) => row.includes(name))).toBe(true);
    },
  );
});

describe('bounds in words', () => {
  it.each<[string, JsonObject]>([
    ['text', { type: 'string' }],
    ['at least 3 characters', { type: 'string', minLength: 3 }],
    ['text on one line, 3 to 300 characters', { type: 'string', format: 'printable', minLength: 3, maxLength: 300 }],
    ['text matching `^a\\|b$`', { type: 'string', pattern: '^a|b$' }],
    ['whole number, 1 to 10', { type: 'integer', minimum: 1, maximum: 10 }],
    ['number, at least 0', { type: 'number', minimum: 0 }],
    ['`true` or `false`', { type: 'boolean' }],
    ['`1`', { const: 1 }],
    [
      'list of at most 5 members, each once: a host name',
      { type: 'array', maxItems: 5, uniqueItems: true, items: { type: 'string', format: 'domain' } },
    ],
    ['list of objects', { type: 'array', items: { type: 'object' } }],
    [
      'map of 1 to 8 entries: text',
      { type: 'object', minProperties: 1, maxProperties: 8, additionalProperties: { type: 'string' } },
    ],
    ['object', { type: 'object', additionalProperties: false }],
  ])('%s', (expected, value) => {
    expect(bounds(value)).toBe(expected);
  });
});

/** Names of all properties anywhere in a schema. */
function namesIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(namesIn);
  if (!isObject(node)) return [];
  const own = isObject(node['properties']) ? Object.keys(node['properties']) : [];
  return [...own, ...Object.values(node).flatMap(namesIn)];
}
