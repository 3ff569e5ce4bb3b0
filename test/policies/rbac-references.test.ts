import { rbacReferences } from '../../src/policies/rbac-references.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, object } from './policy-cases.ts';
import { role, roleBinding } from './rbac-objects.ts';

const tenant = minimalTenant();
const apiGroup = 'rbac.authorization.k8s.io';
const reconciler = { kind: 'ServiceAccount', name: 'tenant-acme-app', namespace: 'flux-system' };
const odoo = { kind: 'ServiceAccount', name: 'odoo', namespace: 'tenant-acme' };
const own = [
  role([]),
  object('ServiceAccount of v1', 'odoo'),
  object('ServiceAccount of v1', 'tenant-acme-app', { metadata: { namespace: 'flux-system' } }),
];
const mustAccount = 'must be a ServiceAccount of the stack';

describePolicy(rbacReferences, [
  { name: 'no tenant', objects: [roleBinding([reconciler])], expected: [] },
  { name: 'its own', tenant, objects: [...own, roleBinding([reconciler, { ...odoo, apiGroup: '' }])], expected: [] },
  { name: 'nobody', tenant, objects: [...own, roleBinding(null), roleBinding([])], expected: [] },
  {
    name: 'roles that are not there',
    tenant,
    objects: [
      ...own,
      roleBinding([], { roleRef: { apiGroup, kind: 'Role', name: 'writer' } }),
      roleBinding([], { roleRef: { apiGroup, kind: 'ClusterRole', name: 'reader' } }),
      roleBinding([], { metadata: { namespace: 'flux-system' } }),
    ],
    expected: [
      ['/roleRef', 'the role is Role "writer", must be a Role of the stack'],
      ['/roleRef', 'the role is ClusterRole "reader", must be a Role of the stack'],
      ['/roleRef', 'the role is Role "reader", must be a Role of the stack'],
    ],
  },
  {
    name: 'people, groups, and accounts of others',
    tenant,
    objects: [
      ...own,
      roleBinding([
        reconciler,
        { kind: 'User', apiGroup, name: 'ada@example.com' },
        { kind: 'Group', apiGroup, name: 'operations' },
        { kind: 'ServiceAccount', name: 'fleet-boundary', namespace: 'flux-system' },
        { ...odoo, namespace: 'tenant-globex' },
        { ...odoo, name: 'gone' },
        { kind: 'ServiceAccount', name: 'odoo' },
        { ...odoo, apiGroup: 'example.com' },
      ]),
    ],
    expected: [
      ['/subjects/1', `a subject is User "ada@example.com", ${mustAccount}`],
      ['/subjects/2', `a subject is Group "operations", ${mustAccount}`],
      ['/subjects/3', `a subject is ServiceAccount "fleet-boundary" of "flux-system", ${mustAccount}`],
      ['/subjects/4', `a subject is ServiceAccount "odoo" of "tenant-globex", ${mustAccount}`],
      ['/subjects/5', `a subject is ServiceAccount "gone" of "tenant-acme", ${mustAccount}`],
      ['/subjects/6', `a subject is ServiceAccount "odoo", ${mustAccount}`],
      ['/subjects/7', `a subject is ServiceAccount "odoo" of "tenant-acme", ${mustAccount}`],
    ],
  },
  {
    name: 'what cannot be read',
    tenant,
    objects: [...own, roleBinding('all', { roleRef: 'reader' }), roleBinding(['all', { kind: 7, name: [] }])],
    expected: [
      ['/roleRef', 'the role is "reader", must be a Role of the stack'],
      ['/subjects', `a subject is "all", ${mustAccount}`],
      ['/subjects/0', `a subject is "all", ${mustAccount}`],
      ['/subjects/1', `a subject is 7 [], ${mustAccount}`],
    ],
  },
]);
