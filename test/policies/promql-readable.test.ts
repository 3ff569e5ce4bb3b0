import { promqlReadable } from '../../src/policies/promql-readable.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, object } from './policy-cases.ts';

const rules = (...expressions: readonly unknown[]) =>
  object('PrometheusRule of monitoring.coreos.com/v1', 'tenant', {
    spec: { groups: [{ name: 'a', rules: expressions.map((expr) => ({ alert: 'A', expr }) as never) }] },
  });
const dashboard = (expr: string) =>
  object('ConfigMap of v1', 'dashboard', {
    data: { 'a.json': JSON.stringify({ panels: [{ title: 'Up', targets: [{ expr }] }] }), 'b.txt': '{"expr": "up{"}' },
  });
const message = (expr: string) => `the expression is ${JSON.stringify(expr)}, must be PromQL`;

describePolicy(promqlReadable, [
  { name: 'rules', objects: [rules('up == 0', 'sum by (job) (rate(up[5m]))', 1)], expected: [] },
  {
    name: 'rules without groups',
    objects: [object('PrometheusRule of monitoring.coreos.com/v1', 'a', { spec: {} })],
    expected: [],
  },
  { name: "variables in a stranger's dashboard", objects: [dashboard('rate(up[$__rate_interval])')], expected: [] },
  { name: 'a dashboard of a tenant', tenant: minimalTenant(), objects: [dashboard('up')], expected: [] },
  {
    name: 'rules that are none',
    objects: [rules('up{', 'up', 'up ==')],
    expected: [
      ['/spec/groups/0/rules/0/expr', message('up{')],
      ['/spec/groups/0/rules/2/expr', message('up ==')],
    ],
  },
  {
    name: 'a rule without an expression',
    objects: [rules(undefined)],
    expected: [['/spec/groups/0/rules/0/expr', message('')]],
  },
  {
    name: 'a dashboard of a tenant that asks in another language',
    tenant: minimalTenant(),
    objects: [dashboard('SELECT 1')],
    expected: [['/data/a.json', 'the query of panel "Up" is "SELECT 1", must be PromQL']],
  },
]);
