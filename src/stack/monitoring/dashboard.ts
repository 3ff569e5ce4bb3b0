/** The tenant's own dashboard: whether it is well, how fast it is, what waits, and what fills up. */
import type { Chart } from 'cdk8s';
import { add, type Stack } from '../part.ts';
import { protectionOf, type Protection } from '../protection.ts';
import { dashboardJson, type Panel } from './grafana.ts';
import type { Monitoring } from './monitoring.ts';
import { type OwnSeries, ownSeries } from './own-series.ts';

export function addDashboard(layer: Chart, stack: Stack, { dashboardLabels }: Monitoring): void {
  const { id } = stack.tenant.spec;
  const dashboard = {
    // An id is unique in the fleet, and at most as long as Grafana allows.
    uid: id,
    title: `Tenant ${id}`,
    tags: ['aos-fleet', 'tenant'],
    panels: panelsOf(stack, protectionOf(stack)),
  };
  add(layer, stack, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name: 'dashboard',
    labels: dashboardLabels,
    body: { data: { [`${id}.json`]: dashboardJson(dashboard) } },
  });
}

export function panelsOf(stack: Stack, protection: Protection): readonly Panel[] {
  const own = ownSeries(stack);
  const most = (metric: string, ...matchers: readonly string[]): string => `max(${own(metric, ...matchers)})`;
  return [
    { title: 'Odoo', type: 'stat', series: { up: most('odoo_up') } },
    { title: 'Database', type: 'stat', series: { up: most('odoo_database_up') } },
    { title: 'Domains', type: 'stat', series: { up: `min(${own('probe_success')})` } },
    {
      title: 'Alerts',
      type: 'stat',
      series: { firing: `count(${own('ALERTS', 'alertstate="firing"')}) or vector(0)` },
    },
    {
      title: 'Certificate',
      type: 'stat',
      unit: 's',
      series: { left: `min(${own('probe_ssl_earliest_cert_expiry')}) - time()` },
    },
    ...protectionPanels(own, protection),
    {
      title: 'Answer time',
      type: 'timeseries',
      unit: 's',
      series: {
        inside: most('odoo_health_seconds'),
        '{{instance}}': `max by (instance) (${own('probe_duration_seconds')})`,
      },
    },
    {
      title: 'Oldest that waits',
      type: 'timeseries',
      unit: 's',
      series: {
        'scheduled actions': most('odoo_cron_oldest_overdue_seconds'),
        mail: most('odoo_mail_oldest_outgoing_seconds'),
        jobs: most('odoo_queue_jobs_oldest_due_seconds'),
      },
    },
    {
      title: 'CPU',
      type: 'timeseries',
      series: { '{{pod}}': `sum by (pod) (rate(${own('container_cpu_usage_seconds_total', 'container!=""')}[5m]))` },
    },
    {
      title: 'Memory',
      type: 'timeseries',
      unit: 'bytes',
      series: { '{{pod}}': `sum by (pod) (${own('container_memory_working_set_bytes', 'container!=""')})` },
    },
    {
      title: 'Database connections',
      type: 'timeseries',
      series: { used: most('odoo_database_connections'), most: most('odoo_database_connections_max') },
    },
    { title: 'Database', type: 'timeseries', unit: 's', series: databaseSeries(stack, most) },
    {
      title: 'Volumes, used',
      type: 'timeseries',
      unit: 'percentunit',
      series: {
        '{{persistentvolumeclaim}}': `1 - ${own('kubelet_volume_stats_available_bytes')} / ${own('kubelet_volume_stats_capacity_bytes')}`,
      },
    },
    {
      title: 'Users seen in a day',
      type: 'timeseries',
      series: { seen: most('odoo_users_seen_day'), internal: most('odoo_users_internal') },
    },
  ];
}

function databaseSeries({ tenant, size }: Stack, most: OwnSeries): Readonly<Record<string, string>> {
  const isReplicated = tenant.spec.database.engine === 'cloudnative-pg' && size.database.instances > 1;
  return {
    'longest transaction': most('odoo_database_longest_transaction_seconds'),
    ...(isReplicated && { 'replication lag': most('cnpg_pg_replication_lag') }),
  };
}

/** How old the newest backup of each kind is. */
function protectionPanels(own: OwnSeries, { jobs, archive }: Protection): readonly Panel[] {
  const series = {
    ...(archive !== undefined && {
      database: `time() - max(${own('barman_cloud_cloudnative_pg_io_last_available_backup_timestamp')})`,
    }),
    ...Object.fromEntries(
      jobs.map(({ name }) => [
        name,
        `time() - max(${own('kube_cronjob_status_last_successful_time', `cronjob="${name}"`)})`,
      ]),
    ),
  };
  return Object.keys(series).length === 0 ? [] : [{ title: 'Last success', type: 'stat', unit: 's', series }];
}
