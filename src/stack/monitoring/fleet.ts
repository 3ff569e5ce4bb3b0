/** What a cluster's monitoring gets once for all tenants: sums over the fleet, alerts about it, and its dashboard. */
import type { Cluster } from '../../model/fleet.ts';
import type { JsonObject } from '../../model/manifest.ts';
import type { PlatformObject } from '../platform-object.ts';
import { fluxNamespace, layers } from '../names.ts';
import { dashboardJson, type Panel } from './grafana.ts';
import { runbookOf } from './rules.ts';
import { fleetThresholds } from './thresholds.ts';

const tenants = 'namespace=~"tenant-.+"';
const up = `max by (tenant) (odoo_up{${tenants}})`;

/** Recorded so that an overview of hundreds of tenants costs one series each. */
export const records: Readonly<Record<string, string>> = {
  'fleet:tenants:count': `count(kube_resourcequota{${tenants},resourcequota="tenant",type="hard",resource="pods"}) or vector(0)`,
  'fleet:tenants_measured:count': `count(${up}) or vector(0)`,
  'fleet:tenants_up:count': `count(${up} == 1) or vector(0)`,
  'fleet:tenants_by_release:count': `count by (release, series) (max by (tenant, release, series) (odoo_release_info{${tenants}}))`,
  'fleet:migrations:count': `count(max by (tenant) (odoo_migration_running{${tenants}}) == 1) or vector(0)`,
  'fleet:backup_age_seconds:max': `max(time() - max by (namespace, cronjob) (kube_cronjob_status_last_successful_time{${tenants},cronjob=~".+-backup"}) or time() - max by (namespace) (barman_cloud_cloudnative_pg_io_last_available_backup_timestamp{${tenants}} > 0))`,
  'fleet:alerts:count': `count by (alertname, severity) (ALERTS{${tenants},alertstate="firing"})`,
};

interface FleetAlert {
  readonly name: string;
  readonly severity: 'critical' | 'warning';
  readonly expr: string;
  readonly for: string;
  readonly summary: string;
  readonly description: string;
}

const applied = `exported_namespace="${fluxNamespace}",customresource_kind="Kustomization",name=~"tenant-.+-(${layers.join('|')})"`;

export const fleetAlerts: readonly FleetAlert[] = [
  {
    name: 'FluxNotReady',
    severity: 'warning',
    // A layer of the app may wait for a migration as long as its Kustomization's timeout.
    expr: `label_replace(max by (name) (gotk_resource_info{${applied},ready!="True",suspended!="true"}), "tenant", "$1", "name", "tenant-(.+)-(${layers.join('|')})") == 1`,
    for: '1h',
    summary: '{{ $labels.name }} is not applied.',
    description: 'What was merged for this tenant does not run.',
  },
  {
    name: 'FleetTenantsDown',
    severity: 'critical',
    expr: `1 - fleet:tenants_up:count / (fleet:tenants_measured:count > 0) > ${fleetThresholds.down}`,
    for: '5m',
    summary: 'Odoo does not answer for {{ $value | humanizePercentage }} of the tenants of the cluster.',
    description: 'So many at once have one cause: the cluster, its storage, its network, or a release.',
  },
  {
    name: 'FleetTenantsUnmeasured',
    severity: 'warning',
    expr: `fleet:tenants:count - fleet:tenants_measured:count > fleet:tenants:count * ${fleetThresholds.unmeasured}`,
    for: '30m',
    summary: '{{ $value }} tenants have no metrics.',
    description: 'Prometheus does not find or may not reach them, so their alerts are blind.',
  },
];

export function fleetMonitoring({ name, monitoring }: Cluster): readonly PlatformObject[] {
  if (monitoring === undefined) return [];
  const { namespace, selectorLabels, dashboardLabels, runbooks } = monitoring;
  const dashboard = {
    uid: `fleet_${name}`.slice(0, 40),
    title: `Fleet, cluster ${name}`,
    tags: ['aos-fleet'],
    panels,
  };
  return [
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      name: 'aos-fleet',
      namespace,
      labels: selectorLabels,
      body: { spec: { groups: [{ name: 'aos-fleet', interval: '1m', rules: rulesOf(runbooks) }] } },
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name: 'aos-fleet-dashboard',
      namespace,
      labels: dashboardLabels,
      body: { data: { 'aos-fleet.json': dashboardJson(dashboard) } },
    },
  ];
}

function rulesOf(runbooks: string): readonly JsonObject[] {
  return [
    ...Object.entries(records).map(([record, expr]) => ({ record, expr })),
    ...fleetAlerts.map((alert) => ({
      alert: alert.name,
      expr: alert.expr,
      for: alert.for,
      labels: { severity: alert.severity },
      annotations: {
        summary: alert.summary,
        description: alert.description,
        runbook_url: runbookOf(runbooks, alert.name),
      },
    })),
  ];
}

const toTenant = '/d/${__data.fields.tenant}';

const panels: readonly Panel[] = [
  { title: 'Tenants', type: 'stat', series: { all: 'fleet:tenants:count' } },
  { title: 'Up', type: 'stat', series: { up: 'fleet:tenants_up:count' } },
  {
    title: 'Down',
    type: 'stat',
    series: { down: 'fleet:tenants_measured:count - fleet:tenants_up:count' },
  },
  { title: 'Migrations', type: 'stat', series: { running: 'fleet:migrations:count' } },
  { title: 'Oldest backup', type: 'stat', unit: 's', series: { age: 'fleet:backup_age_seconds:max' } },
  { title: 'Flux behind', type: 'stat', series: { behind: 'count(ALERTS{alertname="FluxNotReady"}) or vector(0)' } },
  { title: 'Releases', type: 'timeseries', series: { '{{release}}': 'fleet:tenants_by_release:count' } },
  { title: 'Alerts', type: 'timeseries', series: { '{{alertname}}': 'fleet:alerts:count' } },
  {
    title: 'Down now',
    type: 'table',
    link: toTenant,
    series: { tenant: `${up} == 0` },
  },
  {
    title: 'Slowest',
    type: 'table',
    unit: 's',
    link: toTenant,
    series: { seconds: `topk(10, max by (tenant) (odoo_health_seconds{${tenants}}))` },
  },
];
