/** What Prometheus reads of a tenant: the exporter, CloudNativePG's instances, and a probe of each domain. */
import type { Chart } from 'cdk8s';
import { databaseRuns } from '../../model/life.ts';
import type { JsonObject } from '../../model/manifest.ts';
import { databaseNamesOf, names, selectorOf } from '../names.ts';
import { add, type Stack } from '../part.ts';
import type { Monitoring } from './monitoring.ts';

const interval = '60s';

/** CloudNativePG says far more, some of it with a label for each client: only what rules and dashboards ask for is kept. */
export const instanceMetrics: readonly string[] = [
  'barman_cloud_cloudnative_pg_io_last_available_backup_timestamp',
  'cnpg_pg_replication_lag',
  'cnpg_pg_replication_streaming_replicas',
  'cnpg_pg_stat_archiver_last_archived_time',
  'cnpg_pg_stat_archiver_last_failed_time',
];

export function addMonitors(layer: Chart, stack: Stack, monitoring: Monitoring): void {
  if (stack.running) addPodMonitor(layer, stack, { name: names.metrics, of: 'metrics', keep: ['odoo_.+'], monitoring });
  if (databaseRuns(stack.state) && stack.tenant.spec.database.engine === 'cloudnative-pg') {
    addPodMonitor(layer, stack, {
      name: databaseNamesOf(stack.tenant).server,
      of: 'database',
      keep: instanceMetrics,
      monitoring,
    });
  }
  if (stack.running) addProbe(layer, stack, monitoring);
}

interface PodMonitorSpec {
  readonly name: string;
  readonly of: 'metrics' | 'database';
  /** Names of the metrics that are kept; regular expressions. */
  readonly keep: readonly string[];
  readonly monitoring: Monitoring;
}

function addPodMonitor(layer: Chart, stack: Stack, { name, of, keep, monitoring }: PodMonitorSpec): void {
  add(layer, stack, {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    name,
    component: of,
    labels: monitoring.selectorLabels,
    body: {
      spec: {
        selector: { matchLabels: selectorOf(of, stack.tenant) },
        // More would be a mistake, or an attack on Prometheus.
        sampleLimit: 500,
        podMetricsEndpoints: [
          {
            port: 'metrics',
            interval,
            scrapeTimeout: '30s',
            // What a pod says of itself never replaces what Kubernetes says of it.
            honorLabels: false,
            relabelings: [tenantLabel],
            metricRelabelings: [{ action: 'keep', sourceLabels: ['__name__'], regex: keep.join('|') }],
          },
        ],
      },
    },
  });
}

/** From the namespace, which no pod chooses. */
const tenantLabel: JsonObject = {
  sourceLabels: ['__meta_kubernetes_namespace'],
  regex: 'tenant-(.+)',
  targetLabel: 'tenant',
};

function addProbe(layer: Chart, stack: Stack, { selectorLabels, blackbox }: Monitoring): void {
  const { id, domains } = stack.tenant.spec;
  add(layer, stack, {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Probe',
    name: 'domains',
    component: 'gateway',
    labels: selectorLabels,
    body: {
      spec: {
        interval,
        scrapeTimeout: '30s',
        module: blackbox.module,
        prober: { url: blackbox.address },
        targets: {
          staticConfig: {
            static: domains.map((domain) => `https://${domain}/web/health`),
            labels: { namespace: stack.namespace, tenant: id },
          },
        },
        metricRelabelings: [
          {
            action: 'keep',
            sourceLabels: ['__name__'],
            regex: 'probe_success|probe_duration_seconds|probe_ssl_earliest_cert_expiry',
          },
        ],
      },
    },
  });
}
