import { rbacSecrets } from '../../src/policies/rbac-secrets.ts';
import { describePolicy } from './policy-cases.ts';
import { clusterRole, role } from './rbac-objects.ts';

const secrets = (...verbs: string[]) => ({ apiGroups: [''], resources: ['secrets'], verbs });
const must = 'of any name, must name them in resourceNames';

describePolicy(rbacSecrets, [
  {
    name: 'as the platform writes the Secrets of tenants: made under any name, read by name',
    objects: [
      clusterRole([
        secrets('create'),
        { ...secrets('get', 'patch', 'delete'), resourceNames: ['backup-store', 'odoo-admin'] },
      ]),
    ],
    expected: [],
  },
  {
    name: 'other things of this name, and other things',
    objects: [
      role([
        { apiGroups: ['example.com'], resources: ['secrets'], verbs: ['list'] },
        { apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list', 'watch'] },
        { apiGroups: [], resources: ['secrets'], verbs: ['list'] },
      ]),
    ],
    expected: [],
  },
  {
    name: 'each verb that reads, in a namespace and in all',
    objects: [
      role([secrets('get'), secrets('list', 'create'), secrets('delete', 'patch')]),
      clusterRole([secrets('watch', 'get')]),
    ],
    expected: [
      ['/rules/0', `the rule grants secrets (get) ${must}`],
      ['/rules/1', `the rule grants secrets (list) ${must}`],
      ['/rules/2', `the rule grants secrets (patch) ${must}`],
      ['/rules/0', `the rule grants secrets (get, watch) ${must}`],
    ],
  },
  {
    name: 'names that limit nothing, wildcards, and what cannot be read',
    objects: [
      role([
        { ...secrets('get'), resourceNames: [] },
        { ...secrets('get'), resourceNames: 'odoo-admin' },
        { apiGroups: [''], resources: ['*'], verbs: ['list'] },
        'all',
      ]),
    ],
    expected: [
      ['/rules/0', `the rule grants secrets (get) ${must}`],
      ['/rules/1', `the rule grants secrets (get) ${must}`],
      ['/rules/2', `the rule grants secrets (list) ${must}`],
      ['/rules/3', `the rule grants secrets (get, list, watch, patch) ${must}`],
    ],
  },
]);
