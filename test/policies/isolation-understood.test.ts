import { isolationUnderstood } from '../../src/policies/isolation-understood.ts';
import { describeIsolationPolicy } from './policy-cases.ts';
import { networkPolicy, smallTenant } from './small-tenant.ts';

const widget = { apiVersion: 'example.com/v1', kind: 'Tunnel', metadata: { name: 'a', namespace: 'tenant-acme' } };
const cilium = (egress: object) => ({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumNetworkPolicy',
  metadata: { name: 'names', namespace: 'tenant-acme' },
  spec: { endpointSelector: {}, egress: [{ ...egress }] },
});
const toPorts = [{ ports: [{ port: '443', protocol: 'TCP' }] }];

describeIsolationPolicy(isolationUnderstood, [
  { name: 'what is understood', tenants: { 'eu-1/acme': smallTenant('acme') }, expected: [] },
  {
    name: 'names outside by Cilium',
    tenants: { 'eu-1/acme': smallTenant('acme', cilium({ toFQDNs: [{ matchName: 'api.example.com' }], toPorts })) },
    expected: [],
  },
  {
    name: 'another form of Cilium’s policies',
    tenants: { 'eu-1/acme': smallTenant('acme', cilium({ toEntities: ['cluster'], toPorts })) },
    expected: [
      [
        'CiliumNetworkPolicy tenant-acme/names',
        '/spec/egress/0',
        'CiliumNetworkPolicy tenant-acme/names: egress[0] has the field "toEntities", must have only toFQDNs, toEndpoints, toPorts',
      ],
    ],
  },
  {
    name: 'unknown kinds, of tenants and of the platform',
    tenants: { 'eu-1/acme': smallTenant('acme', widget) },
    shared: [{ ...widget, metadata: { name: 'b' } }],
    expected: [
      [
        'Tunnel tenant-acme/a',
        '/kind',
        'kind is Tunnel of example.com/v1, must be one of which it is known what it opens',
      ],
      ['Tunnel b', '/kind', 'kind is Tunnel of example.com/v1, must be one of which it is known what it opens'],
    ],
  },
  {
    name: 'a policy that readers understand differently',
    tenants: { 'eu-1/acme': smallTenant('acme', networkPolicy('acme', 'odd', { podSelectors: {} })) },
    expected: [
      [
        'NetworkPolicy tenant-acme/odd',
        '/spec',
        'NetworkPolicy tenant-acme/odd: spec has the field "podSelectors", must have only podSelector, policyTypes, ingress, egress',
      ],
    ],
  },
  {
    name: 'labels that only controllers give',
    tenants: {
      'eu-1/acme': smallTenant(
        'acme',
        networkPolicy('acme', 'later', {
          podSelector: { matchExpressions: [{ key: 'pod-template-hash', operator: 'Exists' }] },
          egress: [{ to: [{ podSelector: { matchLabels: { 'batch.kubernetes.io/job-name': 'x' } } }] }],
        }),
      ),
    },
    expected: [
      [
        'NetworkPolicy tenant-acme/later',
        '/spec',
        'a selector asks for pod-template-hash, which controllers give pods later, must ask for labels that manifests have',
      ],
    ],
  },
  {
    name: 'a cluster that nobody declares',
    tenants: { 'mars-1/acme': smallTenant('acme') },
    expected: [['Namespace tenant-acme', '', 'cluster is "mars-1", must be one of fleet/clusters.ts']],
  },
]);
