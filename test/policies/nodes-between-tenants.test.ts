import type { JsonObject } from '../../src/model/manifest.ts';
import { nodesBetweenTenants } from '../../src/policies/nodes-between-tenants.ts';
import { describeIsolationPolicy } from './policy-cases.ts';
import { smallTenant } from './small-tenant.ts';

const key = 'fleet.aos/tenant';
const placed = (id: string, spec: JsonObject): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'placed', namespace: `tenant-${id}` },
  spec: { template: { spec: { containers: [], ...spec } } },
});
const pool = (id: string, label: string): JsonObject => ({
  apiVersion: 'karpenter.sh/v1',
  kind: 'NodePool',
  metadata: { name: `tenant-${id}` },
  spec: { template: { metadata: { labels: { [key]: label } } } },
});
const own = (value: string) => [{ key, operator: 'Equal', value, effect: 'NoSchedule' }];
const acmeAnd = (...birch: readonly JsonObject[]) => ({
  'eu-1/acme': smallTenant('acme', placed('acme', { nodeSelector: { [key]: 'acme' }, tolerations: own('acme') })),
  'eu-1/birch': smallTenant('birch', ...birch),
});
const tiers = { acme: 'node' } as const;
const mayRun = (pointer: string) =>
  [
    'Deployment tenant-birch/placed',
    pointer,
    'pods of tenant "birch" may run on the nodes of tenant "acme" of tier node, must not tolerate their taint',
  ] as const;
const first = '/spec/template/spec/tolerations/0';

describeIsolationPolicy(nodesBetweenTenants, [
  { name: 'nodes of their own', tenants: acmeAnd(placed('birch', { tolerations: own('birch') })), tiers, expected: [] },
  {
    name: 'a toleration that a selector keeps away',
    tenants: acmeAnd(placed('birch', { nodeSelector: { [key]: 'birch' }, tolerations: [{ operator: 'Exists' }] })),
    tiers,
    expected: [],
  },
  {
    name: 'a toleration of another effect',
    tenants: acmeAnd(placed('birch', { tolerations: [{ operator: 'Exists', effect: 'NoExecute' }] })),
    tiers,
    expected: [],
  },
  { name: 'tier namespace', tenants: acmeAnd(placed('birch', { tolerations: own('acme') })), expected: [] },
  {
    name: 'the taint of the other',
    tenants: acmeAnd(placed('birch', { tolerations: own('acme') })),
    tiers,
    expected: [mayRun(first)],
  },
  {
    name: 'every taint',
    tenants: acmeAnd(placed('birch', { tolerations: [{ operator: 'Exists' }] })),
    tiers,
    expected: [mayRun(first)],
  },
  {
    name: 'the key, whatever value',
    tenants: acmeAnd(placed('birch', { tolerations: [{ key, operator: 'Exists' }] })),
    tiers,
    expected: [mayRun(first)],
  },
  {
    name: 'a pool that makes nodes of the other',
    tenants: acmeAnd(pool('birch', 'acme')),
    tiers,
    expected: [
      [
        'NodePool tenant-birch',
        '/spec/template/metadata/labels/fleet.aos~1tenant',
        'the nodes of tenant "birch" carry the label of tenant "acme", must carry its own',
      ],
    ],
  },
  {
    name: 'another tenant on the cluster of a tenant of tier cluster',
    tenants: acmeAnd(),
    tiers: { acme: 'cluster' },
    expected: [
      [
        'Namespace tenant-birch',
        '',
        'tenant "birch" stands on cluster eu-1, which tenant "acme" of tier cluster has for itself, must stand on another cluster',
      ],
    ],
  },
]);
