import { networkBetweenTenants } from '../../src/policies/network-between-tenants.ts';
import { describeIsolationPolicy } from './policy-cases.ts';
import { denyAll, networkPolicy, podsOf, smallTenant } from './small-tenant.ts';

const everyNamespace = { namespaceSelector: {} };
const out = (id: string, peer: object) =>
  networkPolicy(id, 'out', { podSelector: podsOf('web'), policyTypes: ['Egress'], egress: [{ to: [{ ...peer }] }] });
const into = (id: string, peer: object, ports = [{ port: 5432 }]) =>
  networkPolicy(id, 'in', { podSelector: podsOf('database'), ingress: [{ from: [{ ...peer }], ports }] });

describeIsolationPolicy(networkBetweenTenants, [
  {
    name: 'tenants that are closed, to the outside and to each other',
    tenants: { 'eu-1/acme': smallTenant('acme'), 'eu-1/globex': smallTenant('globex') },
    expected: [],
  },
  {
    name: 'one end open is no connection',
    tenants: { 'eu-1/acme': smallTenant('acme', out('acme', everyNamespace)), 'eu-1/globex': smallTenant('globex') },
    expected: [],
  },
  {
    name: 'both ends open',
    tenants: {
      'eu-1/acme': smallTenant('acme', out('acme', everyNamespace)),
      'eu-1/globex': smallTenant('globex', into('globex', { namespaceSelector: {} })),
    },
    expected: [
      [
        'NetworkPolicy tenant-globex/in',
        '/spec/ingress/0/from/0',
        'tenant-acme/web[Deployment] of tenant "acme" reaches tenant-globex/database[Deployment] of tenant "globex" on TCP 5432, must reach no pod of another tenant',
      ],
    ],
    hops: [
      'tenant-acme/web[Deployment] may send to tenant-globex/database[Deployment] on All Connections: NetworkPolicy tenant-acme/out opens it',
      'tenant-globex/database[Deployment] takes connections from tenant-acme/web[Deployment] on TCP 5432: NetworkPolicy tenant-globex/in opens it',
    ],
    fix: 'Change spec/ingress/0/from/0 of NetworkPolicy tenant-globex/in so that it means only what it is for: name the namespace by kubernetes.io/metadata.name, the pods by their labels, and each port.',
  },
  {
    name: 'a label that all tenants have, in any number of them',
    tenants: Object.fromEntries(
      ['acme', 'birch', 'cedar', 'dune'].map((id) => [
        `eu-1/${id}`,
        smallTenant(
          id,
          out(id, { namespaceSelector: { matchLabels: { 'fleet.aos/class': 'external' } } }),
          into(id, { namespaceSelector: { matchLabels: { 'fleet.aos/class': 'external' } } }),
        ),
      ]),
    ),
    expected: [
      [
        'NetworkPolicy tenant-birch/in',
        '/spec/ingress/0/from/0',
        'tenant-acme/web[Deployment] of tenant "acme" reaches tenant-birch/database[Deployment] of tenant "birch" on TCP 5432, must reach no pod of another tenant; 12 pairs of tenants are in this state',
      ],
    ],
  },
  {
    name: 'a tenant that names another',
    tenants: {
      'eu-1/acme': smallTenant(
        'acme',
        out('acme', { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'tenant-birch' } } }),
      ),
      'eu-1/birch': smallTenant('birch', into('birch', everyNamespace)),
      'eu-1/cedar': smallTenant('cedar', into('cedar', everyNamespace)),
    },
    expected: [
      [
        'NetworkPolicy tenant-birch/in',
        '/spec/ingress/0/from/0',
        'tenant-acme/web[Deployment] of tenant "acme" reaches tenant-birch/database[Deployment] of tenant "birch" on TCP 5432, must reach no pod of another tenant',
      ],
    ],
  },
  {
    name: 'a block of addresses in which pods are',
    tenants: {
      'eu-1/acme': smallTenant('acme', out('acme', { ipBlock: { cidr: '10.0.0.0/8' } })),
      'eu-1/globex': smallTenant('globex', into('globex', { ipBlock: { cidr: '192.168.0.0/16' } })),
    },
    expected: [
      [
        'NetworkPolicy tenant-globex/in',
        '/spec/ingress/0/from/0',
        'tenant-acme/web[Deployment] of tenant "acme" reaches tenant-globex/database[Deployment] of tenant "globex" on TCP 5432, must reach no pod of another tenant',
      ],
    ],
  },
  {
    name: 'blocks of addresses outside of the fleet',
    tenants: {
      'eu-1/acme': smallTenant('acme', out('acme', { ipBlock: { cidr: '203.0.113.0/24' } })),
      'eu-1/globex': smallTenant('globex', into('globex', everyNamespace)),
    },
    expected: [],
  },
  {
    name: 'no policy at all',
    tenants: {
      'eu-1/acme': smallTenant('acme', networkPolicy('acme', 'default-deny', { ...denyAll, policyTypes: ['Ingress'] })),
      'eu-1/globex': smallTenant(
        'globex',
        networkPolicy('globex', 'default-deny', { ...denyAll, policyTypes: ['Egress'] }),
      ),
    },
    expected: [
      [
        'Namespace tenant-globex',
        '',
        'tenant-acme/database[Deployment] of tenant "acme" reaches tenant-globex/database[Deployment] of tenant "globex" on All Connections, and 3 more pairs of their workloads are connected, must reach no pod of another tenant',
      ],
    ],
    fix: 'Add a NetworkPolicy to namespace tenant-globex with an empty podSelector and the policy type Ingress.',
  },
  {
    name: 'tenants on two clusters do not meet in the network of one',
    tenants: {
      'eu-1/acme': smallTenant(
        'acme',
        networkPolicy('acme', 'default-deny', { podSelector: {}, ingress: [{}], egress: [{}] }),
      ),
      'us-1/globex': smallTenant(
        'globex',
        networkPolicy('globex', 'default-deny', { podSelector: {}, ingress: [{}], egress: [{}] }),
      ),
    },
    expected: [],
  },
]);
