import type { JsonObject } from '../../src/model/manifest.ts';
import { cloudIdentities } from '../../src/policies/cloud-identities.ts';
import { minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, object } from './policy-cases.ts';

const tenant = minimalTenant();
const inAws = minimalFleet(({ clusters }) => {
  clusters[0]!.secrets = {
    provider: 'external-secrets',
    awsSecretsManager: { region: 'eu-central-1', accountId: '123456789012', prefix: 'aos', rolePrefix: 'aos-tenant-' },
  };
});
const account = (annotations: JsonObject, labels: JsonObject = {}) =>
  object('ServiceAccount of v1', 'odoo', { metadata: { annotations, labels } });
const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const at = '/metadata/annotations/eks.amazonaws.com~1role-arn';

describePolicy(cloudIdentities, [
  { name: 'no tenant', objects: [account({ 'eks.amazonaws.com/role-arn': role('x') })], expected: [] },
  { name: 'accounts without', tenant, objects: [account({ note: 'x' })], expected: [] },
  {
    name: "the tenant's own role",
    tenant: minimalTenant(() => {}, inAws),
    objects: [account({ 'eks.amazonaws.com/role-arn': role('aos-tenant-acme') })],
    expected: [],
  },
  {
    name: "another's role",
    tenant: minimalTenant(() => {}, inAws),
    objects: [account({ 'eks.amazonaws.com/role-arn': role('aos-tenant-globex') })],
    expected: [
      [at, `eks.amazonaws.com/role-arn is "${role('aos-tenant-globex')}", must be "${role('aos-tenant-acme')}"`],
    ],
  },
  {
    name: 'of the account of a database',
    tenant,
    objects: [
      object('Cluster of postgresql.cnpg.io/v1', 'database', {
        spec: { serviceAccountTemplate: { metadata: { annotations: { 'eks.amazonaws.com/role-arn': role('x') } } } },
      }),
      object('Cluster of postgresql.cnpg.io/v1', 'database', { spec: { instances: 1 } }),
    ],
    expected: [['/spec/serviceAccountTemplate', 'serviceAccountTemplate is an object, must be left out']],
  },
  {
    name: 'any, on a cluster that needs none',
    tenant,
    objects: [
      account({ 'eks.amazonaws.com/role-arn': role('x'), 'iam.gke.io/gcp-service-account': 'a@b' }),
      account({}, { 'azure.workload.identity/use': 'true' }),
    ],
    expected: [
      [at, `eks.amazonaws.com/role-arn is "${role('x')}", must be left out`],
      [
        '/metadata/annotations/iam.gke.io~1gcp-service-account',
        'iam.gke.io/gcp-service-account is "a@b", must be left out',
      ],
      ['/metadata/labels/azure.workload.identity~1use', 'azure.workload.identity/use is "true", must be left out'],
    ],
  },
]);
