import type { JsonObject } from '../../src/model/manifest.ts';
import { serviceSelectors } from '../../src/policies/service-selectors.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, object } from './policy-cases.ts';

const tenant = minimalTenant();
const service = (selector: JsonObject, targetPort: string | number = 'http', protocol?: string) =>
  object('Service of v1', 'any', {
    spec: { selector, ports: [{ port: 80, targetPort, ...(protocol !== undefined && { protocol }) }] },
  });
const workload = (kind: string, component: string, name = 'odoo') =>
  object(`${kind} of apps/v1`, component, {
    spec: {
      template: {
        metadata: { labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/component': component } },
        spec: {
          containers: [{ name: component, ports: [{ name: 'http', containerPort: 8069 }, { containerPort: 1 }] }],
        },
      },
    },
  });
const web = { 'app.kubernetes.io/name': 'odoo', 'app.kubernetes.io/component': 'web' };
const cluster = object('Cluster of postgresql.cnpg.io/v1', 'database', {
  spec: { inheritedMetadata: { labels: { 'app.kubernetes.io/name': 'postgresql' } } },
});
const selects = (what: string) => `the service selects ${what}, must select pods of one component`;
const noPort = (name: string) => `targetPort is "${name}", must be the name of a port that the selected pods have`;

describePolicy(serviceSelectors, [
  {
    name: 'pods of one component, by names and numbers of ports',
    tenant,
    objects: [workload('Deployment', 'web'), workload('Deployment', 'cron'), service(web), service(web, 9999)],
    expected: [],
  },
  {
    name: 'pods of operators, and one pod of a StatefulSet that stands still',
    tenant,
    objects: [
      cluster,
      service({ 'cnpg.io/cluster': 'database', 'app.kubernetes.io/name': 'postgresql' }, 'postgresql'),
      workload('StatefulSet', 'store', 'store'),
      service({ 'app.kubernetes.io/name': 'store', 'statefulset.kubernetes.io/pod-name': 'store-0' }),
    ],
    expected: [],
  },
  { name: 'manifests of nobody', objects: [service({ app: 'nothing' })], expected: [] },
  { name: 'no selector, which another policy refuses', tenant, objects: [service({})], expected: [] },
  {
    name: 'nothing, by another label, another namespace, another cluster, another pod',
    tenant,
    objects: [
      { ...workload('Deployment', 'web'), metadata: { name: 'web', namespace: 'tenant-acme-2' } },
      cluster,
      workload('StatefulSet', 'store', 'store'),
      service(web),
      service({ 'cnpg.io/cluster': 'database-2' }, 'postgresql'),
      service({ 'statefulset.kubernetes.io/pod-name': 'store-1' }),
      service({ 'app.kubernetes.io/name': 7 }),
    ],
    expected: Array.from({ length: 4 }, () => ['/spec/selector', selects('no pod of the stack')] as const),
  },
  {
    name: 'several components, and pods without one',
    tenant,
    objects: [
      workload('Deployment', 'web'),
      workload('Deployment', 'cron'),
      object('Job of batch/v1', 'once', {
        spec: { template: { metadata: { labels: { 'app.kubernetes.io/name': 'odoo' } }, spec: { containers: [{}] } } },
      }),
      service({ 'app.kubernetes.io/name': 'odoo' }),
    ],
    expected: [['/spec/selector', selects('pods of Job once and cron and web')]],
  },
  {
    name: 'ports that the pods do not have, by name and by protocol',
    tenant,
    objects: [
      workload('Deployment', 'web'),
      cluster,
      service(web, 'metrics'),
      service(web, 'http', 'UDP'),
      service({ 'cnpg.io/cluster': 'database' }, 'http'),
    ],
    expected: [
      ['/spec/ports/0/targetPort', noPort('metrics')],
      ['/spec/ports/0/targetPort', noPort('http')],
      ['/spec/ports/0/targetPort', noPort('http')],
    ],
  },
]);
