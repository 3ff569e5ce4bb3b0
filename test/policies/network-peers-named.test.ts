import type { Json } from '../../src/model/manifest.ts';
import { networkPeersNamed } from '../../src/policies/network-peers-named.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { egress, ingress, podsOf } from './network-objects.ts';
import { describePolicy } from './policy-cases.ts';

const tenant = minimalTenant();
const dns = { 'k8s-app': 'kube-dns' };
const spaces = '/spec/egress/0/to/0/namespaceSelector';
const pods = '/spec/egress/0/to/0/podSelector';
const anywhere = 'the peer may be in any namespace with certain labels, must name one by kubernetes.io/metadata.name';
const byName = (operator: string, ...values: readonly string[]) => ({
  matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator, ...(values.length > 0 && { values }) }],
});
const selector = (namespaceSelector: Json) => egress([{ namespaceSelector, podSelector: { matchLabels: dns } }]);

describePolicy(networkPeersNamed, [
  {
    name: 'peers that the cluster declares, also narrower ones, and those of the own namespace',
    tenant,
    objects: [
      egress([podsOf('kube-system', dns)]),
      selector(byName('In', 'kube-system')),
      ingress([podsOf('envoy-gateway-system', { 'app.kubernetes.io/name': 'envoy', owner: 'acme' })]),
      ingress([podsOf('cnpg-system', { 'app.kubernetes.io/name': 'cloudnative-pg' })]),
      egress([{ podSelector: {} }, { podSelector: {}, namespaceSelector: null }, podsOf('tenant-acme', {})]),
      egress([{ ipBlock: { cidr: '203.0.113.0/24' } }]),
    ],
    expected: [],
  },
  { name: 'manifests of nobody', objects: [selector({})], expected: [] },
  {
    name: 'namespaces that are not named, or several',
    tenant,
    objects: [
      selector({}),
      selector({ matchLabels: { team: 'platform' } }),
      selector({ matchLabels: { 'fleet.aos/tenant': 'globex' } }),
      selector(byName('NotIn', 'tenant-globex')),
      selector(byName('Exists')),
      selector(byName('DoesNotExist')),
      selector(byName('In', 'kube-system', 'default')),
      selector('kube-system'),
    ],
    expected: Array.from({ length: 8 }, () => [spaces, anywhere] as const),
  },
  {
    name: 'namespaces that the cluster does not declare',
    tenant,
    objects: [egress([podsOf('default', dns)])],
    expected: [
      [
        spaces,
        'the peer is in namespace "default", must be in one that the cluster declares (cnpg-system, envoy-gateway-system, kube-system)',
      ],
    ],
  },
  {
    name: 'all pods of a namespace that tenants share, or others of it',
    tenant,
    objects: [
      egress([{ namespaceSelector: byName('In', 'kube-system') }]),
      egress([podsOf('kube-system', {})]),
      egress([podsOf('kube-system', { 'k8s-app': 'metrics-server' })]),
      egress([{ namespaceSelector: byName('In', 'kube-system'), podSelector: 'all' }]),
    ],
    expected: Array.from(
      { length: 4 },
      () =>
        [
          pods,
          'the peer may be a pod of namespace "kube-system" that serves others, must have the labels {"k8s-app":"kube-dns"}',
        ] as const,
    ),
  },
]);
