import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObject, type Json, type JsonObject } from '../../src/model/manifest.ts';
import { createManifestChecker } from '../../src/schema/manifest-checker.ts';
import { re2 } from '../../src/schema/manifest-keywords.ts';
import { deployment, validManifests } from './manifest-samples.ts';

const check = createManifestChecker('1.36');

/** Maps, whose keys are free. */
const maps = /\/(labels|annotations|matchLabels|requests|limits)$/;

/** Pointers of all objects inside a manifest, the manifest itself included. */
function objectsIn(value: Json, pointer = ''): string[] {
  const own = isObject(value) ? [pointer] : [];
  const members = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [...own, ...members.flatMap(([key, member]) => objectsIn(member, `${pointer}/${key.replaceAll('/', '~1')}`))];
}

function objectAt(manifest: JsonObject, pointer: string): Record<string, Json> {
  let node: Json = manifest;
  for (const segment of pointer.split('/').slice(1)) node = (node as JsonObject)[segment.replaceAll('~1', '/')]!;
  return node as Record<string, Json>;
}

describe('any manifest', () => {
  const places = objectsIn(deployment).filter((pointer) => !maps.test(pointer));

  it('with an unknown field anywhere in a Deployment is refused, and only for that', () => {
    const fieldName = fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,20}$/).map((name) => `x${name}Unknown`);
    fc.assert(
      fc.property(fc.constantFrom(...places), fieldName, fc.jsonValue(), (pointer, name, value) => {
        const manifest = structuredClone(deployment) as JsonObject;
        objectAt(manifest, pointer)[name] = value as Json;
        const errors = check(manifest);
        expect(errors.map((error) => error.pointer)).toEqual([`${pointer}/${name}`]);
        expect(errors[0]!.message).toMatch(new RegExp(`^field "(.*\\.)?${name}" is unknown`));
      }),
    );
  });

  it('is judged without throwing or being changed, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...validManifests), fc.nat(), fc.jsonValue(), (sample, choice, value) => {
        const manifest = structuredClone(sample);
        const pointers = objectsIn(manifest);
        const parent = objectAt(manifest, pointers[choice % pointers.length]!);
        const keys = Object.keys(parent);
        const key = keys[choice % Math.max(1, keys.length)];
        if (key === undefined) return;
        parent[key] = value as Json;
        const before = structuredClone(manifest);
        const errors = check(manifest);
        expect(manifest).toEqual(before);
        for (const { message, pointer } of errors) {
          expect(message).not.toMatch(/undefined|\[object|\n/);
          expect(pointer).toMatch(/^\//);
        }
        expect(new Set(errors.map((error) => JSON.stringify(error))).size).toBe(errors.length);
      }),
    );
  });
});

describe('regular expressions', () => {
  it('have their own identity for every pattern, so that ajv does not mix them', () => {
    expect(String(re2('^a$'))).not.toBe(String(re2('^b$')));
  });

  it('are those of the API server', () => {
    expect(re2('^\\PC*$').test('plain')).toBe(true);
    expect(re2('(?i)^a$').test('A')).toBe(true);
    expect(re2('^(a+)+$').test(`${'a'.repeat(50_000)}!`)).toBe(false);
  });
});
