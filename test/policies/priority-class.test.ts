import type { JsonObject } from '../../src/model/manifest.ts';
import { priorityClass } from '../../src/policies/priority-class.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { deployment, describePolicy, object } from './policy-cases.ts';

const production = minimalTenant();
const staging = minimalTenant((spec) => void Object.assign(spec, { environment: 'staging', stagingOf: 'globex' }));
const demo = minimalTenant((spec) => void Object.assign(spec, { class: 'demo', dataClassification: 'public' }));
const cluster = (spec: JsonObject) => object('Cluster of postgresql.cnpg.io/v1', 'database', { spec });
const own = { priorityClassName: 'fleet-tenant' };
const lower = { priorityClassName: 'fleet-staging' };
const pod = '/spec/template/spec';

describePolicy(priorityClass, [
  { name: 'no tenant', objects: [deployment('web', {})], expected: [] },
  { name: 'production', tenant: production, objects: [deployment('web', own), cluster(own)], expected: [] },
  { name: 'staging', tenant: staging, objects: [deployment('web', lower), cluster(lower)], expected: [] },
  { name: 'a demo', tenant: demo, objects: [deployment('web', { ...lower, priority: null })], expected: [] },
  {
    name: 'a copy with the priority of production',
    tenant: staging,
    objects: [deployment('web', own), cluster(own)],
    expected: [
      [`${pod}/priorityClassName`, 'priorityClassName is "fleet-tenant", must be "fleet-staging"'],
      ['/spec/priorityClassName', 'priorityClassName is "fleet-tenant", must be "fleet-staging"'],
    ],
  },
  {
    name: 'the system’s, none, and a number',
    tenant: production,
    objects: [
      deployment('web', { priorityClassName: 'system-cluster-critical' }),
      deployment('cron', {}),
      cluster({}),
      deployment('page', { ...own, priority: 2000000000 }),
    ],
    expected: [
      [`${pod}/priorityClassName`, 'priorityClassName is "system-cluster-critical", must be "fleet-tenant"'],
      [pod, 'priorityClassName is unset, must be "fleet-tenant"'],
      [`${pod}/priority`, 'priority is 2000000000, must be left to the class'],
      ['/spec', 'priorityClassName is unset, must be "fleet-tenant"'],
    ],
  },
  {
    name: 'what cannot be read',
    tenant: production,
    objects: [
      deployment('web', { priorityClassName: ['fleet-tenant'] }),
      object('Cluster of postgresql.cnpg.io/v1', 'x', { spec: 7 }),
    ],
    expected: [
      [`${pod}/priorityClassName`, 'priorityClassName is ["fleet-tenant"], must be "fleet-tenant"'],
      ['/spec', 'priorityClassName is unset, must be "fleet-tenant"'],
    ],
  },
]);
