import { rbacAggregation } from '../../src/policies/rbac-aggregation.ts';
import { describePolicy } from './policy-cases.ts';
import { clusterRole, role } from './rbac-objects.ts';

const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }];
const label = (to: string) => `rbac.authorization.k8s.io/aggregate-to-${to}`;
const labelled = (labels: Record<string, string | boolean>) =>
  clusterRole(rules, { metadata: { name: 'reader', labels } });

describePolicy(rbacAggregation, [
  {
    name: 'roles with rules of their own',
    objects: [
      clusterRole(rules),
      labelled({ 'app.kubernetes.io/part-of': 'aos', [label('view')]: 'false' }),
      { ...role(rules), aggregationRule: null },
    ],
    expected: [],
  },
  {
    name: 'added to the roles of others',
    objects: [labelled({ [label('view')]: 'true', [label('admin')]: true, [label('monitoring')]: 'true' })],
    expected: ['view', 'admin', 'monitoring'].map((to) => [
      `/metadata/labels/rbac.authorization.k8s.io~1aggregate-to-${to}`,
      `label ${label(to)} is ${to === 'admin' ? 'true' : '"true"'}, must be unset`,
    ]),
  },
  {
    name: 'made of the roles of others',
    objects: [
      clusterRole([], { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { team: 'any' } }] } }),
      clusterRole([], { aggregationRule: 'all' }),
    ],
    expected: [
      ['/aggregationRule', 'aggregationRule is an object, must be unset'],
      ['/aggregationRule', 'aggregationRule is "all", must be unset'],
    ],
  },
]);
