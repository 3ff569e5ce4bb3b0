import type { JsonObject } from '../../src/model/manifest.ts';
import { serviceLeadsElsewhere } from '../../src/policies/service-leads-elsewhere.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, object } from './policy-cases.ts';

const tenant = minimalTenant();
const service = (spec: JsonObject | null) => object('Service of v1', 'database', { spec });
const toName = (name: string) => `the service leads to the name "${name}", must lead to pods that it selects`;

describePolicy(serviceLeadsElsewhere, [
  {
    name: 'a service with a selector',
    tenant,
    objects: [service({ selector: { app: 'odoo' } }), service({ type: 'ClusterIP', selector: { app: 'odoo' } })],
    expected: [],
  },
  { name: 'manifests of nobody', objects: [service({ type: 'ExternalName', externalName: 'x' })], expected: [] },
  {
    name: 'a name, also with a selector, which then counts for nothing',
    tenant,
    objects: [
      service({ type: 'ExternalName', externalName: 'database-rw.other.svc.cluster.local' }),
      service({ externalName: '169.254.169.254', selector: { app: 'odoo' } }),
      service({ type: 'ExternalName' }),
    ],
    expected: [
      ['/spec/type', toName('database-rw.other.svc.cluster.local')],
      ['/spec/externalName', toName('169.254.169.254')],
      ['/spec/type', toName('')],
    ],
  },
  {
    name: 'no selector',
    tenant,
    objects: [
      service({}),
      service({ selector: null }),
      service({ selector: {} }),
      service({ selector: 'app' }),
      service(null),
    ],
    expected: ['unset', 'null', 'empty', '"app"', 'unset'].map((found) => [
      '/spec/selector',
      `selector is ${found}, must select pods of the stack`,
    ]),
  },
  {
    name: 'endpoints by hand',
    tenant,
    objects: [
      object('Endpoints of v1', 'database', { subsets: [{ addresses: [{ ip: '10.244.7.9' }] }] }),
      object('EndpointSlice of discovery.k8s.io/v1', 'database', { endpoints: [] }),
    ],
    expected: [
      ['/kind', 'Endpoints is written by hand, must be left to the cluster'],
      ['/kind', 'EndpointSlice is written by hand, must be left to the cluster'],
    ],
  },
]);
