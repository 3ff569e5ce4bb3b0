import { rbacWildcards } from '../../src/policies/rbac-wildcards.ts';
import { describePolicy, object } from './policy-cases.ts';
import { clusterRole, role } from './rbac-objects.ts';

const pods = { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] };

describePolicy(rbacWildcards, [
  {
    name: 'everything by its name',
    objects: [
      role([pods, { apiGroups: ['apps'], resources: ['deployments/scale'], verbs: ['patch'] }]),
      clusterRole([{ nonResourceURLs: ['/metrics', '/openapi/*'], verbs: ['get'] }]),
    ],
    expected: [],
  },
  {
    name: 'names of objects, in which a star is a letter like any other',
    objects: [role([{ ...pods, resourceNames: ['*'] }])],
    expected: [],
  },
  { name: 'no rules', objects: [role([]), clusterRole(null), object('ConfigMap of v1', 'roles')], expected: [] },
  {
    name: 'other kinds with a field of this name',
    objects: [object('PrometheusRule of monitoring.coreos.com/v1', 'tenant', { rules: [{ verbs: ['*'] }] })],
    expected: [],
  },
  {
    name: 'wildcards in each field',
    objects: [
      clusterRole([
        { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
        { nonResourceURLs: ['*', '/*'], verbs: ['get'] },
      ]),
    ],
    expected: [
      ['/rules/0/apiGroups/0', 'apiGroups hold "*", must name each one'],
      ['/rules/0/resources/0', 'resources hold "*", must name each one'],
      ['/rules/0/verbs/0', 'verbs hold "*", must name each one'],
      ['/rules/1/nonResourceURLs/0', 'nonResourceURLs hold "*", must name each one'],
      ['/rules/1/nonResourceURLs/1', 'nonResourceURLs hold "/*", must name each one'],
    ],
  },
  {
    name: 'subresources by a wildcard',
    objects: [role([pods, { apiGroups: [''], resources: ['services', '*/scale', 'pods/*'], verbs: ['get'] }])],
    expected: [
      ['/rules/1/resources/1', 'resources hold "*/scale", must name each one'],
      ['/rules/1/resources/2', 'resources hold "pods/*", must name each one'],
    ],
  },
  {
    name: 'what cannot be read',
    objects: [role('all'), role(['all', { ...pods, verbs: 'get' }, { ...pods, verbs: [7] }])],
    expected: [
      ['/rules', 'rules is "all", must be a list'],
      ['/rules/0', 'a rule is "all", must be an object'],
      ['/rules/1/verbs', 'verbs is "get", must be a list'],
      ['/rules/2/verbs/0', 'verbs hold 7, must name each one'],
    ],
  },
]);
