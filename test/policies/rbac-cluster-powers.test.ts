import { rbacClusterPowers } from '../../src/policies/rbac-cluster-powers.ts';
import { describePolicy } from './policy-cases.ts';
import { clusterRole, role } from './rbac-objects.ts';

const must = 'must grant none of it';
const core = (resource: string, ...verbs: string[]) => ({ apiGroups: [''], resources: [resource], verbs });

describePolicy(rbacClusterPowers, [
  {
    name: 'pods that are read, and made by others',
    objects: [
      role([
        core('pods', 'get', 'list', 'watch', 'delete'),
        core('pods/log', 'get'),
        core('pods/ephemeralcontainers', 'get'),
        { apiGroups: ['apps'], resources: ['deployments'], verbs: ['create', 'patch', 'delete'] },
      ]),
      clusterRole([
        core('nodes', 'get', 'list', 'watch'),
        core('nodes/metrics', 'get'),
        core('persistentvolumes', 'get', 'delete'),
        { apiGroups: ['certificates.k8s.io'], resources: ['certificatesigningrequests'], verbs: ['create'] },
        { apiGroups: ['admissionregistration.k8s.io'], resources: ['validatingwebhookconfigurations'], verbs: ['get'] },
      ]),
    ],
    expected: [],
  },
  {
    name: 'resources of the same name in another API',
    objects: [clusterRole([{ apiGroups: ['metrics.k8s.io'], resources: ['pods'], verbs: ['create'] }])],
    expected: [],
  },
  {
    name: 'a Role that speaks of the whole cluster, which it cannot',
    objects: [role([core('nodes/proxy', 'get'), core('persistentvolumes', 'create')])],
    expected: [],
  },
  {
    name: 'into pods',
    objects: [
      role([
        core('pods', 'patch', 'create', 'get'),
        core('pods/exec', 'get'),
        { apiGroups: [''], resources: ['pods/attach', 'pods/portforward'], verbs: ['create'] },
        core('pods/ephemeralcontainers', 'patch'),
        { ...core('pods/exec', 'create'), resourceNames: ['odoo-web-0'] },
      ]),
    ],
    expected: [
      ['/rules/0', `the rule grants pods (create, patch), ${must}`],
      ['/rules/1', `the rule grants pods/exec (get), ${must}`],
      ['/rules/2', `the rule grants pods/attach (create), pods/portforward (create), ${must}`],
      ['/rules/3', `the rule grants pods/ephemeralcontainers (patch), ${must}`],
      ['/rules/4', `the rule grants pods/exec (create), ${must}`],
    ],
  },
  {
    name: 'into the cluster',
    objects: [
      clusterRole([
        core('nodes/proxy', 'get'),
        core('persistentvolumes', 'create', 'delete'),
        { apiGroups: ['certificates.k8s.io'], resources: ['certificatesigningrequests/approval'], verbs: ['update'] },
        {
          apiGroups: ['admissionregistration.k8s.io'],
          resources: ['mutatingwebhookconfigurations', 'validatingadmissionpolicybindings'],
          verbs: ['delete', 'patch'],
        },
      ]),
    ],
    expected: [
      ['/rules/0', `the rule grants nodes/proxy (get), ${must}`],
      ['/rules/1', `the rule grants persistentvolumes (create), ${must}`],
      ['/rules/2', `the rule grants certificatesigningrequests/approval (update), ${must}`],
      [
        '/rules/3',
        `the rule grants mutatingwebhookconfigurations (patch, delete), validatingadmissionpolicybindings (patch, delete), ${must}`,
      ],
    ],
  },
  {
    name: 'wildcards',
    objects: [
      role([
        core('*', 'get'),
        core('*/exec', '*'),
        // Matches nothing: the API server knows a wildcard before the slash only.
        core('pods/*', 'create'),
        { apiGroups: ['*'], resources: ['pods'], verbs: ['update'] },
      ]),
    ],
    expected: [
      ['/rules/0', `the rule grants pods/attach (get), pods/exec (get), pods/portforward (get), ${must}`],
      ['/rules/1', `the rule grants pods/exec (create, get), ${must}`],
      ['/rules/3', `the rule grants pods (update), ${must}`],
    ],
  },
  {
    name: 'what cannot be read counts as everything',
    objects: [role([{ apiGroups: [''], resources: ['pods/exec'], verbs: { get: true } }, { apiGroups: 7 }])],
    expected: [['/rules/0', `the rule grants pods/exec (create, get), ${must}`]],
  },
]);
