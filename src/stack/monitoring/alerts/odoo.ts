/** Alerts about Odoo: whether it answers, and whether its queues move. */
import { names } from '../../names.ts';
import type { Alert, Watched } from '../alert.ts';
import { thresholdsOf } from '../thresholds.ts';

export function odooAlerts({ stack, own }: Watched): readonly Alert[] {
  const limits = thresholdsOf(stack);
  const migrating = `max(${own('odoo_migration_running')}) == 1`;
  const pods = `deployment=~"${names.web}|${names.cron}"`;
  return [
    {
      name: 'OdooDown',
      severity: 'critical',
      // While a migration runs, Odoo may be away; MigrationRunningLong watches that.
      expr: `max(${own('odoo_up')}) == 0 unless ${migrating}`,
      for: '5m',
      summary: 'Odoo does not answer inside the cluster.',
      description: 'Users see errors or nothing at all.',
    },
    {
      name: 'OdooSlow',
      severity: 'warning',
      expr: `max(quantile_over_time(0.9, ${own('odoo_health_seconds')}[15m])) > ${limits.healthSeconds}`,
      for: '15m',
      summary: 'Odoo takes {{ $value | humanizeDuration }} until a web worker is free.',
      description: 'Users wait: all web workers are busy with long requests.',
    },
    {
      name: 'OdooMetricsMissing',
      severity: 'warning',
      expr: `absent(${own('odoo_up')})`,
      for: '15m',
      summary: 'There are no metrics of Odoo: nobody would see that it is down.',
      description: 'All other alerts about Odoo and its database are blind.',
    },
    {
      name: 'OdooCronStuck',
      severity: 'warning',
      expr: `max(${own('odoo_cron_oldest_overdue_seconds')}) > ${limits.cronOverdueSeconds} unless ${migrating}`,
      for: '10m',
      summary: 'A scheduled action has been due for {{ $value | humanizeDuration }}.',
      description: 'Reminders, imports, invoices and mail do not happen in time.',
    },
    {
      name: 'OdooMailQueueStuck',
      severity: 'warning',
      expr: `max(${own('odoo_mail_oldest_outgoing_seconds')}) > ${limits.mailOverdueSeconds} unless ${migrating}`,
      for: '10m',
      summary: 'Outgoing mail has waited for {{ $value | humanizeDuration }}.',
      description: 'Messages do not reach the people they are for.',
    },
    {
      name: 'OdooQueueJobsStuck',
      severity: 'warning',
      expr: `max(${own('odoo_queue_jobs_oldest_due_seconds')}) > ${limits.jobOverdueSeconds} unless ${migrating}`,
      for: '10m',
      summary: 'A queued job has been due for {{ $value | humanizeDuration }}.',
      description: 'Background work such as exports and calls to other systems does not happen.',
    },
    {
      name: 'OdooPodsMissing',
      severity: 'warning',
      expr: `${own('kube_deployment_status_replicas_available', pods)} < ${own('kube_deployment_spec_replicas', pods)}`,
      for: '30m',
      summary: '{{ $labels.deployment }} has only {{ $value }} pods that are available.',
      description: 'There is less room for load and failures than was paid for.',
    },
  ];
}
