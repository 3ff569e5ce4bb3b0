import { networkBothWalls } from '../../src/policies/network-both-walls.ts';
import { describeIsolationPolicy } from './policy-cases.ts';
import { denyAll, networkPolicy, podsOf, smallTenant } from './small-tenant.ts';

describeIsolationPolicy(networkBothWalls, [
  {
    name: 'closed at both ends',
    tenants: { 'eu-1/acme': smallTenant('acme'), 'eu-1/globex': smallTenant('globex') },
    expected: [],
  },
  {
    name: 'open to its own namespace and to a part of the platform',
    tenants: {
      'eu-1/acme': smallTenant(
        'acme',
        networkPolicy('acme', 'in', {
          podSelector: {},
          ingress: [
            { from: [{ podSelector: {} }] },
            {
              from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'envoy-gateway-system' } } }],
            },
          ],
        }),
      ),
      'eu-1/globex': smallTenant('globex'),
    },
    expected: [],
  },
  {
    name: 'a receiver that only the others keep closed',
    tenants: {
      'eu-1/acme': smallTenant('acme'),
      'eu-1/globex': smallTenant(
        'globex',
        networkPolicy('globex', 'in', {
          podSelector: podsOf('database'),
          ingress: [{ from: [{ namespaceSelector: {} }] }],
        }),
      ),
    },
    expected: [
      [
        'NetworkPolicy tenant-globex/in',
        '/spec/ingress/0/from/0',
        'tenant-globex/database[Deployment] of tenant "globex" takes connections from tenant-acme/database[Deployment] of tenant "acme", whose own policies alone keep them apart, must be closed at both ends',
      ],
    ],
  },
  {
    name: 'many senders that nothing closes, told once',
    tenants: Object.fromEntries(
      ['acme', 'birch', 'cedar'].map((id) => [
        `eu-1/${id}`,
        smallTenant(id, networkPolicy(id, 'default-deny', { ...denyAll, policyTypes: ['Ingress'] })),
      ]),
    ),
    expected: [
      [
        'Namespace tenant-acme',
        '',
        'tenant-acme/database[Deployment] of tenant "acme" may send to tenant-birch/database[Deployment] of tenant "birch", whose own policies alone keep them apart, must be closed at both ends; 3 tenants are in this state',
      ],
    ],
  },
  {
    name: 'what is open at both ends is told as a connection',
    tenants: Object.fromEntries(
      ['acme', 'birch'].map((id) => [
        `eu-1/${id}`,
        smallTenant(id, networkPolicy(id, 'default-deny', { podSelector: {}, ingress: [{}], egress: [{}] })),
      ]),
    ),
    expected: [],
  },
  {
    name: 'a sender that is connected to one tenant, and that another alone keeps out',
    tenants: {
      'eu-1/acme': smallTenant('acme', networkPolicy('acme', 'out', { podSelector: podsOf('web'), egress: [{}] })),
      'eu-1/birch': smallTenant('birch', networkPolicy('birch', 'in', { podSelector: {}, ingress: [{}] })),
      'eu-1/cedar': smallTenant('cedar'),
    },
    expected: [
      [
        'NetworkPolicy tenant-acme/out',
        '/spec/egress/0',
        'tenant-acme/web[Deployment] of tenant "acme" may send to tenant-cedar/database[Deployment] of tenant "cedar", whose own policies alone keep them apart, must be closed at both ends',
      ],
      [
        'NetworkPolicy tenant-birch/in',
        '/spec/ingress/0',
        'tenant-birch/database[Deployment] of tenant "birch" takes connections from tenant-acme/database[Deployment] of tenant "acme", whose own policies alone keep them apart, must be closed at both ends',
      ],
    ],
  },
  {
    name: 'both ends open, on ports that are not the same',
    tenants: {
      'eu-1/acme': smallTenant(
        'acme',
        networkPolicy('acme', 'out', {
          podSelector: podsOf('web'),
          egress: [{ to: [{ namespaceSelector: {} }], ports: [{ port: 5432 }] }],
        }),
      ),
      'eu-1/birch': smallTenant(
        'birch',
        networkPolicy('birch', 'in', {
          podSelector: podsOf('database'),
          ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 8069 }] }],
        }),
      ),
    },
    expected: [
      [
        'NetworkPolicy tenant-acme/out',
        '/spec/egress/0/to/0',
        'tenant-acme/web[Deployment] of tenant "acme" may send to tenant-birch/database[Deployment] of tenant "birch", whose own policies alone keep them apart, must be closed at both ends',
      ],
      [
        'NetworkPolicy tenant-birch/in',
        '/spec/ingress/0/from/0',
        'tenant-birch/database[Deployment] of tenant "birch" takes connections from tenant-acme/database[Deployment] of tenant "acme", whose own policies alone keep them apart, must be closed at both ends',
      ],
    ],
  },
]);
