/** Alerts about what Kubernetes says of the tenant's namespace: containers, volumes, quota, the migration Job. */
import { names } from '../../names.ts';
import type { Alert, Watched } from '../alert.ts';
import { thresholdsOf } from '../thresholds.ts';

export function namespaceAlerts({ stack, own }: Watched): readonly Alert[] {
  const limits = thresholdsOf(stack);
  const migration = `job_name=~"${names.migration}-.+"`;
  const restarts = own('kube_pod_container_status_restarts_total');
  const available = own('kubelet_volume_stats_available_bytes');
  const free = `${available} / ${own('kubelet_volume_stats_capacity_bytes')}`;
  // What is claimed is always all that may be.
  const resources = 'resource!~"persistentvolumeclaims|requests.storage"';
  return [
    {
      name: 'ContainerRestarting',
      severity: 'warning',
      expr: `sum by (pod, container) (increase(${restarts}[1h])) > ${limits.restartsPerHour}`,
      for: '5m',
      summary: 'Container {{ $labels.container }} of {{ $labels.pod }} starts again and again.',
      description: 'Requests and actions are cut off each time.',
    },
    {
      name: 'ContainerOutOfMemory',
      severity: 'warning',
      expr: `max by (pod, container) (${own('kube_pod_container_status_last_terminated_reason', 'reason="OOMKilled"')}) == 1 and sum by (pod, container) (increase(${restarts}[1h])) > 0`,
      for: '1m',
      summary: 'Container {{ $labels.container }} of {{ $labels.pod }} was ended for want of memory.',
      description: 'What it was doing is lost, and will probably end the same way again.',
    },
    {
      name: 'VolumeAlmostFull',
      severity: 'critical',
      expr: `${free} < ${limits.volumeFreeShare}`,
      for: '10m',
      summary: 'Volume {{ $labels.persistentvolumeclaim }} has only {{ $value | humanizePercentage }} left.',
      description: 'A full volume stops the database or loses uploads.',
    },
    {
      name: 'VolumeFillingUp',
      severity: 'warning',
      expr: `${free} < ${limits.volumeWatchedShare} and predict_linear(${available}[12h], ${limits.volumeFullInSeconds}) < 0`,
      for: '1h',
      summary: `Volume {{ $labels.persistentvolumeclaim }} will be full within ${limits.volumeFullInSeconds / 86_400} days.`,
      description: 'A full volume stops the database or loses uploads.',
    },
    {
      name: 'MigrationFailed',
      severity: 'critical',
      expr: `max(${own('kube_job_failed', migration, 'condition="true"')}) == 1`,
      for: '1m',
      summary: 'The migration of the database has failed for good.',
      description: 'The new release does not start; the old one runs on, or nothing does.',
    },
    {
      name: 'MigrationRunningLong',
      // The alerts that it holds back wake someone, so it does too.
      severity: 'critical',
      expr: `max(${own('odoo_migration_running')}) == 1 or max(${own('kube_job_status_active', migration)}) > 0`,
      for: '1h',
      summary: 'A migration of the database has run for over an hour, or has begun and nobody ends it.',
      description: 'New pods wait for its end; alerts about silence are held back meanwhile.',
    },
    {
      name: 'QuotaNearLimit',
      severity: 'warning',
      expr: `${own('kube_resourcequota', 'type="used"', resources)} / ignoring (type) ${own('kube_resourcequota', 'type="hard"', resources)} > ${limits.quotaShare}`,
      for: '2h',
      summary: '{{ $value | humanizePercentage }} of the quota for {{ $labels.resource }} is taken.',
      description: 'New objects, such as the next rollout needs, will be refused.',
    },
  ];
}
