import type { Json, JsonObject } from '../../src/model/manifest.ts';
import type { TenantSpec } from '../../src/model/specs.ts';
import { networkPolicyDangling } from '../../src/policies/network-policy-dangling.ts';
import { minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import { component, database, egress, networkPolicy, podsOf } from './network-objects.ts';
import { deployment, describePolicy, object } from './policy-cases.ts';

const tenant = minimalTenant();
const template = (labels: JsonObject) => ({ metadata: { labels }, spec: { containers: [{ name: 'any' }] } });
const labelled = (name: string) => ({ 'app.kubernetes.io/component': name });
const web = deployment('web', {}, {});
const pods = [
  { ...web, spec: { template: template(labelled('web')) } },
  object('CronJob of batch/v1', 'drill', {
    spec: { jobTemplate: { spec: { template: template(labelled('restore-drill')) } } },
  }),
  object('Job of batch/v1', 'migrate', { spec: { template: template({}) } }),
  database,
];
const select = (podSelector: Json) => networkPolicy({ podSelector, policyTypes: ['Ingress'] });
const solver = { matchLabels: { 'acme.cert-manager.io/http01-solver': 'true' } };
const overHttp = minimalFleet(({ clusters }) => void (clusters[0]!.gateway!.challenge = 'http-01'));
const restored = (spec: TenantSpec) => void (spec.database = { generation: 2, restoreFrom: { generation: 1 } });
const message = 'podSelector selects no pod of the stack, must select one';

describePolicy(networkPolicyDangling, [
  {
    name: 'pods of workloads, of Jobs and of operators, all pods, and peers outside',
    tenant,
    objects: [
      ...pods,
      select(component('web')),
      select(component('restore-drill', 'gone')),
      select({ matchLabels: { 'batch.kubernetes.io/job-name': 'migrate' } }),
      select({ matchLabels: { 'cnpg.io/cluster': 'database', 'cnpg.io/podRole': 'instance' } }),
      select({}),
      egress([{ podSelector: component('web') }, podsOf('kube-system', { 'k8s-app': 'kube-dns' })]),
    ],
    expected: [],
  },
  {
    name: 'pods that solve challenges',
    tenant: minimalTenant(undefined, overHttp),
    objects: [select(solver)],
    expected: [],
  },
  {
    name: 'the Job that restores files, while the tenant stands still',
    tenant: minimalTenant(restored),
    objects: [select(component('filestore-restore'))],
    expected: [],
  },
  { name: 'manifests of nobody', objects: [select(component('gone'))], expected: [] },
  {
    name: 'pods that there are not',
    tenant,
    objects: [
      ...pods,
      select(component('wbe')),
      select({ matchLabels: { 'cnpg.io/cluster': 'database-2' } }),
      select(solver),
      select(component('filestore-restore')),
      egress([{ podSelector: component('wbe') }]),
    ],
    expected: [
      ...Array.from({ length: 4 }, () => ['/spec/podSelector', message] as const),
      ['/spec/egress/0/to/0/podSelector', message],
    ],
  },
  {
    name: 'pods of another namespace',
    tenant,
    objects: [{ ...pods[0]!, metadata: { name: 'web', namespace: 'other' } }, select(component('web'))],
    expected: [['/spec/podSelector', message]],
  },
  {
    name: 'selectors that cannot be read',
    tenant,
    objects: [...pods, select('web'), select({ matchLabel: {} })],
    expected: [
      ['/spec/podSelector', message],
      ['/spec/podSelector', message],
    ],
  },
]);
