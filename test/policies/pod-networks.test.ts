import type { JsonObject } from '../../src/model/manifest.ts';
import { podNetworks } from '../../src/policies/pod-networks.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, object } from './policy-cases.ts';

const tenant = minimalTenant();
const web = (annotations: JsonObject) =>
  object('Deployment of apps/v1', 'web', { spec: { template: { metadata: { annotations }, spec: {} } } });
const database = (annotations: JsonObject | string) =>
  object('Cluster of postgresql.cnpg.io/v1', 'database', { spec: { inheritedMetadata: { annotations } } });
const at = (key: string) => `/spec/template/metadata/annotations/${key.replace('/', '~1')}`;
const asked = {
  'k8s.v1.cni.cncf.io/networks': 'macvlan',
  'v1.multus-cni.io/default-network': 'macvlan',
  'cni.projectcalico.org/allowedSourcePrefixes': '["10.244.0.0/16"]',
  'k8s.ovn.org/pod-networks': '{}',
  'ovn.kubernetes.io/ip_address': '10.244.7.9',
  'policy.cilium.io/no-track-port': '5432',
};

describePolicy(podNetworks, [
  {
    name: 'annotations that no network plugin reads, or that only limit',
    tenant,
    objects: [
      web({ 'kubernetes.io/egress-bandwidth': '100M', 'fleet.aos/config-digest': 'abc' }),
      database({ team: 'odoo' }),
      object('Cluster of postgresql.cnpg.io/v1', 'database'),
      object('ConfigMap of v1', 'any', { metadata: { annotations: asked } }),
    ],
    expected: [],
  },
  { name: 'manifests of nobody', objects: [web(asked)], expected: [] },
  {
    name: 'networks, addresses and exceptions',
    tenant,
    objects: [web(asked)],
    expected: Object.entries(asked).map(
      ([key, value]) => [at(key), `${key} is ${JSON.stringify(value)}, must be left out`] as const,
    ),
  },
  {
    name: 'those of the database, and ones that cannot be read',
    tenant,
    objects: [database({ 'k8s.v1.cni.cncf.io/networks': 7 }), database('all')],
    expected: [
      [
        '/spec/inheritedMetadata/annotations/k8s.v1.cni.cncf.io~1networks',
        'k8s.v1.cni.cncf.io/networks is 7, must be left out',
      ],
    ],
  },
]);
