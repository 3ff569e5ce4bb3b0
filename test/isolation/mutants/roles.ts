/** Faults of roles, and of whom they are bound to. */
import type { JsonObject } from '../../../src/model/manifest.ts';
import { label } from './edits.ts';
import type { Mutant, Site } from './plant.ts';

const rbac = 'rbac.authorization.k8s.io';

function subject(make: (site: Site) => JsonObject): Mutant['plant'] {
  return (site) => {
    const object = site.one('RoleBinding');
    return object ? [{ object, at: '/subjects/-', value: make(site) }] : [];
  };
}

function rule(apiGroup: string, resource: string, ...verbs: readonly string[]): Mutant['plant'] {
  return ({ one }) => {
    const object = one('Role');
    const value = { apiGroups: [apiGroup], resources: [resource], verbs };
    return object ? [{ object, at: '/rules/-', value }] : [];
  };
}

const references = ['identity-between-tenants', 'rbac-references'];

export const roles: readonly Mutant[] = [
  {
    kind: "bind another's account",
    plant: subject(({ otherId }) => ({
      kind: 'ServiceAccount',
      name: `tenant-${otherId}-app`,
      namespace: 'flux-system',
    })),
    finds: [...references, 'foreign-namespace'],
  },
  {
    kind: "bind an account of another's namespace",
    plant: subject(({ otherNamespace }) => ({ kind: 'ServiceAccount', name: 'odoo', namespace: otherNamespace })),
    finds: [...references, 'foreign-namespace'],
  },
  {
    kind: "bind another's account by its name as a user",
    plant: subject(({ otherNamespace }) => ({
      kind: 'User',
      apiGroup: rbac,
      name: `system:serviceaccount:${otherNamespace}:odoo`,
    })),
    finds: [...references, 'foreign-namespace'],
  },
  {
    kind: "bind all accounts of another's namespace",
    plant: subject(({ otherNamespace }) => ({
      kind: 'Group',
      apiGroup: rbac,
      name: `system:serviceaccounts:${otherNamespace}`,
    })),
    finds: [...references, 'foreign-namespace'],
  },
  ...['system:authenticated', 'system:unauthenticated', 'system:serviceaccounts'].map((name): Mutant => ({
    kind: `bind the group ${name}`,
    plant: subject(() => ({ kind: 'Group', apiGroup: rbac, name })),
    finds: [...references, 'rbac-subjects'],
  })),
  {
    kind: 'bind a user to two tenants',
    plant: ({ own, other }) =>
      [own, other].flatMap(({ objects }) => {
        const object = objects.find(({ manifest }) => manifest['kind'] === 'RoleBinding')!;
        return [{ object, at: '/subjects/-', value: { kind: 'User', apiGroup: rbac, name: 'ada@example.com' } }];
      }),
    finds: references,
  },
  {
    kind: 'bind what is no subject',
    plant: subject(() => ({ kind: 'Robot', name: 'x' })),
    finds: references,
  },
  {
    kind: 'bind a role of the cluster in the namespace',
    plant: ({ one }) => {
      const object = one('RoleBinding');
      const value = { apiGroup: rbac, kind: 'ClusterRole', name: 'cluster-admin' };
      return object ? [{ object, at: '/roleRef', value }] : [];
    },
    finds: ['rbac-references'],
  },
  { kind: 'allow everything', plant: rule('*', '*', '*'), finds: ['rbac-wildcards'] },
  { kind: 'allow every verb', plant: rule('', 'configmaps', '*'), finds: ['rbac-wildcards'] },
  { kind: 'allow to escalate', plant: rule(rbac, 'roles', 'escalate'), finds: ['rbac-escalation'] },
  { kind: 'allow to bind', plant: rule(rbac, 'roles', 'bind'), finds: ['rbac-escalation'] },
  { kind: 'allow to impersonate', plant: rule('', 'serviceaccounts', 'impersonate'), finds: ['rbac-escalation'] },
  { kind: 'allow to make tokens', plant: rule('', 'serviceaccounts/token', 'create'), finds: ['rbac-escalation'] },
  { kind: 'allow to enter pods', plant: rule('', 'pods/exec', 'create'), finds: ['rbac-cluster-powers'] },
  { kind: 'allow to read every secret', plant: rule('', 'secrets', 'list'), finds: ['rbac-secrets'] },
  {
    kind: 'allow to change network policies',
    plant: rule('networking.k8s.io', 'networkpolicies', 'patch'),
    finds: ['rbac-boundary-locked'],
  },
  {
    kind: 'keep a token of an account in a secret',
    plant: ({ namespace, id }) => [
      {
        add: {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: {
            name: 'token',
            namespace,
            labels: { [label]: id },
            annotations: { 'kubernetes.io/service-account.name': 'odoo' },
          },
          type: 'kubernetes.io/service-account-token',
        },
      },
    ],
    finds: ['legacy-token-secrets'],
  },
];
