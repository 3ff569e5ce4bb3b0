import { describe, expect, it } from 'vitest';
import { isObject, type JsonObject } from '../../../src/model/manifest.ts';
import type { TenantSpec } from '../../../src/model/specs.ts';
import { monthlyCost, requestsOf } from '../../../src/stack/cost.ts';
import { instanceMetrics } from '../../../src/stack/monitoring/monitors.ts';
import { readPromql } from '../../../src/policies/promql.ts';
import type { FleetDocuments } from '../../minimal-tenant.ts';
import { at, nameOf, plainCluster, rendered, statefulSet } from '../rendered.ts';
import { monitoring } from './monitored.ts';

const monitored = (
  tweak: (spec: TenantSpec) => void = () => {},
  more: (documents: FleetDocuments) => void = () => {},
) =>
  rendered(tweak, (documents) => {
    monitoring(documents);
    more(documents);
  });

const suspended = (spec: TenantSpec) => void (spec.lifecycle = 'suspended');
const exporter = ['ConfigMap odoo-metrics', 'Deployment odoo-metrics'];
const shown = ['PrometheusRule tenant', 'ConfigMap dashboard'];
const edges = [
  'metrics-to-web',
  'web-from-metrics',
  'metrics-to-database',
  'database-from-metrics',
  'metrics-from-prometheus',
].map((name) => `NetworkPolicy ${name}`);
const instances = 'NetworkPolicy database-from-prometheus';

interface Case {
  readonly name: string;
  readonly tenant: (spec: TenantSpec) => void;
  readonly fleet: (documents: FleetDocuments) => void;
  /** What monitoring adds to the stack. */
  readonly added: readonly string[];
}

const nothing = () => {};
const cases: readonly Case[] = [
  {
    name: 'cloudnative-pg',
    tenant: nothing,
    fleet: nothing,
    added: [
      ...edges,
      instances,
      ...exporter,
      'PodMonitor odoo-metrics',
      'PodMonitor database',
      'Probe domains',
      ...shown,
    ],
  },
  {
    name: 'statefulset on a plain cluster',
    tenant: statefulSet,
    fleet: plainCluster,
    added: [...edges, ...exporter, 'PodMonitor odoo-metrics', 'Probe domains', ...shown],
  },
  { name: 'suspended', tenant: suspended, fleet: nothing, added: [...edges, instances, ...exporter, ...shown] },
  {
    name: 'large, with nodes of its own',
    tenant: (spec) => Object.assign(spec, { plan: 'large', isolation: 'node' }),
    fleet: nothing,
    added: [
      ...edges,
      instances,
      ...exporter,
      'PodMonitor odoo-metrics',
      'PodMonitor database',
      'Probe domains',
      ...shown,
    ],
  },
];

describe('monitoring', () => {
  it.each(cases)('adds to a tenant: $name', ({ tenant, fleet, added }) => {
    const before = rendered(tenant, fleet).names;
    expect(monitored(tenant, fleet).names.filter((name) => !before.includes(name))).toEqual(added);
  });

  it('is nothing on a cluster without it', () => {
    expect(rendered().objects.filter(({ apiVersion }) => apiVersion === 'monitoring.coreos.com/v1')).toEqual([]);
    expect(JSON.stringify(rendered().objects)).not.toMatch(/monitoring\.coreos|prometheus|odoo-metrics/);
  });

  it('is counted: in the quota and in the costs', () => {
    const quota = (stack: typeof without) => at(stack.find('ResourceQuota tenant'), 'spec.hard') as JsonObject;
    const without = rendered();
    const withIt = monitored();
    expect(Number(quota(withIt)['pods'])).toBe(Number(quota(without)['pods']) + 1);
    const prices = { currency: 'USD', cpu: 1000, memoryGiB: 0, storageGiB: 0 };
    expect(monthlyCost(requestsOf(withIt.tenant), prices) - monthlyCost(requestsOf(without.tenant), prices)).toBe(20);
  });

  it('gives the app layer the right to its kinds, and only there', () => {
    const rights = (stack: ReturnType<typeof rendered>) =>
      (at(stack.find('Role app-reconciler'), 'rules') as readonly JsonObject[]).filter((rule) =>
        JSON.stringify(rule).includes('monitoring.coreos.com'),
      );
    expect(rights(rendered())).toEqual([]);
    expect(rights(monitored())).toEqual([
      {
        apiGroups: ['monitoring.coreos.com'],
        resources: ['podmonitors', 'probes', 'prometheusrules'],
        verbs: ['get', 'list', 'watch', 'create', 'patch', 'delete'],
      },
    ]);
  });

  it('carries the labels by which Prometheus and Grafana find it', () => {
    const stack = monitored();
    for (const manifest of stack.parts.app.filter(({ apiVersion }) => apiVersion === 'monitoring.coreos.com/v1'))
      expect(at(manifest, 'metadata.labels'), nameOf(manifest)).toMatchObject({ release: 'prometheus' });
    expect(at(stack.find('ConfigMap dashboard'), 'metadata.labels')).toMatchObject({ grafana_dashboard: '1' });
  });
});

describe('the exporter', () => {
  const pod = (stack: ReturnType<typeof rendered>) =>
    at(stack.find('Deployment odoo-metrics'), 'spec.template.spec') as JsonObject;

  it('asks this tenant, with its password only, and mounts neither files nor configuration', () => {
    const container = at(pod(monitored()), 'containers.0') as JsonObject;
    const values = container['env'] as readonly { name: string; value: string }[];
    expect(Object.fromEntries(values.map(({ name, value }) => [name, value]))).toMatchObject({
      FLEET_IMAGE: container['image'],
      FLEET_RELEASE: '19.0-1',
      FLEET_SERIES: '19.0',
      FLEET_WEB_URL: 'http://odoo-web:8069/web/health',
      PGHOST: 'database-rw',
      PGSSLMODE: 'verify-full',
      PGUSER: 'odoo',
    });
    expect(at(pod(monitored()), 'volumes')).toEqual([
      { name: 'program', configMap: { name: 'odoo-metrics' } },
      { name: 'scripts', configMap: { name: 'odoo-scripts' } },
      { name: 'credentials', secret: { secretName: 'database-app', items: [{ key: 'password', path: 'password' }] } },
      { name: 'database-ca', secret: { secretName: 'database-ca', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
    ]);
  });

  it('runs once, and not for a stopped tenant', () => {
    const replicas = (stack: ReturnType<typeof rendered>) => at(stack.find('Deployment odoo-metrics'), 'spec.replicas');
    expect([replicas(monitored()), replicas(monitored(suspended))]).toEqual([1, 0]);
  });

  it('has the programs that it starts', () => {
    const data = at(monitored().find('ConfigMap odoo-metrics'), 'data') as JsonObject;
    expect(Object.keys(data)).toEqual(['odoo_metrics.py', 'odoo_queries.py']);
  });
});

describe('monitors', () => {
  it('take the tenant from the namespace and let no pod say who it is', () => {
    const stack = monitored();
    for (const name of ['odoo-metrics', 'database']) {
      const spec = stack.find(`PodMonitor ${name}`)['spec'] as JsonObject;
      expect(spec['namespaceSelector']).toBeUndefined();
      expect(at(spec, 'podMetricsEndpoints.0')).toMatchObject({
        port: 'metrics',
        honorLabels: false,
        relabelings: [{ sourceLabels: ['__meta_kubernetes_namespace'], regex: 'tenant-(.+)', targetLabel: 'tenant' }],
      });
    }
    expect(at(stack.find('PodMonitor database'), 'spec.selector')).toEqual({
      matchLabels: { 'cnpg.io/cluster': 'database' },
    });
  });

  it('keep of the instances exactly what rules and dashboards ask for', () => {
    const text = JSON.stringify(
      monitored((spec) => void (spec.plan = 'large')).objects.filter(({ kind }) => kind !== 'PodMonitor'),
    );
    const asked = new Set(text.match(/\b(cnpg_|barman_cloud_)\w+/g));
    expect([...asked].toSorted()).toEqual(instanceMetrics);
    expect(at(monitored().find('PodMonitor database'), 'spec.podMetricsEndpoints.0.metricRelabelings')).toEqual([
      { action: 'keep', sourceLabels: ['__name__'], regex: instanceMetrics.join('|') },
    ]);
  });

  it('probe every domain from outside', () => {
    const stack = monitored((spec) => void (spec.domains = ['acme.example.com', 'acme.example.org']));
    expect(stack.find('Probe domains')['spec']).toMatchObject({
      module: 'http_2xx',
      prober: { url: 'blackbox.monitoring.svc:9115' },
      targets: {
        staticConfig: {
          static: ['https://acme.example.com/web/health', 'https://acme.example.org/web/health'],
          labels: { namespace: 'tenant-acme', tenant: 'acme' },
        },
      },
    });
  });
});

describe('the dashboard', () => {
  const dashboardOf = (stack: ReturnType<typeof rendered>): JsonObject => {
    const data = at(stack.find('ConfigMap dashboard'), 'data') as Record<string, string>;
    expect(Object.keys(data)).toEqual([`${stack.tenant.spec.id}.json`]);
    return JSON.parse(Object.values(data)[0]!) as JsonObject;
  };
  const longest = 'a23456789-123456789-123456789-1234567890';

  it.each([
    ['small', 'acme'],
    ['large', longest],
  ] as const)('of plan %s is small, has a name of its own, and queries that read the tenant only', (plan, id) => {
    const stack = monitored((spec) => Object.assign(spec, { plan, id }));
    const dashboard = dashboardOf(stack);
    expect(JSON.stringify(dashboard).length).toBeLessThan(10_000);
    expect(dashboard).toMatchObject({ uid: id, title: `Tenant ${id}` });
    const panels = dashboard['panels'] as readonly JsonObject[];
    expect(panels.map(({ title }) => title)).toEqual([
      'Odoo',
      'Database',
      'Domains',
      'Alerts',
      'Certificate',
      'Last success',
      'Answer time',
      'Oldest that waits',
      'CPU',
      'Memory',
      'Database connections',
      'Database',
      'Volumes, used',
      'Users seen in a day',
    ]);
    for (const { targets } of panels)
      for (const target of targets as readonly JsonObject[])
        expect(readPromql(String(target['expr']), `tenant-${id}`), String(target['expr'])).toEqual({
          readable: true,
          foreign: [],
        });
  });

  it('has panels that do not cover each other, inside the grid', () => {
    const cells = new Set<string>();
    for (const panel of dashboardOf(monitored())['panels'] as readonly JsonObject[]) {
      const { x, y, w, h } = panel['gridPos'] as Record<'x' | 'y' | 'w' | 'h', number>;
      expect(x + w).toBeLessThanOrEqual(24);
      for (let column = x; column < x + w; column += 1)
        for (let row = y; row < y + h; row += 1) {
          expect(cells).not.toContain(`${column},${row}`);
          cells.add(`${column},${row}`);
        }
    }
  });

  it('takes its data source from a variable', () => {
    const dashboard = dashboardOf(monitored());
    expect(at(dashboard, 'templating.list')).toEqual([{ name: 'datasource', type: 'datasource', query: 'prometheus' }]);
    for (const panel of dashboard['panels'] as readonly JsonObject[])
      expect(isObject(panel) && panel['datasource']).toEqual({ type: 'prometheus', uid: '${datasource}' });
  });
});
