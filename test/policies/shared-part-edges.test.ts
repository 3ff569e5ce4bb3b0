import { sharedPartEdges } from '../../src/policies/shared-part-edges.ts';
import { minimalFleet } from '../minimal-tenant.ts';
import { describeIsolationPolicy } from './policy-cases.ts';
import { denyAll, networkPolicy, podsOf, smallTenant } from './small-tenant.ts';

const inNamespace = (name: string, labels: object) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
  podSelector: { matchLabels: { ...labels } },
});
const gateway = inNamespace('envoy-gateway-system', { 'app.kubernetes.io/name': 'envoy' });
const operator = inNamespace('cnpg-system', { 'app.kubernetes.io/name': 'cloudnative-pg' });
const dns = inNamespace('kube-system', { 'k8s-app': 'kube-dns' });
const from = (component: string, peer: object, ports: readonly object[]) =>
  networkPolicy('acme', 'in', {
    podSelector: podsOf(component),
    ingress: [{ from: [{ ...peer }], ports: ports.map((port) => ({ ...port })) }],
  });

describeIsolationPolicy(sharedPartEdges, [
  {
    name: 'the declared connections',
    tenants: {
      'eu-1/acme': smallTenant(
        'acme',
        from('web', gateway, [{ port: 8069 }, { port: 8072 }]),
        networkPolicy('acme', 'dns', {
          podSelector: {},
          policyTypes: ['Egress'],
          egress: [{ to: [dns], ports: [{ port: 53, protocol: 'UDP' }] }],
        }),
      ),
    },
    expected: [],
  },
  {
    name: 'the gateway reaches the database',
    tenants: { 'eu-1/acme': smallTenant('acme', from('database', gateway, [{ port: 5432 }])) },
    expected: [
      [
        'NetworkPolicy tenant-acme/in',
        '/spec/ingress/0/from/0',
        'database of tenant "acme" can be reached by the gateway on TCP 5432, must not',
      ],
    ],
  },
  {
    name: 'a port too many',
    tenants: { 'eu-1/acme': smallTenant('acme', from('web', gateway, [{ port: 8069, endPort: 8080 }])) },
    expected: [
      [
        'NetworkPolicy tenant-acme/in',
        '/spec/ingress/0/from/0',
        'web of tenant "acme" can be reached by the gateway on TCP 8070-8071,8073-8080, must only on what is declared (TCP 8069,8072)',
      ],
    ],
  },
  {
    name: 'one rule that opens many is told once, for all tenants that have it',
    tenants: Object.fromEntries(
      ['acme', 'birch'].map((id) => [
        `eu-1/${id}`,
        smallTenant(
          id,
          networkPolicy(id, 'default-deny', { ...denyAll, egress: [{ to: [{ namespaceSelector: {} }] }] }),
        ),
      ]),
    ),
    expected: [
      [
        'NetworkPolicy tenant-acme/default-deny',
        '/spec/egress/0/to/0',
        'database and web of tenant "acme" can reach the database-operator, the dns and the gateway on All Connections, must only on what is declared (TCP 53,UDP 53); 2 tenants are in this state',
      ],
    ],
  },
  {
    name: 'addresses outside come in',
    tenants: {
      'eu-1/acme': smallTenant('acme', from('web', { ipBlock: { cidr: '203.0.113.0/24' } }, [{ port: 8069 }])),
    },
    expected: [
      [
        'Namespace tenant-acme',
        '',
        'tenant-acme/web[Deployment] takes connections from 203.0.113.0-203.0.113.255 on TCP 8069, must take none from addresses',
      ],
    ],
  },
  {
    name: 'the fleet declares more, and less',
    fleet: {
      ...minimalFleet(),
      trusted: [
        { part: 'database-operator', why: 'x', edges: [{ direction: 'in', component: 'web', ports: ['TCP 8069'] }] },
      ],
    },
    tenants: {
      'eu-1/acme': smallTenant('acme', from('web', operator, [{ port: 8069 }])),
      'eu-1/birch': smallTenant('birch').map((one) => one),
    },
    expected: [],
  },
]);
