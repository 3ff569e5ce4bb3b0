import type { JsonObject } from '../../src/model/manifest.ts';
import { ownServiceAccount } from '../../src/policies/own-service-account.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { deployment, describePolicy, object } from './policy-cases.ts';

const tenant = minimalTenant();
const account = object('ServiceAccount of v1', 'odoo');
const cronJob = (pod: JsonObject) =>
  object('CronJob of batch/v1', 'backup', { spec: { jobTemplate: { spec: { template: { spec: pod } } } } });
const cluster = (spec: JsonObject) => object('Cluster of postgresql.cnpg.io/v1', 'database', { spec });
const pod = '/spec/template/spec';
const must = 'must be an account that the stack has for pods';

describePolicy(ownServiceAccount, [
  { name: 'no tenant', objects: [deployment('web', {})], expected: [] },
  {
    name: 'the account of the stack, by either field',
    tenant,
    objects: [
      account,
      deployment('web', { serviceAccountName: 'odoo' }),
      cronJob({ serviceAccountName: 'odoo', serviceAccount: 'default' }),
      deployment('old', { serviceAccountName: '', serviceAccount: 'odoo' }),
    ],
    expected: [],
  },
  { name: 'a database, whose operator makes its account', tenant, objects: [cluster({ instances: 1 })], expected: [] },
  {
    name: 'a database under an account of the stack',
    tenant,
    objects: [account, cluster({ serviceAccountName: 'odoo' })],
    expected: [],
  },
  {
    name: 'none, and that of all',
    tenant,
    objects: [
      account,
      object('ServiceAccount of v1', 'default'),
      deployment('web', {}),
      deployment('cron', { serviceAccountName: '' }),
      cronJob({ serviceAccountName: 'default' }),
      deployment('old', { serviceAccount: 'default' }),
      cluster({ serviceAccountName: 'default' }),
    ],
    expected: [
      [pod, `serviceAccountName is unset, ${must}`],
      [`${pod}/serviceAccountName`, `serviceAccountName is "", ${must}`],
      ['/spec/jobTemplate/spec/template/spec/serviceAccountName', `serviceAccountName is "default", ${must}`],
      [`${pod}/serviceAccount`, `serviceAccount is "default", ${must}`],
      ['/spec/serviceAccountName', `serviceAccountName is "default", ${must}`],
    ],
  },
  {
    name: 'accounts that are not there, or elsewhere, or log in to the store of secrets',
    tenant,
    objects: [
      account,
      object('ServiceAccount of v1', 'tenant-acme-app', { metadata: { namespace: 'flux-system' } }),
      object('ServiceAccount of v1', 'external-secrets'),
      deployment('web', { serviceAccountName: 'gone' }),
      deployment('cron', { serviceAccountName: 'tenant-acme-app' }),
      deployment('page', { serviceAccountName: 'external-secrets' }),
    ],
    expected: [
      [`${pod}/serviceAccountName`, `serviceAccountName is "gone", ${must}`],
      [`${pod}/serviceAccountName`, `serviceAccountName is "tenant-acme-app", ${must}`],
      [`${pod}/serviceAccountName`, `serviceAccountName is "external-secrets", ${must}`],
    ],
  },
  {
    name: 'what cannot be read',
    tenant,
    objects: [account, deployment('web', { serviceAccountName: ['odoo'] }), object('Deployment of apps/v1', 'cron')],
    expected: [
      [`${pod}/serviceAccountName`, `serviceAccountName is ["odoo"], ${must}`],
      [pod, `serviceAccountName is unset, ${must}`],
    ],
  },
]);
