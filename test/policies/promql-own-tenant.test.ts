import { promqlOwnTenant } from '../../src/policies/promql-own-tenant.ts';
import type { Json } from '../../src/model/manifest.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, object } from './policy-cases.ts';

const tenant = minimalTenant();
const own = { namespace: 'tenant-acme' };
const rules = (...list: readonly Json[]) =>
  object('PrometheusRule of monitoring.coreos.com/v1', 'tenant', { spec: { groups: [{ name: 'a', rules: list }] } });
const dashboard = (content: Json | string) =>
  object('ConfigMap of v1', 'dashboard', {
    data: { 'acme/a.json': typeof content === 'string' ? content : JSON.stringify(content) },
  });
const at = '/spec/groups/0/rules/0';
const unscoped = (selector: string, place = '') =>
  `${selector}${place} selects series of any tenant, must demand namespace="tenant-acme"`;

describePolicy(promqlOwnTenant, [
  {
    name: "the tenant's own rules and dashboard",
    tenant,
    objects: [
      rules({ alert: 'A', expr: 'up{namespace="tenant-acme"}', labels: own }),
      dashboard({
        templating: { list: [{ name: 'datasource', type: 'datasource' }] },
        annotations: { list: [] },
        panels: [{ title: 'Up', targets: [{ expr: 'up{namespace="tenant-acme"}' }] }],
      }),
    ],
    expected: [],
  },
  { name: 'manifests of no tenant', objects: [rules({ record: 'a', expr: 'up' }), dashboard('{}')], expected: [] },
  {
    name: 'other ConfigMaps',
    tenant,
    objects: [object('ConfigMap of v1', 'odoo', { data: { a: '{' } })],
    expected: [],
  },
  {
    name: 'a selector of all, one of another and one by a pattern',
    tenant,
    objects: [
      rules({
        alert: 'A',
        expr: 'a or b{namespace="tenant-globex"} or c{namespace=~"tenant-acme"} or d{namespace="tenant-acme"}',
        labels: own,
      }),
    ],
    expected: [
      [`${at}/expr`, unscoped('a')],
      [`${at}/expr`, unscoped('b{namespace="tenant-globex"}')],
      [`${at}/expr`, unscoped('c{namespace=~"tenant-acme"}')],
    ],
  },
  {
    name: 'rules that speak for nobody, or for another',
    tenant,
    objects: [
      rules({ record: 'a', expr: 'vector(1)' }, { alert: 'B', expr: '1', labels: { namespace: 'tenant-globex' } }),
    ],
    expected: [
      [`${at}/labels`, 'label namespace is not set, must be "tenant-acme"'],
      ['/spec/groups/0/rules/1/labels', 'label namespace is "tenant-globex", must be "tenant-acme"'],
    ],
  },
  {
    name: 'a query deep in a dashboard',
    tenant,
    objects: [dashboard({ panels: [{ title: 'Row', panels: [{ title: 'Load', targets: [{ expr: 'up' }] }] }] })],
    expected: [['/data/acme~1a.json', unscoped('up', ' in panel "Load"')]],
  },
  {
    name: 'queries that are no PromQL of a panel',
    tenant,
    objects: [
      dashboard({
        templating: { list: [{ name: 'pod', type: 'query', query: 'label_values(pod)' }] },
        annotations: { list: [{ name: 'alerts', query: 'ALERTS' }] },
      }),
    ],
    expected: [
      ['/data/acme~1a.json', 'variable "pod" has type "query", must be "datasource"'],
      ['/data/acme~1a.json', 'the dashboard has annotations that query by themselves, must have none'],
    ],
  },
  {
    name: 'a dashboard that cannot be read',
    tenant,
    objects: [dashboard('[]'), dashboard('{')],
    expected: [
      ['/data/acme~1a.json', 'the dashboard is no JSON object, must be one'],
      ['/data/acme~1a.json', 'the dashboard is no JSON object, must be one'],
    ],
  },
]);
