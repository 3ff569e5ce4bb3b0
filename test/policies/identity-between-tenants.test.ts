import type { JsonObject } from '../../src/model/manifest.ts';
import { identityBetweenTenants } from '../../src/policies/identity-between-tenants.ts';
import { describeIsolationPolicy } from './policy-cases.ts';
import { smallTenant } from './small-tenant.ts';

const account = (namespace: string, name: string): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name, namespace },
});
const subject = (namespace: string, name: string): JsonObject => ({ kind: 'ServiceAccount', namespace, name });
const binding = (namespace: string | undefined, ...subjects: readonly JsonObject[]): JsonObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
  metadata: { name: 'b', ...(namespace !== undefined && { namespace }) },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'r' },
  subjects,
});
const kustomization = (id: string, spec: JsonObject): JsonObject => ({
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  metadata: { name: `tenant-${id}-app`, namespace: 'flux-system' },
  spec: { path: './app', serviceAccountName: `tenant-${id}-app`, ...spec },
});
const flux = (id: string) => account('flux-system', `tenant-${id}-app`);
const acme = (...more: readonly JsonObject[]) => ({
  'eu-1/acme': smallTenant('acme', flux('acme'), ...more),
  'eu-1/birch': smallTenant('birch', flux('birch')),
});

describeIsolationPolicy(identityBetweenTenants, [
  {
    name: 'accounts of the tenant, in its namespace and in Flux’s',
    tenants: acme(
      binding('tenant-acme', subject('flux-system', 'tenant-acme-app'), subject('tenant-acme', 'odoo')),
      kustomization('acme', {}),
    ),
    shared: [binding(undefined, subject('flux-system', 'fleet-boundary'), subject('cnpg-system', 'operator'))],
    expected: [],
  },
  {
    name: 'an account of another tenant, in three spellings',
    tenants: acme(
      binding('tenant-acme', subject('tenant-birch', 'odoo')),
      {
        ...binding('tenant-acme', { kind: 'User', name: 'system:serviceaccount:tenant-birch:odoo' }),
        roleRef: { kind: 'Role', name: 's' },
      },
      {
        ...binding('tenant-acme', { kind: 'Group', name: 'system:serviceaccounts:tenant-birch' }),
        roleRef: { kind: 'Role', name: 't' },
      },
    ),
    expected: [
      [
        'RoleBinding tenant-acme/b',
        '/subjects/0',
        'ServiceAccount tenant-birch/odoo of tenant "birch" has the rights of Role r in namespace tenant-acme, must have rights in its own namespace only, none in that of tenant "acme"',
      ],
      [
        'RoleBinding tenant-acme/b',
        '/subjects/0',
        'ServiceAccount tenant-birch/odoo of tenant "birch" has the rights of Role s in namespace tenant-acme, must have rights in its own namespace only, none in that of tenant "acme"',
      ],
      [
        'RoleBinding tenant-acme/b',
        '/subjects/0',
        'every ServiceAccount of namespace tenant-birch of tenant "birch" has the rights of Role t in namespace tenant-acme, must have rights in its own namespace only, none in that of tenant "acme"',
      ],
    ],
  },
  {
    name: 'rights of a tenant where all share',
    tenants: acme(binding('flux-system', subject('tenant-acme', 'odoo'))),
    expected: [
      [
        'RoleBinding flux-system/b',
        '/subjects/0',
        'ServiceAccount tenant-acme/odoo of tenant "acme" has the rights of Role r in namespace flux-system, must have rights in its own namespace only, none in that of what tenants share',
      ],
    ],
  },
  {
    name: 'rights everywhere, of a tenant and of somebody',
    tenants: acme(binding(undefined, subject('tenant-acme', 'odoo'))),
    shared: [binding(undefined, { kind: 'User', name: 'eve' })],
    expected: [
      [
        'ClusterRoleBinding b',
        '/subjects/0',
        'user "eve" has the rights of Role r in every namespace, must have rights in namespaces, or belong to a declared part',
      ],
      [
        'ClusterRoleBinding b',
        '/subjects/0',
        'ServiceAccount tenant-acme/odoo of tenant "acme" has the rights of Role r in every namespace, must have rights in its own namespace only, none in that of what tenants share',
      ],
    ],
  },
  {
    name: 'everybody',
    tenants: acme(binding('tenant-acme', { kind: 'Group', name: 'system:authenticated' })),
    expected: [
      [
        'RoleBinding tenant-acme/b',
        '/subjects/0',
        'everyone "system:authenticated" has the rights of Role r in namespace tenant-acme, must have none, since it stands for accounts of all tenants',
      ],
    ],
  },
  {
    name: 'one group of people at two tenants',
    tenants: Object.fromEntries(
      ['acme', 'birch', 'cedar'].map((id) => [
        `eu-1/${id}`,
        smallTenant(id, binding(`tenant-${id}`, { kind: 'Group', name: 'support' })),
      ]),
    ),
    expected: [
      [
        'RoleBinding tenant-birch/b',
        '/subjects/0',
        'group "support" has rights in the namespaces of tenants "acme" and "birch", must serve one tenant only',
      ],
    ],
    hops: [
      'group "support" is bound to Role r in namespace tenant-acme',
      'group "support" is bound to Role r in namespace tenant-birch',
    ],
  },
  {
    name: 'Kustomizations that run as another, as Flux itself, elsewhere',
    tenants: acme(
      kustomization('acme', { serviceAccountName: 'tenant-birch-app' }),
      { ...kustomization('acme', { targetNamespace: 'tenant-birch' }) },
      { ...kustomization('acme', { kubeConfig: { secretRef: { name: 'c' } } }) },
      { ...kustomization('acme', { serviceAccountName: '' }) },
      { ...kustomization('acme', { serviceAccountName: 'fleet-boundary' }) },
    ),
    expected: [
      [
        'Kustomization flux-system/tenant-acme-app',
        '/spec/serviceAccountName',
        'Kustomization tenant-acme-app runs as flux-system/tenant-birch-app, must run as an account of its own tenant',
      ],
      [
        'Kustomization flux-system/tenant-acme-app',
        '/spec/targetNamespace',
        "Kustomization tenant-acme-app applies to namespace tenant-birch, must apply to its own tenant's",
      ],
      [
        'Kustomization flux-system/tenant-acme-app',
        '/spec/kubeConfig',
        'Kustomization tenant-acme-app applies to another cluster, must apply to its own',
      ],
      [
        'Kustomization flux-system/tenant-acme-app',
        '/spec/serviceAccountName',
        'Kustomization tenant-acme-app runs with the rights of Flux itself, must name an account of its tenant',
      ],
      [
        'Kustomization flux-system/tenant-acme-app',
        '/spec/serviceAccountName',
        'Kustomization tenant-acme-app runs as flux-system/fleet-boundary, must run as an account of its own tenant',
      ],
    ],
  },
]);
