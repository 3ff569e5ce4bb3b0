/** The cases of `foreign-namespace`: what the policy, and its twin at admission, must say. */
import { minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import { deployment, object, type PolicyCase } from './policy-cases.ts';

const tenant = minimalTenant((spec) => {
  spec.domains = ['acme.example.com', 'tenant-acme-portal.example.com'];
});
const message = (name: string) => `"${name}" is the namespace of another tenant, must be "tenant-acme"`;

export const cases: readonly PolicyCase[] = [
  {
    name: "the tenant's own namespace, accounts and Kustomizations",
    tenant,
    objects: [
      object('RoleBinding of rbac.authorization.k8s.io/v1', 'data-reconciler', {
        subjects: [
          { kind: 'ServiceAccount', name: 'tenant-acme-data', namespace: 'flux-system' },
          { kind: 'User', name: 'system:serviceaccount:flux-system:tenant-acme-app' },
        ],
      }),
      object('Kustomization of kustomize.toolkit.fluxcd.io/v1', 'tenant-acme-app', {
        metadata: { namespace: 'flux-system' },
        spec: { dependsOn: [{ name: 'tenant-acme-boundary' }], path: './dist/tenants/eu-1/acme/app' },
      }),
    ],
    expected: [],
  },
  {
    name: 'words that only look alike',
    tenant,
    objects: [
      object('NetworkPolicy of networking.k8s.io/v1', 'integration-tenant-portal'),
      deployment('odoo-web', { priorityClassName: 'fleet-tenant', note: 'the tenant, tenant- and Tenant-B' }),
    ],
    expected: [],
  },
  {
    name: "a host name of the tenant's own that looks like a namespace",
    tenant,
    objects: [
      object('HTTPRoute of gateway.networking.k8s.io/v1', 'tenant-acme-portal.example.com', {
        spec: { parentRefs: [{ sectionName: 'https.tenant-acme-portal.example.com' }] },
      }),
    ],
    expected: [],
  },
  {
    name: 'free text for people',
    tenant,
    fleet: minimalFleet(({ fleet }) => void (fleet.labelPrefix = 'fleet.example.com')),
    objects: [
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: 'tenant-acme',
          annotations: {
            'fleet.example.com/display-name': 'formerly tenant-b',
            'fleet.example.com/owners': 'tenant-b <tenant-b@example.com>',
            'fleet.example.com/purpose': 'replaces tenant-b',
          },
        },
      },
    ],
    expected: [],
  },
  {
    name: 'a host that it calls, and its own middlewares as Traefik names them',
    tenant: minimalTenant((spec) => {
      spec.integrations = [{ name: 'api', purpose: 'Portal.', host: 'tenant-portal.vendor.example', ports: [443] }];
    }),
    objects: [
      object('CiliumNetworkPolicy of cilium.io/v2', 'api', {
        spec: { egress: [{ toFQDNs: [{ matchName: 'tenant-portal.vendor.example' }] }] },
      }),
      object('Ingress of networking.k8s.io/v1', 'web', {
        metadata: {
          annotations: { middlewares: 'tenant-acme-headers@kubernetescrd,tenant-acme-size.a.b@kubernetescrd' },
        },
      }),
    ],
    expected: [],
  },
  {
    name: 'a middleware of another tenant, whose id begins alike',
    tenant,
    objects: [
      object('Ingress of networking.k8s.io/v1', 'web', {
        metadata: { annotations: { middlewares: 'tenant-acme-north-headers@kubernetescrd' } },
      }),
    ],
    expected: [['/metadata/annotations/middlewares', message('tenant-acme-north-headers')]],
  },
  { name: 'manifests of no tenant', objects: [object('ConfigMap of v1', 'tenant-globex')], expected: [] },
  {
    name: 'the namespace of an object',
    tenant,
    objects: [object('ConfigMap of v1', 'odoo-config', { metadata: { namespace: 'tenant-globex' } })],
    expected: [['/metadata/namespace', message('tenant-globex')]],
  },
  {
    name: 'a reference, a selector, an account name and a host name',
    tenant,
    objects: [
      object('HTTPRoute of gateway.networking.k8s.io/v1', 'acme.example.com', {
        spec: { rules: [{ backendRefs: [{ name: 'odoo-web', namespace: 'tenant-globex' }] }] },
      }),
      object('NetworkPolicy of networking.k8s.io/v1', 'door', {
        spec: {
          ingress: [
            {
              from: [
                {
                  namespaceSelector: {
                    matchExpressions: [
                      { key: 'kubernetes.io/metadata.name', operator: 'In', values: ['tenant-acme', 'tenant-hooli'] },
                    ],
                  },
                },
              ],
            },
          ],
        },
      }),
      object('RoleBinding of rbac.authorization.k8s.io/v1', 'door', {
        subjects: [{ kind: 'Group', name: 'system:serviceaccounts:tenant-globex' }],
      }),
      object('ConfigMap of v1', 'odoo-config', {
        data: { 'odoo.conf': 'db_host = database-rw.tenant-globex.svc.cluster.local\nadmin = tenant-hooli' },
      }),
    ],
    expected: [
      ['/spec/rules/0/backendRefs/0/namespace', message('tenant-globex')],
      ['/spec/ingress/0/from/0/namespaceSelector/matchExpressions/0/values/1', message('tenant-hooli')],
      ['/subjects/0/name', message('tenant-globex')],
      ['/data/odoo.conf', message('tenant-globex')],
      ['/data/odoo.conf', message('tenant-hooli')],
    ],
  },
  {
    name: "a name that only begins like the tenant's own",
    tenant,
    objects: [object('ConfigMap of v1', 'odoo', { data: { of: 'tenant-acme-staging', part: 'tenant-acme-backup' } })],
    expected: [
      ['/data/of', message('tenant-acme-staging')],
      ['/data/part', message('tenant-acme-backup')],
    ],
  },
  {
    name: 'a key',
    tenant,
    objects: [object('ConfigMap of v1', 'odoo', { data: { 'a~b/tenant-globex': 'x' } })],
    expected: [['/data/a~0b~1tenant-globex', message('tenant-globex')]],
  },
];
