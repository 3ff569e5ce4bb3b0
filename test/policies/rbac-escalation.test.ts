import { rbacEscalation } from '../../src/policies/rbac-escalation.ts';
import { describePolicy } from './policy-cases.ts';
import { clusterRole, role } from './rbac-objects.ts';

const group = 'rbac.authorization.k8s.io';
const must = 'must grant no way to more rights';

describePolicy(rbacEscalation, [
  {
    name: 'roles written with the rights that they grant, and named ones bound',
    objects: [
      clusterRole([
        { apiGroups: [group], resources: ['roles', 'rolebindings'], verbs: ['get', 'create', 'patch', 'delete'] },
        { apiGroups: [group], resources: ['roles'], resourceNames: ['app-reconciler'], verbs: ['bind'] },
      ]),
    ],
    expected: [],
  },
  {
    name: 'a token of a named account',
    objects: [
      role([{ apiGroups: [''], resources: ['serviceaccounts/token'], resourceNames: ['vault'], verbs: ['create'] }]),
    ],
    expected: [],
  },
  {
    name: 'a verb of this name in another API',
    objects: [clusterRole([{ apiGroups: ['apis.kcp.io'], resources: ['apiexports'], verbs: ['bind'] }])],
    expected: [],
  },
  {
    name: 'a Role that speaks of the whole cluster, which it cannot',
    objects: [role([{ apiGroups: [''], resources: ['users', 'groups'], verbs: ['impersonate'] }])],
    expected: [],
  },
  {
    name: 'each verb of its own',
    objects: [
      clusterRole([
        { apiGroups: [group], resources: ['roles', 'clusterroles'], verbs: ['get', 'escalate'] },
        { apiGroups: [group], resources: ['clusterroles'], verbs: ['bind'] },
        { apiGroups: [''], resources: ['users', 'serviceaccounts'], verbs: ['impersonate'] },
        { apiGroups: ['authentication.k8s.io'], resources: ['userextras/scopes', 'uids'], verbs: ['impersonate'] },
      ]),
      role([{ apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] }]),
    ],
    expected: [
      ['/rules/0', `the rule grants serviceaccounts/token (create), ${must}`],
      ['/rules/0', `the rule grants roles (escalate), clusterroles (escalate), ${must}`],
      ['/rules/1', `the rule grants clusterroles (bind), ${must}`],
      ['/rules/2', `the rule grants users (impersonate), serviceaccounts (impersonate), ${must}`],
      ['/rules/3', `the rule grants uids (impersonate), userextras/scopes (impersonate), ${must}`],
    ],
  },
  {
    name: 'a name that limits nothing, and the name of the strongest role',
    objects: [
      clusterRole([
        { apiGroups: [group], resources: ['roles'], resourceNames: [''], verbs: ['bind'] },
        { apiGroups: [group], resources: ['clusterroles'], resourceNames: ['view', 'cluster-admin'], verbs: ['bind'] },
        { apiGroups: [group], resources: ['roles'], resourceNames: ['app-reconciler'], verbs: ['escalate', 'bind'] },
      ]),
    ],
    expected: [
      ['/rules/0', `the rule grants roles (bind), ${must}`],
      ['/rules/1', `the rule grants clusterroles (bind cluster-admin), ${must}`],
      ['/rules/2', `the rule grants roles (escalate), ${must}`],
    ],
  },
  {
    name: 'wildcards',
    objects: [
      role([
        { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
        { apiGroups: [''], resources: ['*/token'], verbs: ['create'] },
      ]),
    ],
    expected: [
      [
        '/rules/0',
        `the rule grants roles (escalate), serviceaccounts (impersonate), serviceaccounts/token (create), roles (bind), clusterroles (bind), ${must}`,
      ],
      ['/rules/1', `the rule grants serviceaccounts/token (create), ${must}`],
    ],
  },
  {
    name: 'what cannot be read counts as everything',
    objects: [role([{ apiGroups: [''], resources: ['serviceaccounts'], verbs: 'get' }])],
    expected: [['/rules/0', `the rule grants serviceaccounts (impersonate), ${must}`]],
  },
]);
