import { array, assert, constantFrom, dictionary, letrec, oneof, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldChange } from '../../src/model/change.ts';
import { escapeKey } from '../../src/model/json-pointer.ts';
import { isObject, type Json, type JsonObject } from '../../src/model/manifest.ts';
import { canonical } from '../../src/plan/canonical.ts';
import { changedFields } from '../../src/plan/changed-fields.ts';

const pods = (...containers: Json[]): JsonObject => ({ spec: { template: { spec: { containers } } } });
const odoo = (more: JsonObject = {}): JsonObject => ({ name: 'odoo', image: 'odoo:19', ...more });
const proxy = { name: 'proxy', image: 'proxy:1' };

/** `path: before → after`, with `-` for nothing. */
function shown(before: JsonObject, after: JsonObject): readonly string[] {
  return changedFields(before, after).map(
    ({ path, before: had, after: has }) =>
      `${path}: ${had === undefined ? '-' : JSON.stringify(had)} → ${has === undefined ? '-' : JSON.stringify(has)}`,
  );
}

describe('the fields that differ', () => {
  it.each<{ name: string; before: JsonObject; after: JsonObject; expected: readonly string[] }>([
    {
      name: 'none, whatever the order of keys',
      before: { a: 1, b: { c: 1, d: 2 } },
      after: { b: { d: 2, c: 1 }, a: 1 },
      expected: [],
    },
    {
      name: 'an image, by the name of its container',
      before: pods(odoo(), proxy),
      after: pods(odoo({ image: 'odoo:20' }), proxy),
      expected: ['spec.template.spec.containers[odoo].image: "odoo:19" → "odoo:20"'],
    },
    {
      name: 'none, when containers change places',
      before: pods(odoo(), proxy),
      after: pods(proxy, odoo()),
      expected: [],
    },
    {
      name: 'a container that comes before another',
      before: pods(odoo()),
      after: pods(proxy, odoo()),
      expected: ['spec.template.spec.containers[proxy]: - → {"name":"proxy","image":"proxy:1"}'],
    },
    {
      name: 'the order of variables, since one may refer to another',
      before: pods(
        odoo({
          env: [
            { name: 'A', value: '1' },
            { name: 'B', value: '$(A)' },
          ],
        }),
      ),
      after: pods(
        odoo({
          env: [
            { name: 'B', value: '$(A)' },
            { name: 'A', value: '1' },
          ],
        }),
      ),
      expected: ['spec.template.spec.containers[odoo].env[order]: ["A","B"] → ["B","A"]'],
    },
    {
      name: 'of a port the number, by its protocol',
      before: {
        spec: {
          ports: [
            { port: 53, protocol: 'UDP' },
            { port: 53, protocol: 'TCP', targetPort: 53 },
          ],
        },
      },
      after: {
        spec: {
          ports: [
            { port: 53, protocol: 'TCP', targetPort: 5353 },
            { port: 53, protocol: 'UDP' },
          ],
        },
      },
      expected: ['spec.ports[53/TCP].targetPort: 53 → 5353'],
    },
    {
      name: 'a member of a set more and one less',
      before: { spec: { hostnames: ['a.example', 'b.example'] } },
      after: { spec: { hostnames: ['c.example', 'a.example'] } },
      expected: ['spec.hostnames[]: "b.example" → -', 'spec.hostnames[]: - → "c.example"'],
    },
    {
      name: 'a peer of a network policy as a whole',
      before: { spec: { ingress: [{ from: [{ podSelector: { matchLabels: { a: '1' } } }] }] } },
      after: { spec: { ingress: [{ from: [{ podSelector: {} }] }] } },
      expected: [
        'spec.ingress[0].from[]: {"podSelector":{"matchLabels":{"a":"1"}}} → -',
        'spec.ingress[0].from[]: - → {"podSelector":{}}',
      ],
    },
    {
      name: 'of a sequence what came between, not what moved because of it',
      before: { args: ['a', 'b', 'c'] },
      after: { args: ['a', 'x', 'b', 'c'] },
      expected: ['args[1]: - → "x"'],
    },
    {
      name: 'of a sequence the member that changed',
      before: { spec: { rules: [{ verbs: ['get'] }, { verbs: ['list'] }] } },
      after: { spec: { rules: [{ verbs: ['get', 'delete'] }, { verbs: ['list'] }] } },
      expected: ['spec.rules[0].verbs[]: - → "delete"'],
    },
    {
      name: 'names with other characters in brackets',
      before: { metadata: { labels: { 'a.b/c': '1' } } },
      after: { metadata: { labels: { 'a.b/c': '2' } } },
      expected: ['metadata.labels["a.b/c"]: "1" → "2"'],
    },
    {
      name: 'a kind of value for another',
      before: { a: [1], b: { c: 1 }, d: 'x', e: null },
      after: { a: { 0: 1 }, b: [1], d: null, e: false },
      expected: ['a: [1] → {"0":1}', 'b: {"c":1} → [1]', 'd: "x" → null', 'e: null → false'],
    },
    { name: 'what is empty from what is not there', before: { a: {} }, after: {}, expected: ['a: {} → -'] },
    {
      name: 'namesakes by their place',
      before: {
        list: [
          { name: 'a', v: 1 },
          { name: 'a', v: 2 },
        ],
      },
      after: {
        list: [
          { name: 'a', v: 1 },
          { name: 'a', v: 3 },
        ],
      },
      expected: ['list[1].v: 2 → 3'],
    },
    {
      name: 'the names that JavaScript knows, like any others',
      before: JSON.parse('{"a":{"constructor":1}}') as JsonObject,
      after: JSON.parse('{"a":{"__proto__":{"b":1},"constructor":2}}') as JsonObject,
      expected: ['a.__proto__: - → {"b":1}', 'a.constructor: 1 → 2'],
    },
  ])('are $name', ({ before, after, expected }) => {
    expect(shown(before, after)).toEqual(expected);
  });
});

const names = constantFrom(
  'a',
  'b',
  'name',
  'ports',
  'env',
  'to',
  'verbs',
  'containers',
  'a/b~c',
  '__proto__',
  '0',
  '-',
);
const { json } = letrec<{ json: Json; object: JsonObject }>((tie) => ({
  json: oneof(
    { depthSize: 'small' },
    constantFrom<Json>('', 'x', 'y', 0, 1, true, null),
    array(tie('json'), { maxLength: 5 }),
    tie('object'),
  ),
  object: dictionary(names, tie('json'), { maxKeys: 5 }),
}));
const object = dictionary(names, json, { maxKeys: 5 });

function at(value: JsonObject, pointer: string): Json | undefined {
  let found: Json | undefined = value;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(found)) found = found[Number(key)] as Json | undefined;
    else found = isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  }
  return found;
}

/** Lists as bags: their order is told by a change of its own, where it means something. */
function unordered(value: Json): Json {
  if (Array.isArray(value)) {
    const members = value.map((member) => unordered(member as Json));
    return [...new Set(members.map(canonical))].toSorted();
  }
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unordered(inner)]))
    : value;
}

/** Carries out the changes: only on values without lists do pointers say all. */
function applied(before: JsonObject, changes: readonly FieldChange[]): JsonObject {
  const copy = structuredClone(before) as Record<string, Json>;
  for (const { pointer, after } of changes) {
    const keys = pointer
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = keys.pop()!;
    let parent: Record<string, Json> = copy;
    for (const key of keys) parent = parent[key] as Record<string, Json>;
    if (after === undefined) delete parent[last];
    else Object.defineProperty(parent, last, { value: after, enumerable: true, configurable: true, writable: true });
  }
  return copy;
}

const plain = constantFrom('a', 'b', 'c', 'a/b~c', '');
const { tree } = letrec<{ tree: Json }>((tie) => ({
  tree: oneof({ depthSize: 'small' }, constantFrom<Json>('x', 1, null), dictionary(plain, tie('tree'), { maxKeys: 4 })),
}));

describe('any two objects', () => {
  it('have no changes exactly when they are equal but for orders', () => {
    assert(
      property(object, object, (before, after) => {
        const changes = changedFields(before, after);
        if (canonical(before) === canonical(after)) expect(changes).toEqual([]);
        if (changes.length === 0) expect(unordered(after)).toEqual(unordered(before));
      }),
      { numRuns: 500 },
    );
  });

  it('have changes whose pointers lead to their values', () => {
    assert(
      property(object, object, (before, after) => {
        for (const change of changedFields(before, after)) {
          if (change.path.endsWith('[order]')) continue;
          if (change.after === undefined) expect(at(before, change.pointer)).toEqual(change.before);
          else expect(at(after, change.pointer)).toEqual(change.after);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('become the other by the changes', () => {
    const objects = dictionary(plain, tree, { maxKeys: 4 });
    assert(
      property(objects, objects, (before, after) => {
        expect(canonical(applied(before, changedFields(before, after)))).toBe(canonical(after));
      }),
      { numRuns: 500 },
    );
  });

  it('have the same changes the other way round', () => {
    assert(
      property(object, object, (before, after) => {
        const there = changedFields(before, after).filter(({ path }) => !path.includes('['));
        const back = changedFields(after, before).filter(({ path }) => !path.includes('['));
        expect(back.map(({ path }) => path)).toEqual(there.map(({ path }) => path));
      }),
    );
  });
});

describe('long lists', () => {
  it('take time in proportion, not its square', () => {
    const list = (length: number, salt: string): JsonObject => ({
      args: Array.from({ length }, (_, index) => `${index} ${salt}`),
      env: Array.from({ length }, (_, index) => ({ name: `V${index}`, value: salt })),
    });
    const changes = changedFields(list(20_000, 'a'), list(20_000, 'b'));
    expect(changes).toHaveLength(40_000);
  }, 5000);

  it('escape names in pointers', () => {
    expect(changedFields({ 'a/~': 1 }, { 'a/~': 2 })[0]?.pointer).toBe(`/${escapeKey('a/~')}`);
  });
});
