import { rbacSubjects } from '../../src/policies/rbac-subjects.ts';
import { describePolicy, object } from './policy-cases.ts';
import { clusterRoleBinding, roleBinding } from './rbac-objects.ts';

const account = { kind: 'ServiceAccount', name: 'odoo', namespace: 'tenant-acme' };
const apiGroup = 'rbac.authorization.k8s.io';
const group = (name: string) => ({ kind: 'Group', apiGroup, name });
const user = (name: string) => ({ kind: 'User', apiGroup, name });
const must = 'must be an account made for this role';

describePolicy(rbacSubjects, [
  {
    name: 'accounts, people and groups of people',
    objects: [
      roleBinding([account, user('ada@example.com'), group('oidc:operations')]),
      clusterRoleBinding([account, user('system:kube-proxy'), group('system:nodes')]),
    ],
    expected: [],
  },
  {
    name: 'nobody',
    objects: [roleBinding([]), roleBinding(null), object('ConfigMap of v1', 'x', { subjects: 7 })],
    expected: [],
  },
  {
    name: 'groups that everybody is in',
    objects: [
      roleBinding([group('system:authenticated'), group('system:serviceaccounts:tenant-acme')]),
      clusterRoleBinding([
        group('system:unauthenticated'),
        user('system:anonymous'),
        group('system:serviceaccounts'),
        group('system:masters'),
      ]),
    ],
    expected: [
      ['/subjects/0', `a subject is Group "system:authenticated", ${must}`],
      ['/subjects/1', `a subject is Group "system:serviceaccounts:tenant-acme", ${must}`],
      ['/subjects/0', `a subject is Group "system:unauthenticated", ${must}`],
      ['/subjects/1', `a subject is User "system:anonymous", ${must}`],
      ['/subjects/2', `a subject is Group "system:serviceaccounts", ${must}`],
      ['/subjects/3', `a subject is Group "system:masters", ${must}`],
    ],
  },
  {
    name: 'the account of pods that name none, by either of its names',
    objects: [roleBinding([{ ...account, name: 'default' }, user('system:serviceaccount:tenant-acme:default')])],
    expected: [
      ['/subjects/0', `a subject is ServiceAccount "default" of tenant-acme, ${must}`],
      ['/subjects/1', `a subject is User "system:serviceaccount:tenant-acme:default", ${must}`],
    ],
  },
  {
    name: 'the strongest role, in one namespace and in all; not one of a similar name',
    objects: [
      clusterRoleBinding([account], 'cluster-admin'),
      roleBinding([], { roleRef: { apiGroup, kind: 'ClusterRole', name: 'cluster-admin' } }),
      roleBinding([], { roleRef: { apiGroup, kind: 'Role', name: 'cluster-admin' } }),
    ],
    expected: [
      ['/roleRef/name', 'the role is "cluster-admin", must be a limited one'],
      ['/roleRef/name', 'the role is "cluster-admin", must be a limited one'],
    ],
  },
  {
    name: 'what cannot be read',
    objects: [
      roleBinding('all'),
      roleBinding(['all', { kind: 'Team', name: 'any' }, { kind: 'ServiceAccount' }, { name: 'x' }], { roleRef: 'x' }),
    ],
    expected: [
      ['/subjects', 'subjects is "all", must be a list'],
      ['', 'the role is "x", must be a limited one'],
      ['/subjects/0', `a subject is "all", ${must}`],
      ['/subjects/1', `a subject is Team "any", ${must}`],
      ['/subjects/2', `a subject is ServiceAccount unset, ${must}`],
      ['/subjects/3', `a subject is unset "x", ${must}`],
    ],
  },
]);
