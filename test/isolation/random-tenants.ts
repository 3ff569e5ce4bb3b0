/** Small random fleets of tenants from few templates, for properties. */
import * as fc from 'fast-check';
import type { TenantFacts } from '../../src/model/isolation.ts';
import type { JsonObject } from '../../src/model/manifest.ts';
import type { InventoryObject } from '../../src/model/policy.ts';
import { anyObject, closed, denyAll, labels, namespaced, others, own, workload } from './random-objects.ts';

/** Ids that are also words of manifests, or begin with another one. */
const oddIds = [
  'a',
  'a-b',
  'a-b-c',
  'b',
  'c',
  'd',
  'd-b',
  'data',
  'default',
  'key',
  'kube-system',
  'labels',
  'red',
  'tenant',
  'tenant-a',
  'tier',
  'v1',
  'values',
  'web',
  'z',
  'z-b',
];

export const template = fc
  .record({
    namespaceLabels: labels,
    workloads: fc.array(workload, { minLength: 1, maxLength: 2 }),
    closed: fc.oneof({ weight: 30, arbitrary: closed.map((one) => [one]) }, { weight: 1, arbitrary: fc.constant([]) }),
    more: fc.array(anyObject, { maxLength: 2 }),
  })
  .map((of): readonly JsonObject[] =>
    [
      [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: `tenant-${own}`, labels: of.namespaceLabels } }],
      of.workloads as readonly JsonObject[],
      of.closed,
      of.more,
    ].flat(),
  );

/** Closed but for one object: nothing else drowns what that one opens. */
const quiet = fc
  .record({
    namespaceLabels: labels,
    ofPods: labels,
    more: fc.array(anyObject, { maxLength: 1 }),
  })
  .map(({ namespaceLabels, ofPods, more }): readonly JsonObject[] =>
    [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: `tenant-${own}`, labels: namespaceLabels } },
      namespaced('apps/v1', 'Deployment', {
        spec: { template: { metadata: { labels: ofPods }, spec: { containers: [] } } },
      }),
      namespaced('networking.k8s.io/v1', 'NetworkPolicy', { spec: denyAll }),
      more,
    ].flat(),
  );

export interface RandomTenants {
  readonly templates: readonly (readonly JsonObject[])[];
  readonly ids: readonly string[];
  /** By position: which template, the tier, and an object more that only this tenant has. */
  readonly kinds: readonly {
    readonly template: number;
    readonly tier: TenantFacts['tier'];
    readonly more: JsonObject | undefined;
  }[];
}

const someIds = fc.uniqueArray(fc.constantFrom(...oddIds), { minLength: 3, maxLength: 8 });

/** Most of one template, so that few stand for many. */
export const quietTenants = fc.record({
  templates: fc.array(quiet, { minLength: 2, maxLength: 2 }),
  ids: someIds,
  kinds: fc.array(
    fc.record({
      template: fc.constantFrom(0, 0, 0, 1),
      tier: fc.constant('namespace'),
      more: fc.constant(undefined),
    }),
    { minLength: 8, maxLength: 8 },
  ),
}) as fc.Arbitrary<RandomTenants>;

export const randomTenants = fc.record({
  templates: fc.array(template, { minLength: 1, maxLength: 3 }),
  ids: someIds,
  kinds: fc.array(
    fc.record({
      template: fc.constantFrom(0, 0, 0, 1, 2),
      tier: fc.constantFrom('namespace', 'namespace', 'namespace', 'node'),
      more: fc.option(anyObject, { nil: undefined, freq: 8 }),
    }),
    { minLength: 8, maxLength: 8 },
  ),
}) as fc.Arbitrary<RandomTenants>;

export interface PlacedTenant extends TenantFacts {
  readonly objects: readonly InventoryObject[];
}

/** The tenants, all on one cluster. */
export function placed({ templates, ids, kinds }: RandomTenants): readonly PlacedTenant[] {
  return ids.map((tenant, position) => {
    const { template: number, tier, more } = kinds[position]!;
    const manifests = [...templates[number % templates.length]!, ...(more === undefined ? [] : [more])];
    return {
      tenant,
      cluster: 'eu-1',
      tier,
      objects: manifests.map((manifest, document) => ({
        manifest: instance(manifest, { tenant, ids, document }),
        file: `dist/tenants/eu-1/${tenant}/app/manifests.yaml`,
        document,
        base: '',
      })),
    };
  });
}

interface Instance {
  readonly tenant: string;
  readonly ids: readonly string[];
  readonly document: number;
}

function instance(manifest: JsonObject, { tenant, ids, document }: Instance): JsonObject {
  const text = others.reduce(
    (left, other, position) => left.replaceAll(other, ids[position % ids.length]!),
    JSON.stringify(manifest).replaceAll(own, tenant).replaceAll('<document>', `n${document}`),
  );
  return JSON.parse(text) as JsonObject;
}
