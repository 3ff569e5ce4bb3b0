import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { representativesOf, type ShapedTenant } from '../../src/isolation/representatives.ts';
import { createShaper, objectsOfShape } from '../../src/isolation/tenant-shape.ts';
import { trimmed } from '../../src/isolation/trim.ts';
import type { TenantObjects } from '../../src/model/isolation.ts';
import type { JsonObject } from '../../src/model/manifest.ts';
import type { InventoryObject } from '../../src/model/policy.ts';
import { isolationPolicies } from '../../src/policies/index.ts';
import { minimalFleet } from '../minimal-tenant.ts';
import { fewStandForMany } from './few-stand-for-many.ts';
import { placed, type PlacedTenant, quietTenants, randomTenants, template } from './random-tenants.ts';

const fleet = minimalFleet();
const runs = 1000;

function shapedAll(tenants: readonly PlacedTenant[]): readonly ShapedTenant[] {
  const shape = createShaper();
  return tenants.map(({ objects, ...facts }) => ({ ...facts, shape: shape(objects, facts.tenant) }));
}

function represented(tenants: readonly PlacedTenant[]): readonly TenantObjects[] {
  return representativesOf(shapedAll(tenants), { fleet, shared: [] });
}

/** Every tenant for itself. */
function alone(tenants: readonly PlacedTenant[]): readonly TenantObjects[] {
  return tenants
    .map(({ objects, ...facts }, group) => ({
      ...facts,
      objects: objects.flatMap((object) => trimmed(object) ?? []),
      alike: 1,
      group,
    }))
    .toSorted((a, b) => (a.tenant < b.tenant ? -1 : 1));
}

/** Ids of the policies that report. */
function verdict(tenants: readonly TenantObjects[]): readonly string[] {
  const inventory = { fleet, tenants, shared: [] };
  return isolationPolicies.flatMap(({ id, check }) => ([...check(inventory)].length > 0 ? [id] : []));
}

/** A name that is only part of another text is not seen as one, and makes a shape of its own. */
function wholeNames(text: string): string {
  return text
    .replaceAll(/system:serviceaccounts?:/g, '')
    .replaceAll('"<own>-b"', '"red"')
    .replaceAll('"<own>:odoo"', '"red"');
}

describe('representatives', () => {
  it.each([
    ['of few templates', randomTenants, runs],
    ['of nearly one template', quietTenants, 2 * runs],
  ] as const)(
    'stand for all tenants %s: policies report about them what they report about all',
    (_, fleets, numRuns) => {
      fc.assert(
        fc.property(fleets, (random) => {
          const tenants = placed(random);
          expect(verdict(represented(tenants))).toEqual(verdict(alone(tenants)));
        }),
        { numRuns },
      );
    },
    120_000,
  );

  it.each(fewStandForMany)('miss nothing of one that is not among the first of its group: $name', (of) => {
    const stacks = Object.entries(of.tenants).map(([tenant, manifests]): PlacedTenant => ({
      tenant,
      cluster: 'eu-1',
      tier: of.tiers?.[tenant] ?? 'namespace',
      objects: manifests.map((manifest, document) => ({ manifest, file: `${tenant}.yaml`, document, base: '' })),
    }));
    expect(verdict(alone(stacks))).toEqual(of.expected);
    expect(verdict(represented(stacks))).toEqual(of.expected);
  });

  it('do not depend on what the tenants are called', () => {
    const [plain, others] = [0, 1].map((round) => Array.from({ length: 8 }, (_, at) => `n${'xy'[round]}${at}`));
    fc.assert(
      fc.property(randomTenants, (random) => {
        const count = random.ids.length;
        const called = (ids: readonly string[]) =>
          verdict(represented(placed({ ...random, ids: ids.slice(0, count) })));
        expect(called(others!)).toEqual(called(plain!));
        expect(called(plain!.toReversed())).toEqual(called(plain!));
      }),
      { numRuns: 200 },
    );
  });

  it('are not more when more tenants are alike', () => {
    fc.assert(
      fc.property(template, fc.integer({ min: 8, max: 40 }), (one, count) => {
        const kinds = Array.from({ length: count }, () => ({
          template: 0,
          tier: 'namespace' as const,
          more: undefined,
        }));
        const ids = kinds.map((_, at) => `t${at}`);
        const whole = one.map((manifest) => JSON.parse(wholeNames(JSON.stringify(manifest))) as JsonObject);
        const few = represented(placed({ templates: [whole], ids: ids.slice(0, 8), kinds }));
        const many = represented(placed({ templates: [whole], ids, kinds }));
        expect(many.length).toBe(few.length);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a shape', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc
      .array(
        fc.constantFrom(
          'a',
          'tenant-',
          'tenant-a',
          '-',
          '/',
          ':',
          '\uE000',
          '\uE000id\uE000',
          '\uE000namespace\uE000',
          '\ue000',
          '.yaml',
          'b',
          ' ',
        ),
        { maxLength: 6 },
      )
      .map((parts) => parts.join('')),
  );
  const { tree: spec } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(text, tie('tree'), { maxKeys: 3, noNullPrototype: true }),
    ),
  }));

  it('gives back the objects of a tenant exactly, whatever they say', () => {
    fc.assert(
      fc.property(
        fc.array(spec, { maxLength: 3 }),
        text,
        fc.constantFrom('a', 'b', 'tenant', 'a-b', 'id'),
        (specs, name, id) => {
          const objects = specs.map((body, document): InventoryObject => ({
            manifest: {
              apiVersion: 'example.com/v1',
              kind: 'Anything',
              metadata: { name, namespace: `tenant-${id}` },
              spec: body,
            } as JsonObject,
            file: `dist/${name}/${id}.yaml`,
            document,
            base: '/items/0',
          }));
          const expected = objects.flatMap((object) => trimmed(object) ?? []);
          expect(objectsOfShape(createShaper()(objects, id), id)).toStrictEqual(expected);
        },
      ),
      { numRuns: runs },
    );
  });

  it('is the same for tenants that differ in names only', () => {
    fc.assert(
      fc.property(template, (one) => {
        const kinds = Array.from({ length: 4 }, () => ({ template: 0, tier: 'namespace' as const, more: undefined }));
        const tenants = placed({ templates: [one], ids: ['n0', 'n1', 'n2', 'n3'], kinds });
        const [first] = shapedAll(tenants.slice(0, 1));
        expect(objectsOfShape(first!.shape, 'n0')).toEqual(alone(tenants)[0]!.objects);
      }),
      { numRuns: 100 },
    );
  });
});
