/** Alerts about backups and restore drills, for each that the stack makes. */
import type { ScheduledJob } from '../../protection.ts';
import type { Alert, Watched } from '../alert.ts';

export function protectionAlerts(watched: Watched): readonly Alert[] {
  const { protection } = watched;
  return [
    ...(protection.archive === undefined ? [] : [baseBackupAlert(watched, protection.archive.maxAgeSeconds)]),
    ...(protection.final === undefined ? [] : [finalBackupFailed(watched, protection.final)]),
    ...protection.jobs.map((job) => tooOld(watched, job)),
    ...protection.jobs.filter(({ purpose }) => purpose === 'drill').map((job) => drillFailed(watched, job)),
  ];
}

/** The plugin says 0 as long as there is no backup at all. */
function baseBackupAlert({ own }: Watched, maxAgeSeconds: number): Alert {
  return {
    name: 'BackupTooOld',
    severity: 'critical',
    labels: { backup: 'database' },
    expr: `time() - max(${own('barman_cloud_cloudnative_pg_io_last_available_backup_timestamp')}) > ${maxAgeSeconds}`,
    for: '1h',
    summary: 'The newest backup of the database is too old, or there is none.',
    description: 'After a loss, more would be missing than was promised.',
  };
}

function finalBackupFailed({ own }: Watched, job: string): Alert {
  return {
    name: 'FinalBackupFailed',
    severity: 'critical',
    expr: `max(${own('kube_job_failed', `job_name=~"${job}-[0-9a-f]+"`, 'condition="true"')}) == 1`,
    for: '1m',
    summary: 'The final backup has failed for good; it begins again a day later.',
    description: 'Nothing of the tenant may be deleted before one has succeeded.',
  };
}

/** A CronJob that never succeeded has no time of success: then its age counts. */
function tooOld({ own }: Watched, job: ScheduledJob): Alert {
  const cronjob = `cronjob="${job.name}"`;
  const success = `max(${own('kube_cronjob_status_last_successful_time', cronjob)})`;
  const created = `max(${own('kube_cronjob_created', cronjob)})`;
  return {
    name: job.purpose === 'drill' ? 'RestoreDrillTooOld' : 'BackupTooOld',
    severity: job.purpose === 'drill' ? 'warning' : 'critical',
    labels: { backup: job.name },
    expr: `time() - (${success} or ${created}) > ${job.maxAgeSeconds}`,
    for: '30m',
    summary: `The last success of ${job.name} is {{ $value | humanizeDuration }} ago, or there was none.`,
    description:
      job.purpose === 'drill'
        ? 'Nobody knows whether the backups can be restored.'
        : 'After a loss, more would be missing than was promised.',
  };
}

/** The last run has had its time, and no success came after its start. */
function drillFailed({ own }: Watched, job: ScheduledJob): Alert {
  const cronjob = `cronjob="${job.name}"`;
  const started = `max(${own('kube_cronjob_status_last_schedule_time', cronjob)})`;
  const success = `max(${own('kube_cronjob_status_last_successful_time', cronjob)})`;
  return {
    name: 'RestoreDrillFailed',
    severity: 'critical',
    labels: { backup: job.name },
    expr: `time() - (${started} > (${success} or vector(0))) > ${job.maxRunSeconds}`,
    for: '5m',
    summary: `The last run of ${job.name} did not succeed.`,
    description: 'Nobody knows whether the backups can be restored.',
  };
}
