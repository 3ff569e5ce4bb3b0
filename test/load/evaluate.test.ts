import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateModule } from '../../src/load/evaluate.ts';
import { sourceText } from '../../src/load/source-text.ts';
import { documentOf, type LocatedDocument } from '../../src/load/source-value.ts';
import type { Json } from '../../src/model/manifest.ts';

function evaluated(text: string): LocatedDocument {
  const { exports, problems } = evaluateModule(sourceText('tenants/acme.ts', text), () => undefined);
  expect(problems).toEqual([]);
  return documentOf('tenants/acme.ts', exports.get('default')!);
}

describe('evaluateModule', () => {
  it.each<[string, string, Json]>([
    [
      'literals',
      'export default [\'a\', "b", `c`, 1, -2.5, 0x10, 1_000, true, false, null, -0];',
      ['a', 'b', 'c', 1, -2.5, 16, 1000, true, false, null, 0],
    ],
    ['escapes', String.raw`export default ['\n\u{1F600}\x41', "it's"];`, ['\n😀A', "it's"]],
    [
      'fields',
      "export default { a: 1, 'b-c': 2, 3: 'x', ['d']: 4, [`e`]: 5 };",
      { a: 1, 'b-c': 2, 3: 'x', d: 4, e: 5 },
    ],
    [
      'constants',
      "const plan = 'small', sizes = { small: [1, 2] } as const; export default { plan, n: sizes.small[1], s: sizes['small'] };",
      { plan: 'small', n: 2, s: [1, 2] },
    ],
    [
      'spreads',
      'const a = { x: 1, y: 2 }, b = [1, 2]; export default { ...a, y: 3, z: [0, ...b, ...b] };',
      { x: 1, y: 3, z: [0, 1, 2, 1, 2] },
    ],
    ['a spread after a field wins, as in JavaScript', 'const a = { x: 1 }; export default { x: 2, ...a };', { x: 1 }],
    [
      'template strings',
      "const id = 'acme', n = 3; export default `${id}-${n}.example.${'com'}`;",
      'acme-3.example.com',
    ],
    [
      'types',
      "import type { X } from 'aos-fleet'; type A = string; interface B { a: 1 } export type { X }; export interface C {} export default (({ a: 1 } as const) satisfies B);",
      { a: 1 },
    ],
    [
      'define functions',
      "import { defineTenant as define, type TenantSpec } from 'aos-fleet'; export default define({ id: 'a' } satisfies Partial<TenantSpec>);",
      { id: 'a' },
    ],
    [
      'own fields with names of a prototype',
      "const a = { constructor: 'x', ['__proto__']: 'y' }; export default { c: a.constructor, ...a };",
      JSON.parse('{"c":"x","constructor":"x","__proto__":"y"}') as Json,
    ],
  ])('%s', (_, text, value) => {
    expect(evaluated(text).value).toEqual(value);
  });

  it.each([
    'const a = 1;\nexport default { x: a.constructor };',
    'const a = {};\nexport default { x: a.toString };',
    'const a = [1];\nexport default { x: a.length };',
  ])('has no inherited fields: %s', (text) => {
    const { problems } = evaluateModule(sourceText('tenants/acme.ts', text), () => undefined);
    expect(problems.map(({ policy, place }) => [policy, place.line])).toEqual([['spec-unknown-name', 2]]);
  });

  it('places every value where it was written', () => {
    const document = evaluated(
      "const region = 'eu';\nexport default {\n  a: [1, { 'x/y~z': region }],\n  ...{ b: 2 },\n};\n",
    );
    const places = Object.fromEntries(
      ['', '/a', '/a/1', '/a/1/x~1y~0z', '/b', '/missing', '/a/7/b', '/a/01'].map((pointer) => {
        const { line, column } = document.locate(pointer);
        return [pointer, `${line}:${column}`];
      }),
    );
    expect(places).toEqual({
      '': '2:16',
      '/a': '3:6',
      '/a/1': '3:10',
      '/a/1/x~1y~0z': '1:16',
      '/b': '4:11',
      '/missing': '2:16',
      '/a/7/b': '3:6',
      '/a/01': '3:6',
    });
    expect(document.locateName('/a/1/x~1y~0z')).toEqual({ file: 'tenants/acme.ts', line: 3, column: 12 });
  });

  it('gives any JSON back, and points at the text of each value', () => {
    const json = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' });
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 2, '\t'), (value, space) => {
        const written = literal(value as Json, space);
        const text = `// 診療所 😀\nexport default ${written};\n`;
        const document = evaluated(text);
        expect(document.value).toEqual(JSON.parse(JSON.stringify(value)));
        for (const [pointer, part] of partsOf(value as Json)) {
          const { line, column } = document.locate(pointer);
          expect(
            text
              .split('\n')
              .slice(line - 1)
              .join('\n')
              .slice(column - 1)
              .startsWith(firstToken(part)),
          ).toBe(true);
        }
      }),
    );
  });
});

/** JSON as a TypeScript literal: the name `__proto__` must be computed, or it would set the prototype. */
function literal(value: Json, space: string | number | undefined): string {
  return JSON.stringify(value, null, space).replaceAll(/"__proto__"(\s*:)/g, '["__proto__"]$1');
}

function firstToken(value: Json): string {
  return Array.isArray(value) ? '[' : typeof value === 'object' && value !== null ? '{' : JSON.stringify(value);
}

function* partsOf(value: Json, pointer = ''): Iterable<readonly [string, Json]> {
  yield [pointer, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    yield* partsOf(part as Json, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  }
}
