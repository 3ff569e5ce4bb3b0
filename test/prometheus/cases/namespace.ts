/** Cases of the alerts of `alerts/namespace.ts`. The tenant has plan large, three database instances, and everything that protects its data. */
import { type AlertCase } from './alert-case.ts';

const pod = { pod: 'odoo-web-1', container: 'odoo' };
const restarts = 'kube_pod_container_status_restarts_total{pod="odoo-web-1",container="odoo"}';
const killed = 'kube_pod_container_status_last_terminated_reason{pod="odoo-web-1",container="odoo",reason="OOMKilled"}';
const available = 'kubelet_volume_stats_available_bytes{persistentvolumeclaim="odoo-filestore"}';
const capacity = 'kubelet_volume_stats_capacity_bytes{persistentvolumeclaim="odoo-filestore"}';
const quota = (resource: string, type: string) =>
  `kube_resourcequota{resourcequota="tenant",resource="${resource}",type="${type}"}`;

export const namespaceCases: Readonly<Record<string, AlertCase>> = {
  ContainerRestarting: {
    fires: { 'again and again': { series: { [restarts]: '0 1 2 3 4 5x60' }, at: '20m', labels: pod } },
    quiet: {
      once: { series: { [restarts]: '0x3 1x60' }, at: '20m' },
      'long ago': { series: { [restarts]: '17x90' }, at: '80m' },
    },
  },
  ContainerOutOfMemory: {
    fires: { now: { series: { [killed]: '0x9 1x50', [restarts]: '0x9 1x50' }, at: '20m', labels: pod } },
    quiet: {
      'long ago': { series: { [killed]: '1x90', [restarts]: '4x90' }, at: '80m' },
      'for another reason': {
        series: { [killed.replace('OOMKilled', 'Error')]: '1x50', [restarts]: '0x9 1x50' },
        at: '20m',
      },
    },
  },
  VolumeAlmostFull: {
    fires: {
      'five of a hundred left': {
        series: { [available]: '5x30', [capacity]: '100x30' },
        at: '15m',
        labels: { persistentvolumeclaim: 'odoo-filestore' },
        value: '5%',
      },
    },
    quiet: { 'twenty left': { series: { [available]: '20x30', [capacity]: '100x30' }, at: '15m' } },
  },
  VolumeFillingUp: {
    fires: {
      'little left, and it shrinks': {
        series: { [available]: '29-0.02x200', [capacity]: '100x200' },
        at: '2h',
        labels: { persistentvolumeclaim: 'odoo-filestore' },
      },
    },
    quiet: {
      'little left, and it stays': { series: { [available]: '29x200', [capacity]: '100x200' }, at: '2h' },
      'it shrinks, and much is left': { series: { [available]: '80-0.02x200', [capacity]: '100x200' }, at: '2h' },
    },
  },
  MigrationFailed: {
    fires: {
      'the Job gave up': {
        series: { 'kube_job_failed{job_name="odoo-migrate-0a1b2c3d4e",condition="true"}': '1x10' },
        at: '5m',
      },
    },
    quiet: {
      'it did not': {
        series: {
          'kube_job_failed{job_name="odoo-migrate-0a1b2c3d4e",condition="true"}': '0x10',
          'kube_job_failed{job_name="odoo-migrate-0a1b2c3d4e",condition="false"}': '1x10',
        },
        at: '5m',
      },
      'another Job did': {
        series: { 'kube_job_failed{job_name="restore-drill-29",condition="true"}': '1x10' },
        at: '5m',
      },
    },
  },
  MigrationRunningLong: {
    fires: {
      'it has begun and not ended': { series: { odoo_migration_running: '1x100' }, at: '70m' },
      'its Job runs': {
        series: { 'kube_job_status_active{job_name="odoo-migrate-0a1b2c3d4e"}': '1x100' },
        at: '70m',
      },
    },
    quiet: { 'half an hour': { series: { odoo_migration_running: '1x30 0x100' }, at: '70m' } },
  },
  QuotaNearLimit: {
    fires: {
      'nearly all pods': {
        series: { [quota('pods', 'used')]: '97x200', [quota('pods', 'hard')]: '100x200' },
        at: '130m',
        labels: { resource: 'pods', resourcequota: 'tenant' },
        value: '97%',
      },
    },
    quiet: {
      'enough left': { series: { [quota('pods', 'used')]: '9x200', [quota('pods', 'hard')]: '10x200' }, at: '130m' },
      'volumes, which take all that is given': {
        series: {
          [quota('persistentvolumeclaims', 'used')]: '3x200',
          [quota('persistentvolumeclaims', 'hard')]: '3x200',
          [quota('requests.storage', 'used')]: '60x200',
          [quota('requests.storage', 'hard')]: '60x200',
        },
        at: '130m',
      },
      'nothing of nothing': {
        series: {
          [quota('services.loadbalancers', 'used')]: '0x200',
          [quota('services.loadbalancers', 'hard')]: '0x200',
        },
        at: '130m',
      },
    },
  },
};
