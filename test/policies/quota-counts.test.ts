import type { JsonObject } from '../../src/model/manifest.ts';
import { quotaCounts } from '../../src/policies/quota-counts.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, namespace, object } from './policy-cases.ts';

const tenant = minimalTenant();
const quota = (hard: JsonObject, more: JsonObject = {}) =>
  object('ResourceQuota of v1', 'tenant', { spec: { hard, ...more } });
const objects = {
  pods: '10',
  secrets: '50',
  configmaps: 20,
  persistentvolumeclaims: '6',
  services: '10',
  'services.loadbalancers': '0',
  'services.nodeports': 0,
};
const amounts = {
  'requests.cpu': '4',
  'requests.memory': '8Gi',
  'limits.cpu': '8',
  'limits.memory': '16Gi',
  'requests.storage': '100Gi',
};
const home = namespace('tenant-acme');
const unbounded = (resource: string, found = 'unset') =>
  `${resource} of namespace tenant-acme is ${found}, must have a bound`;
const open = (resource: string, found = 'unset') => `${resource} of namespace tenant-acme is ${found}, must be "0"`;
const nothing = [
  ...[...Object.keys(objects).slice(0, 5), ...Object.keys(amounts)].map((resource) => unbounded(resource)),
  ...['services.loadbalancers', 'services.nodeports'].map((resource) => open(resource)),
];

describePolicy(quotaCounts, [
  { name: 'no tenant', objects: [home], expected: [] },
  { name: 'one quota', tenant, objects: [home, quota({ ...objects, ...amounts })], expected: [] },
  {
    name: 'two quotas, and other names',
    tenant,
    objects: [
      home,
      quota({ ...objects, pods: null, 'count/pods': '10' }, { scopes: [] }),
      quota({ ...amounts, 'requests.cpu': null, cpu: '4' }),
    ],
    expected: [],
  },
  {
    name: 'bounds that are missing or none',
    tenant,
    objects: [
      home,
      quota({
        ...objects,
        ...amounts,
        secrets: 'many',
        services: null,
        'services.loadbalancers': '1',
        'services.nodeports': 'x',
      }),
    ],
    expected: [
      ['/spec/hard', unbounded('secrets', '"many"')],
      ['/spec/hard', unbounded('services')],
      ['/spec/hard', open('services.loadbalancers', '"1"')],
      ['/spec/hard', open('services.nodeports', '"x"')],
    ],
  },
  {
    name: 'a quota of some pods alone',
    tenant,
    objects: [home, quota({ ...objects, ...amounts }, { scopes: ['BestEffort'] })],
    expected: nothing.map((message) => ['/spec/hard', message] as const),
  },
  {
    name: 'no quota, or one of another namespace',
    tenant,
    objects: [home, object('ResourceQuota of v1', 'x', { metadata: { namespace: 'other' }, spec: { hard: objects } })],
    expected: nothing.map((message) => ['/metadata/name', message] as const),
  },
]);
