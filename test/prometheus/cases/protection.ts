/** Cases of the alerts of `alerts/protection.ts`. The tenant has plan large, three database instances, and everything that protects its data. */
import { type AlertCase } from './alert-case.ts';

const barman = 'barman_cloud_cloudnative_pg_io_last_available_backup_timestamp{pod="database-1"}';
const lastSuccess = (job: string) => `kube_cronjob_status_last_successful_time{cronjob="${job}"}`;
const lastStart = (job: string) => `kube_cronjob_status_last_schedule_time{cronjob="${job}"}`;
const created = (job: string) => `kube_cronjob_created{cronjob="${job}"}`;

export const protectionCases: Readonly<Record<string, AlertCase>> = {
  BackupTooOld: {
    fires: {
      'an old backup of the database': { series: { [barman]: '-100000x90' }, at: '70m' },
      'an old backup of the files': {
        series: { [lastSuccess('filestore-backup')]: '-100000x90' },
        at: '70m',
        value: '1d 4h 56m 40s',
      },
      'never a backup of the files': {
        series: { [created('filestore-backup')]: '-100000x90' },
        at: '70m',
        value: '1d 4h 56m 40s',
      },
    },
    quiet: {
      'a backup of today': {
        series: { [barman]: '-10000x90', [lastSuccess('filestore-backup')]: '-10000x90' },
        at: '70m',
      },
      'a new tenant': { series: { [created('filestore-backup')]: '-10000x90' }, at: '70m' },
      'old, but with a success since': {
        series: { [created('filestore-backup')]: '-9000000x90', [lastSuccess('filestore-backup')]: '-10000x90' },
        at: '70m',
      },
    },
  },
  FinalBackupFailed: {
    fires: {
      'it has failed for good': {
        series: { 'kube_job_failed{job_name="final-backup-0123456789",condition="true"}': '1x10' },
        at: '5m',
      },
    },
    quiet: {
      'it has not': {
        series: { 'kube_job_failed{job_name="final-backup-0123456789",condition="true"}': '0x10' },
        at: '5m',
      },
      'another Job has': {
        series: { 'kube_job_failed{job_name="archive-backup-29",condition="true"}': '1x10' },
        at: '5m',
      },
    },
  },
  RestoreDrillTooOld: {
    fires: {
      'an old drill': {
        series: { [lastSuccess('restore-drill')]: '-2800000x60' },
        at: '40m',
        value: '32d 10h 26m 40s',
      },
    },
    quiet: { 'a drill of last week': { series: { [lastSuccess('restore-drill')]: '-600000x60' }, at: '40m' } },
  },
  RestoreDrillFailed: {
    fires: {
      'the last run did not succeed': {
        series: { [lastStart('restore-drill')]: '-20000x20', [lastSuccess('restore-drill')]: '-700000x20' },
        at: '10m',
      },
      'no run ever succeeded': { series: { [lastStart('restore-drill')]: '60x400' }, at: '5h' },
    },
    quiet: {
      'the last run succeeded': {
        series: { [lastStart('restore-drill')]: '-20000x20', [lastSuccess('restore-drill')]: '-15000x20' },
        at: '10m',
      },
      'it may still run': {
        series: { [lastStart('restore-drill')]: '-5000x20', [lastSuccess('restore-drill')]: '-700000x20' },
        at: '10m',
      },
    },
  },
};
