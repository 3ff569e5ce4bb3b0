/** Random objects of a tenant, with placeholders for names. */
import * as fc from 'fast-check';
import type { JsonObject } from '../../src/model/manifest.ts';

/** In texts of a template: the tenant's own id, and the id of a tenant at a position. */
export const own = '<own>';
export const others = ['<0>', '<1>', '<2>', '<3>'];

const label = 'fleet.aos/tenant';
const keys = fc.constantFrom('tier', 'color', label, 'kubernetes.io/metadata.name', 'app.kubernetes.io/component');
const ofOthers = fc.constantFrom(...others);
const rarely = fc.integer({ min: 0, max: 30 }).map((number) => number === 30);
const values = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('red', 'blue', 'web', 'z', 'tenant-z') },
  { weight: 3, arbitrary: fc.constantFrom(own, `tenant-${own}`, `tenant-${own}-b`, `${own}-b`) },
  {
    weight: 2,
    arbitrary: fc.oneof(
      ofOthers,
      ofOthers.map((id) => `tenant-${id}`),
    ),
  },
);
export const labels = fc.dictionary(keys, values, { maxKeys: 3, noNullPrototype: true });
const expression = fc.record({
  key: fc.oneof({ weight: 5, arbitrary: keys }, { weight: 1, arbitrary: fc.constant(own) }),
  test: fc.oneof(
    fc.record({ operator: fc.constantFrom('In', 'NotIn'), values: fc.array(values, { minLength: 1, maxLength: 2 }) }),
    fc.record({ operator: fc.constantFrom('Exists', 'DoesNotExist') }),
  ),
});
const selector = fc.record(
  {
    matchLabels: fc.dictionary(keys, values, { maxKeys: 2, noNullPrototype: true }),
    matchExpressions: fc.array(
      expression.map(({ key, test }): JsonObject => Object.assign({ key }, test)),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [], noNullPrototype: true },
);
const block = fc.constantFrom(
  { cidr: '10.0.0.7/32' },
  { cidr: '10.96.0.0/16' },
  { cidr: '0.0.0.0/0' },
  { cidr: '198.51.100.0/24' },
  { cidr: '203.0.113.0/24' },
  { cidr: '203.0.113.0/24', except: ['203.0.113.4/32'] },
  { cidr: '203.0.113.0/24', except: ['198.51.100.4/32'] },
  { cidr: '203.0.113.0/24', excepts: [] },
);
const peer = fc.oneof(
  fc.record({ podSelector: selector }, { noNullPrototype: true }),
  fc.record({ namespaceSelector: selector }, { noNullPrototype: true }),
  fc.record({ namespaceSelector: selector, podSelector: selector }, { noNullPrototype: true }),
  block.map((ipBlock) => ({ ipBlock })),
);
const ports = fc.array(
  fc.constantFrom({ port: 8069 }, { port: 5432 }, { port: 'http' }, { port: 53, protocol: 'UDP' }),
  {
    maxLength: 2,
  },
);
const ruleOf = (field: 'from' | 'to') =>
  fc.record({ [field]: fc.array(peer, { maxLength: 2 }), ports }, { requiredKeys: [], noNullPrototype: true });
const networkPolicy = fc
  .record(
    {
      podSelector: selector,
      policyTypes: fc.constantFrom(['Ingress'], ['Egress'], ['Ingress', 'Egress']),
      ingress: fc.array(ruleOf('from'), { maxLength: 2 }),
      egress: fc.array(ruleOf('to'), { maxLength: 2 }),
    },
    { requiredKeys: ['podSelector', 'policyTypes'], noNullPrototype: true },
  )
  .map((spec) => namespaced('networking.k8s.io/v1', 'NetworkPolicy', { spec }));
export const denyAll = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };
export const closed = fc.constant(namespaced('networking.k8s.io/v1', 'NetworkPolicy', { spec: denyAll }));

const toleration = fc.oneof(
  rarely.map((isWide) => (isWide ? { operator: 'Exists' } : { key: 'other', operator: 'Exists' })),
  fc.oneof(values, ofOthers).map((value) => ({ key: label, operator: 'Equal', value, effect: 'NoSchedule' })),
);
export const workload = fc
  .record({
    labels,
    isOnHost: rarely,
    placement: fc.oneof(
      { weight: 6, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: toleration.map((one) => ({ tolerations: [one] })) },
      {
        weight: 1,
        arbitrary: fc
          .record({ one: toleration, value: values })
          .map(({ one, value }) => ({ tolerations: [one], nodeSelector: { [label]: value } })),
      },
    ),
  })
  .map(({ labels: ofPods, isOnHost, placement }) =>
    namespaced('apps/v1', 'Deployment', {
      spec: {
        template: {
          metadata: { labels: ofPods },
          spec: {
            containers: [{ name: 'main', ports: [{ name: 'http', containerPort: 8069 }] }],
            ...placement,
            ...(isOnHost && { hostNetwork: true }),
          },
        },
      },
    }),
  );
const pool = values.map((value) => ({
  apiVersion: 'karpenter.sh/v1',
  kind: 'NodePool',
  metadata: { name: `tenant-${own}` },
  spec: { template: { metadata: { labels: { [label]: value } }, spec: {} } },
}));

const names = fc.oneof(
  fc.constantFrom('ada', own, `tenant-${own}`, `tenant-${own}-app`, `tenant-${own}-b`),
  ofOthers.map((id) => `tenant-${id}`),
);
const subject = fc.oneof(
  fc.record({
    kind: fc.constant('ServiceAccount'),
    name: names,
    namespace: fc.oneof(names, fc.constant('flux-system')),
  }),
  fc.record({
    kind: fc.constantFrom('User', 'Group'),
    name: fc.oneof(
      names,
      names.map((name) => `system:serviceaccount:${name}:odoo`),
      names.map((name) => `system:serviceaccounts:${name}`),
    ),
  }),
);
const binding = fc.record({ subject, name: names }).map(({ subject: one, name }) =>
  namespaced('rbac.authorization.k8s.io/v1', 'RoleBinding', {
    roleRef: { kind: 'Role', name },
    subjects: [one],
  }),
);
const account = names.map((name) => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name, namespace: 'flux-system' },
}));
const kustomization = fc
  .record({ serviceAccountName: names, targetNamespace: names, path: fc.constantFrom('./app', `./${own}/boundary`) })
  .map((spec) => ({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: `tenant-${own}-app`, namespace: 'flux-system' },
    spec,
  }));
const unknown = fc.constantFrom(
  namespaced('example.com/v1', 'Tunnel', { spec: { to: own } }),
  namespaced('cilium.io/v2', 'CiliumNetworkPolicy', { spec: { endpointSelector: {}, egress: [] } }),
);

export const anyObject: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 6, arbitrary: networkPolicy },
  { weight: 2, arbitrary: workload },
  { weight: 1, arbitrary: binding },
  { weight: 1, arbitrary: account },
  { weight: 1, arbitrary: kustomization },
  { weight: 1, arbitrary: pool },
  { weight: 1, arbitrary: unknown },
) as fc.Arbitrary<JsonObject>;

export function namespaced(apiVersion: string, kind: string, body: JsonObject | Record<string, unknown>): JsonObject {
  return { apiVersion, kind, metadata: { name: '<document>', namespace: `tenant-${own}` }, ...body } as JsonObject;
}
