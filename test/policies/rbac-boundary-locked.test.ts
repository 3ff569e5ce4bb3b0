import { rbacBoundaryLocked } from '../../src/policies/rbac-boundary-locked.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { describePolicy } from './policy-cases.ts';
import { clusterRole, role } from './rbac-objects.ts';

const tenant = minimalTenant();
const allowing = (group: string, resource: string, ...verbs: string[]) => ({
  apiGroups: [group],
  resources: [resource],
  verbs,
});
const policies = allowing('networking.k8s.io', 'networkpolicies', 'get', 'patch', 'delete');
const must = 'must leave them to the boundary';

describePolicy(rbacBoundaryLocked, [
  { name: 'no tenant', objects: [role([policies])], expected: [] },
  {
    name: 'what the layers apply, and a look at the walls',
    tenant,
    objects: [
      role([
        allowing('apps', 'deployments', 'get', 'list', 'watch', 'create', 'patch', 'delete'),
        allowing('networking.k8s.io', 'ingresses', 'create', 'patch'),
        allowing('networking.k8s.io', 'networkpolicies', 'get', 'list', 'watch'),
        allowing('extensions', 'networkpolicies', 'delete'),
      ]),
    ],
    expected: [],
  },
  {
    name: 'walls, whoever holds the role and whatever it names',
    tenant,
    objects: [
      role([
        policies,
        { ...allowing('', 'secrets', 'patch'), resourceNames: ['odoo-admin'] },
        allowing('rbac.authorization.k8s.io', 'roles', 'update', 'escalate'),
        allowing('kustomize.toolkit.fluxcd.io', 'kustomizations', 'create'),
      ]),
      clusterRole([allowing('', 'namespaces', 'deletecollection')]),
    ],
    expected: [
      ['/rules/0', `the rule grants networkpolicies (patch, delete), ${must}`],
      ['/rules/1', `the rule grants secrets (patch), ${must}`],
      ['/rules/2', `the rule grants roles (update), ${must}`],
      ['/rules/3', `the rule grants kustomizations (create), ${must}`],
      ['/rules/0', `the rule grants namespaces (deletecollection), ${must}`],
    ],
  },
  {
    name: 'wildcards, and what cannot be read',
    tenant,
    objects: [
      role([
        allowing('networking.k8s.io', '*', 'create'),
        allowing('*', 'resourcequotas', '*'),
        { ...allowing('cilium.io', 'ciliumnetworkpolicies'), verbs: 'get' },
      ]),
    ],
    expected: [
      ['/rules/0', `the rule grants networkpolicies (create), ${must}`],
      ['/rules/1', `the rule grants resourcequotas (create, update, patch, delete, deletecollection), ${must}`],
      ['/rules/2', `the rule grants ciliumnetworkpolicies (create, update, patch, delete, deletecollection), ${must}`],
    ],
  },
]);
