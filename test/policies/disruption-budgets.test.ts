import type { Json, JsonObject } from '../../src/model/manifest.ts';
import { disruptionBudgets } from '../../src/policies/disruption-budgets.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, object } from './policy-cases.ts';

const tenant = minimalTenant();
const workload = (name: string, replicas?: Json) =>
  object('Deployment of apps/v1', name, {
    spec: { ...(replicas !== undefined && { replicas }), template: { metadata: { labels: { app: name } }, spec: {} } },
  });
const budget = (selector: Json, bounds: JsonObject = { maxUnavailable: 1 }, name = 'budget') =>
  object('PodDisruptionBudget of policy/v1', name, { spec: { selector, ...bounds } });
const of = (app: string) => ({ matchLabels: { app } });
const database = (spec: JsonObject) => object('Cluster of postgresql.cnpg.io/v1', 'database', { spec });
const letGo = 'must let at least one go';

describePolicy(disruptionBudgets, [
  { name: 'no tenant', objects: [workload('web', 2)], expected: [] },
  {
    name: 'single pods, with and without, jobs, and databases with the budget of their operator',
    tenant,
    objects: [
      workload('web'),
      budget(of('web'), { minAvailable: 1 }),
      workload('cron', 1),
      workload('off', 0),
      object('Job of batch/v1', 'job', { spec: { template: { spec: {} } } }),
      database({ instances: 2 }),
      database({ instances: 1, enablePDB: false }),
    ],
    expected: [],
  },
  {
    name: 'several pods with one budget each',
    tenant,
    objects: [
      workload('web', 2),
      budget({ matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] }, { maxUnavailable: '1%' }),
      workload('cron', 3),
      budget(of('cron'), { minAvailable: '66%' }),
      workload('other', 4),
      budget({ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web', 'cron'] }] }, { minAvailable: 3 }),
    ],
    expected: [],
  },
  {
    name: 'several pods without a budget, and with two',
    tenant,
    objects: [
      workload('web', 2),
      workload('cron', 2),
      budget(of('cron')),
      budget(of('cron'), undefined, 'second'),
      database({ instances: 2, enablePDB: false }),
      object('Cluster of postgresql.cnpg.io/v1', 'other', { spec: { instances: 2 } }),
      budget({ matchLabels: { 'cnpg.io/cluster': 'other' } }, undefined, 'own'),
    ],
    expected: [
      ['/spec/replicas', 'Deployment web has 2 pods and no disruption budget, must have one'],
      ['/spec/replicas', 'Deployment cron has 2 pods and disruption budgets budget and second, must have one'],
      ['/spec/enablePDB', 'Cluster database has 2 pods and no disruption budget, must have one'],
      [
        '/spec/enablePDB',
        'Cluster other has 2 pods and disruption budgets own and that of its operator, must have one',
      ],
    ],
  },
  {
    name: 'budgets that let nobody go',
    tenant,
    objects: [
      workload('a', 2),
      budget(of('a'), { maxUnavailable: 0 }),
      workload('b', 2),
      budget(of('b'), { maxUnavailable: '0%' }),
      workload('c', 2),
      budget(of('c'), { minAvailable: 2 }),
      workload('d', 3),
      budget(of('d'), { minAvailable: '67%' }),
      workload('e', 2),
      budget(of('e'), { minAvailable: 'most' }),
      workload('f', 2),
      budget(of('f'), {}),
    ],
    expected: [
      ['/spec/maxUnavailable', `maxUnavailable is 0 for the 2 pods of Deployment a, ${letGo}`],
      ['/spec/maxUnavailable', `maxUnavailable is "0%" for the 2 pods of Deployment b, ${letGo}`],
      ['/spec/minAvailable', `minAvailable is 2 for the 2 pods of Deployment c, ${letGo}`],
      ['/spec/minAvailable', `minAvailable is "67%" for the 3 pods of Deployment d, ${letGo}`],
      ['/spec/minAvailable', `minAvailable is "most" for the 2 pods of Deployment e, ${letGo}`],
      ['/spec/minAvailable', `minAvailable is unset for the 2 pods of Deployment f, ${letGo}`],
    ],
  },
  {
    name: 'budgets of all pods, of none, and of who knows whom',
    tenant,
    objects: [
      workload('web'),
      workload('cron'),
      budget({}),
      budget(null),
      budget(of('gone')),
      budget({ matchExpressions: [{ key: 'app', operator: 'Like' }] }),
      budget('broken'),
    ],
    expected: [
      [
        '/spec/selector',
        'the budget selects pods of Deployment web, Deployment cron, must select those of one workload',
      ],
      ['/spec/selector', 'the budget selects pods of no workload, must select those of one workload'],
      ['/spec/selector', 'the budget selects pods of no workload, must select those of one workload'],
      [
        '/spec/selector',
        'the budget selects pods of Deployment web, Deployment cron, must select those of one workload',
      ],
      [
        '/spec/selector',
        'the budget selects pods of Deployment web, Deployment cron, must select those of one workload',
      ],
    ],
  },
]);
