import { assert, constantFrom, property, string, stringMatching } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObjectChange } from '../../src/model/change.ts';
import type { TenantSpec } from '../../src/model/specs.ts';
import { canonical } from '../../src/plan/canonical.ts';
import { createComparison, type Files } from '../../src/plan/changed-objects.ts';
import { hasPlaceholder, namingOf, verbatim } from '../../src/plan/placeholder.ts';
import { renderTenant } from '../../src/synth/render-tenant.ts';
import { minimalFleet, minimalTenant } from '../minimal-tenant.ts';

const id = stringMatching(/^[a-z][a-z0-9]{0,3}(-[a-z0-9]{1,3}){0,2}$/);

describe('a name', () => {
  it.each([
    ['acme', 'tenant-acme: acme.example.com', 'tenant-\uE000: \uE000.example.com'],
    ['acme', 'acmeless pacme acme2 Acme', 'acmeless pacme acme2 Acme'],
    ['a', 'kind: Namespace a', 'kind: Namespace \uE000'],
    ['luster', 'kind: Cluster', 'kind: Cluster'],
    ['a-b', 'a-b-c x-a-b a-b', '\uE000-c x-\uE000 \uE000'],
  ])('%j is taken out of %j where it is a word', (name, text, general) => {
    expect(namingOf(name).general(text)).toBe(general);
  });

  it('comes back exactly', () => {
    assert(
      property(
        id,
        string({ unit: constantFrom('a', 'b', '1', '-', ' ', ':', '\n', '"', '$&', 'a-b', 'A') }),
        (name, text) => {
          const { general, specific } = namingOf(name);
          expect(specific(general(text))).toBe(text);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('comes back exactly in values, with their types', () => {
    const value = { true: [true, 'true', null], 'x-true': { on: 1 } };
    const { generalIn, specificIn } = namingOf('true');
    expect(generalIn(value)).toEqual({ '\uE000': [true, '\uE000', null], 'x-\uE000': { on: 1 } });
    expect(specificIn(generalIn(value))).toEqual(value);
  });
});

it.each(['\uE000', String.raw`"\uE000"`, String.raw`"\U0000e000"`])(
  'a text with the placeholder itself is told: %j',
  (text) => {
    expect(hasPlaceholder(`a: ${text}`)).toBe(true);
  },
);

const large = (spec: TenantSpec): void =>
  void Object.assign(spec, { plan: 'medium', domains: [`${spec.id}.example.org`] });

function stack(name: string, tweak: (spec: TenantSpec) => void = () => {}): Files {
  const tenant = minimalTenant((spec) => {
    Object.assign(spec, { id: name, domains: [`${name}.example.com`] });
    tweak(spec);
  });
  return new Map([...renderTenant(tenant, minimalFleet()).files].filter(([path]) => path.endsWith('.yaml')));
}

/** Every word of a stack that could be a tenant's name. */
const words = [
  ...new Set(
    Array.from(
      [...stack('zzz').values()].join('\n').matchAll(/(?<![A-Za-z0-9])[a-z][a-z0-9]{0,20}(?![A-Za-z0-9])/g),
      ([word]) => word,
    ),
  ),
].filter((word) => !['secrets', 'shared', 'tenant'].includes(word));

const hard = [
  'odoo',
  'web',
  'database',
  'true',
  'on',
  'v1',
  'a',
  'y',
  'null',
  'data',
  'apps',
  'batch',
  'spec',
  'kind',
  'metadata',
  'name',
  'template',
  'enabled',
  'disabled',
  'fleet',
  'aos',
  'layer',
  'release',
  'io',
  'sops',
  'age',
  'filestore',
  'e1',
];

describe('a tenant whose name is a word of its manifests', () => {
  const compare = createComparison();
  const differs = (name: string): void => {
    const [before, after] = [stack(name), stack(name, large)];
    const naming = namingOf(name);
    const { objects, unreadable } = compare(before, after, naming);
    const plain = createComparison()(before, after, verbatim);
    expect(unreadable).toEqual([]);
    const sorted = (all: readonly ObjectChange[]): readonly ObjectChange[] =>
      all.toSorted((a, b) => (canonical(a.object as never) < canonical(b.object as never) ? -1 : 1));
    expect(sorted(naming.specificIn(objects))).toEqual(sorted(plain.objects));
  };

  it.each(hard)('%s has the changes that it would have without that', (name) => {
    differs(name);
  });

  it('is any of them', () => {
    expect(words.length).toBeGreaterThan(300);
    assert(property(constantFrom(...words), differs), { numRuns: 40 });
  }, 60_000);
});
