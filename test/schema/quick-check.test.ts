import { readdirSync, readFileSync } from 'node:fs';
import { anything, assert, constantFrom, jsonValue, nat, oneof, property, record, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/model/manifest.ts';
import { createManifestValidators, createSchemaStore } from '../../src/schema/manifest-validators.ts';
import { createQuickChecks, UnknownKeyword } from '../../src/schema/quick-check.ts';
import { validManifests } from './manifest-samples.ts';

const { validatorOf } = createManifestValidators('1.36', createSchemaStore());
const samples = validManifests.filter(({ apiVersion, kind }) => validatorOf(String(apiVersion), String(kind)));

/** Every place in a value: what holds it, and its key there. */
function placesIn(value: Json): readonly (readonly [holder: Record<string, Json>, key: string])[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Object.keys(value).map((key) => [value as Record<string, Json>, key] as const);
  return own.concat(Object.values(value).flatMap(placesIn));
}

/** Near what stands in manifests. */
const nearValues: readonly Json[] = [
  null,
  '',
  0,
  -1,
  1,
  1.5,
  65_536,
  2 ** 31,
  2 ** 63,
  true,
  [],
  {},
  ['a', 'a'],
  [{}],
  { a: 1 },
  'a',
  'A',
  '1',
  '25%',
  '1Gi',
  '10.0.0.0/8',
  '10.0.0.1',
  'a'.repeat(64),
  'a'.repeat(300),
  '*.example.org',
  '😀',
  '\ud800',
];

describe('a quick check', () => {
  const values = oneof(
    constantFrom(...(nearValues as Json[])),
    jsonValue().map((value) => value as Json),
    string(),
  );

  it('says of any object what ajv says, in every kind', () => {
    expect(samples.length).toBeGreaterThan(100);
    assert(
      property(
        record({ which: nat(), place: nat(), value: values, how: nat({ max: 3 }) }),
        ({ which, place, value, how }) => {
          const manifest = structuredClone(samples[which % samples.length]!) as JsonObject;
          const places = placesIn(manifest).filter(
            ([holder, key]) => holder !== manifest || key === 'metadata' || key === 'spec',
          );
          const [holder, key] = places[place % places.length]!;
          if (how === 0) delete holder[key];
          else if (how === 1 && !Array.isArray(holder)) holder[`${key}X`] = value;
          else holder[key] = value;
          const validator = validatorOf(String(manifest['apiVersion']), String(manifest['kind']))!;
          expect(validator.isValid(manifest)).toBe(validator.explain(manifest).length === 0);
        },
      ),
      { numRuns: Number(process.env['QUICK_CHECK_RUNS'] ?? 6000) },
    );
  }, 240_000);

  it('knows every keyword of every schema', () => {
    for (const folder of ['kubernetes', 'crds']) {
      for (const name of readdirSync(`schemas/${folder}`)) {
        const file = JSON.parse(readFileSync(`schemas/${folder}/${name}`, 'utf8')) as JsonObject;
        const check = createQuickChecks(() => true);
        let count = 0;
        for (const schema of schemasIn(file)) {
          check(schema)(null);
          count += 1;
        }
        expect({ name, count: count > (name === 'SOURCES.json' ? -1 : 10) }).toEqual({ name, count: true });
      }
    }
  });

  it('says so when it does not know one', () => {
    const check = createQuickChecks(() => true)({ properties: { a: { contains: true } } });
    expect(check({ b: 1 })).toBe(true);
    expect(() => check({ a: [] })).toThrow(UnknownKeyword);
  });

  it.each<{ schema: JsonObject; right: readonly Json[]; wrong: readonly Json[] }>([
    { schema: { maxLength: 1 }, right: ['😀', 'a', 5], wrong: ['ab', '😀😀'] },
    { schema: { minLength: 2 }, right: ['ab', '😀😀', null], wrong: ['a', '😀'] },
    { schema: { type: 'integer' }, right: [1, 1.0, -0], wrong: [1.5, '1', null] },
    { schema: { type: ['integer', 'string'] }, right: [1, '1'], wrong: [1.5, null, {}] },
    { schema: { required: ['a'] }, right: [{ a: null }, 'text', []], wrong: [{}, { b: 1 }] },
    { schema: { not: { enum: ['a'] } }, right: ['b', 1], wrong: ['a'] },
    {
      schema: { oneOf: [{ required: ['a'] }, { required: ['b'] }] },
      right: [{ a: 1 }, { b: 1 }],
      wrong: [{}, { a: 1, b: 1 }],
    },
    { schema: { additionalProperties: { type: 'string' } }, right: [{ a: 'b' }, []], wrong: [{ a: 1 }] },
    {
      schema: { properties: { a: true }, additionalProperties: false },
      right: [{ a: 1 }],
      wrong: [{ b: 1 }, JSON.parse('{"__proto__":1}') as Json],
    },
  ])('$schema', ({ schema, right, wrong }) => {
    const check = createQuickChecks(() => true)(schema);
    expect(right.filter((value) => !check(value))).toEqual([]);
    expect(wrong.filter((value) => check(value))).toEqual([]);
  });

  it('never throws, whatever it is given', () => {
    assert(
      property(anything(), (value) => {
        const validator = validatorOf('apps/v1', 'Deployment')!;
        expect(typeof validator.isValid(value as JsonObject)).toBe('boolean');
      }),
    );
  });
});

const inMaps = ['properties', '$defs'];
const inLists = ['allOf', 'anyOf', 'oneOf'];
const alone = ['items', 'additionalProperties', 'propertyNames', 'not'];

/** Every schema in a file, each part of one too. */
function schemasIn(file: JsonObject): readonly JsonObject[] {
  const { kinds = {}, $defs = {} } = file as Record<string, JsonObject>;
  const roots = [...Object.values(kinds).flatMap((all) => Object.values(all as JsonObject)), ...Object.values($defs)];
  return roots.flatMap((root) => partsOf(root));
}

function partsOf(schema: Json | undefined): readonly JsonObject[] {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return [];
  const own = schema as JsonObject;
  return [
    own,
    ...inMaps.flatMap((name) => Object.values((own[name] ?? {}) as JsonObject).flatMap(partsOf)),
    ...inLists.flatMap((name) => ((own[name] ?? []) as readonly Json[]).flatMap(partsOf)),
    ...alone.flatMap((name) => partsOf(own[name])),
  ];
}
