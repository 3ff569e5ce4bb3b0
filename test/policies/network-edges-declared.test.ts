import type { Json } from '../../src/model/manifest.ts';
import { networkEdgesDeclared } from '../../src/policies/network-edges-declared.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { egress, ingress, networkPolicy } from './network-objects.ts';
import { describePolicy } from './policy-cases.ts';

const tenant = minimalTenant();
const all = [{ podSelector: {} }];
const rule = '/spec/egress/0';
const everyone = (field: string, found: string) => `${field} is ${found} and permits everyone, must name peers`;
const everyPort = (found: string) => `ports is ${found} and permits every port, must name ports`;
const ofRules = (direction: 'ingress' | 'egress', rules: Json) =>
  networkPolicy({ podSelector: {}, [direction]: rules });

describePolicy(networkEdgesDeclared, [
  {
    name: 'peers of each kind with ports, and policies without rules',
    tenant,
    objects: [
      ingress([{ podSelector: { matchLabels: { app: 'odoo' } } }]),
      egress([{ namespaceSelector: {} }, { ipBlock: { cidr: '203.0.113.0/24' } }], [{ port: 53, protocol: 'UDP' }]),
      networkPolicy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
      networkPolicy({ podSelector: {}, ingress: [], egress: null }),
    ],
    expected: [],
  },
  { name: 'manifests of nobody', objects: [egress([], [])], expected: [] },
  {
    name: 'no peers, and no ports',
    tenant,
    objects: [egress([]), egress(null), ofRules('ingress', [{}]), egress(all, []), ingress(all, null)],
    expected: [
      [rule, everyone('to', 'empty')],
      [rule, everyone('to', 'null')],
      ['/spec/ingress/0', everyone('from', 'unset')],
      ['/spec/ingress/0', everyPort('unset')],
      [rule, everyPort('empty')],
      ['/spec/ingress/0', everyPort('null')],
    ],
  },
  {
    name: 'peers of another direction are not seen by a cluster, so the rule has none',
    tenant,
    objects: [ofRules('egress', [{ from: all, ports: [{ port: 1 }] }])],
    expected: [[rule, everyone('to', 'unset')]],
  },
  {
    name: 'ports without a number, and many at once',
    tenant,
    objects: [
      egress(all, [{ protocol: 'TCP' }, { port: 'http' }, { port: 1024, endPort: 65_535 }]),
      ingress(all, [{ port: 8069, endPort: null }, { port: '8069' }]),
    ],
    expected: [
      [`${rule}/ports/0`, 'port is unset, must be a number'],
      [`${rule}/ports/1`, 'port is "http", must be a number'],
      [`${rule}/ports/2/endPort`, 'endPort is 65535, must be left out: each port has its own entry'],
      ['/spec/ingress/0/ports/1', 'port is "8069", must be a number'],
    ],
  },
  {
    name: 'what cannot be read',
    tenant,
    objects: [
      networkPolicy(null),
      ofRules('egress', 'all'),
      ofRules('egress', [7]),
      egress('all', 'all'),
      egress([{}, null, { podSelector: null }], ['all']),
    ],
    expected: [
      [rule, everyone('to', 'unset')],
      [rule, everyPort('unset')],
      [rule, everyone('to', 'unset')],
      [rule, everyPort('unset')],
      [`${rule}/to/0`, 'the peer names nobody, must name pods or a network'],
      [rule, everyPort('"all"')],
      [`${rule}/to/0`, 'the peer names nobody, must name pods or a network'],
      [`${rule}/to/1`, 'the peer names nobody, must name pods or a network'],
      [`${rule}/to/2`, 'the peer names nobody, must name pods or a network'],
      [`${rule}/ports/0`, 'port is unset, must be a number'],
    ],
  },
]);
