/** Cases of the alerts of `alerts/odoo.ts`. The tenant has plan large, three database instances, and everything that protects its data. */
import { age, type AlertCase, migrating } from './alert-case.ts';

const web = { deployment: 'odoo-web' };

export const odooCases: Readonly<Record<string, AlertCase>> = {
  OdooDown: {
    fires: { 'no answer': { series: { odoo_up: '1x4 0x20' }, at: '15m' } },
    quiet: {
      'it answers': { series: { odoo_up: '1x30' }, at: '15m' },
      'for a moment': { series: { odoo_up: '1x5 0x2 1x20' }, at: '8m' },
      'during a migration': { series: { odoo_up: '0x30', ...migrating }, at: '15m' },
    },
  },
  OdooSlow: {
    fires: { 'slow answers': { series: { odoo_health_seconds: '3x60' }, at: '40m', value: '3s' } },
    quiet: {
      'quick answers': { series: { odoo_health_seconds: '0.1x60' }, at: '40m' },
      'one slow answer': { series: { odoo_health_seconds: '0.1x25 9 0.1x30' }, at: '40m' },
    },
  },
  OdooMetricsMissing: {
    fires: { nothing: { series: {}, at: '20m' }, 'no longer': { series: { odoo_up: '1x10' }, at: '40m' } },
    quiet: { 'Odoo is down': { series: { odoo_up: '0x30' }, at: '20m' } },
  },
  OdooCronStuck: age('odoo_cron_oldest_overdue_seconds', { tooOld: 5000, value: '1h 23m 20s', fine: 4400 }),
  OdooMailQueueStuck: age('odoo_mail_oldest_outgoing_seconds', { tooOld: 8000, value: '2h 13m 20s', fine: 7000 }),
  OdooQueueJobsStuck: age('odoo_queue_jobs_oldest_due_seconds', { tooOld: 2000, value: '33m 20s', fine: 1700 }),
  OdooPodsMissing: {
    fires: {
      'one of three is away': {
        series: {
          'kube_deployment_spec_replicas{deployment="odoo-web"}': '3x60',
          'kube_deployment_status_replicas_available{deployment="odoo-web"}': '2x60',
        },
        at: '40m',
        labels: web,
        value: '2',
      },
    },
    quiet: {
      'all are there': {
        series: {
          'kube_deployment_spec_replicas{deployment="odoo-web"}': '3x60',
          'kube_deployment_status_replicas_available{deployment="odoo-web"}': '3x60',
        },
        at: '40m',
      },
      'a rollout': {
        series: {
          'kube_deployment_spec_replicas{deployment="odoo-web"}': '3x60',
          'kube_deployment_status_replicas_available{deployment="odoo-web"}': '2x20 3x60',
        },
        at: '40m',
      },
    },
  },
};
