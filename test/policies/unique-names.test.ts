import { uniqueNames } from '../../src/policies/unique-names.ts';
import { describeFleetPolicy, namespace, object } from './policy-cases.ts';

const flux = (type: string, name: string) => object(type, name, { metadata: { namespace: 'flux-system' } });
const account = (name: string) => flux('ServiceAccount of v1', name);
const kustomization = (name: string) => flux('Kustomization of kustomize.toolkit.fluxcd.io/v1', name);

const taken = (kind: string, name: string, tenant: string) =>
  `${kind} "${name}" is already taken by tenant "${tenant}", must be the tenant's own`;

describeFleetPolicy(uniqueNames, [
  {
    name: 'names of their own',
    tenants: {
      'eu-1/acme': [namespace('tenant-acme'), account('tenant-acme-data'), kustomization('tenant-acme-data')],
      'eu-1/globex': [namespace('tenant-globex'), account('tenant-globex-data'), kustomization('tenant-globex-data')],
    },
    expected: [],
  },
  {
    name: 'the same names on two clusters',
    tenants: { 'eu-1/acme': [namespace('shared'), account('x')], 'us-1/globex': [namespace('shared'), account('x')] },
    expected: [],
  },
  {
    name: 'the same names inside two namespaces',
    tenants: {
      'eu-1/acme': [object('ServiceAccount of v1', 'odoo', { metadata: { namespace: 'tenant-acme' } })],
      'eu-1/globex': [object('ServiceAccount of v1', 'odoo', { metadata: { namespace: 'tenant-globex' } })],
    },
    expected: [],
  },
  {
    name: 'one namespace and one account of two tenants',
    tenants: {
      'eu-1/acme': [namespace('tenant-acme'), account('tenant-acme-app'), kustomization('tenant-acme-app')],
      'eu-1/globex': [kustomization('tenant-globex-app'), account('tenant-acme-app'), namespace('tenant-acme')],
    },
    expected: [
      [
        'globex',
        'ServiceAccount tenant-acme-app',
        '/metadata/name',
        taken('ServiceAccount', 'tenant-acme-app', 'acme'),
      ],
      ['globex', 'Namespace tenant-acme', '/metadata/name', taken('Namespace', 'tenant-acme', 'acme')],
    ],
  },
]);
