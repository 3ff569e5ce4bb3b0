/** Copies of Odoo's files, and their way back after a restore of the database. */
import { createHash } from 'node:crypto';
import type { Chart } from 'cdk8s';
import type { JsonObject } from '../../model/manifest.ts';
import { names } from '../names.ts';
import { sameNode } from '../odoo/pod.ts';
import { add, type Stack } from '../part.ts';
import {
  addCronJob,
  type BackupJob,
  containerOf,
  ifNotPresent,
  jobOf,
  program,
  repositoryMount,
  repositoryOf,
  repositoryVolume,
} from './job.ts';
import { backupPlanOf } from './plan.ts';
import { filesStore, type ObjectStore, ownBackups, restoreSourceOf } from './store.ts';

/**
 * Files are named after their content and only removed when nothing refers to them any more, so a copy that begins after a
 * moment has every file of the database at that moment, but for those removed in between, which the copy before has.
 */
export function addFilestoreBackup(layer: Chart, stack: Stack, store: ObjectStore): void {
  const { filesSchedule, retentionDays, schedule } = backupPlanOf(stack.tenant);
  addCronJob(layer, stack, {
    schedule: filesSchedule,
    job: {
      ...filesJob(stack),
      component: 'filestore-backup',
      // The first copy of a full volume may take hours; those after it take seconds.
      deadlineSeconds: 12 * 3600,
      container: containerOf({
        name: 'restic',
        image: stack.tenant.release.backup.resticImage,
        command: program('backup_files.sh'),
        env: [
          ...filesStore(ownBackups(stack.tenant, store)),
          { name: 'FLEET_TAG', value: 'filestore' },
          // Of a database as it was at the window's beginning, the copy before and the copy after are needed.
          { name: 'FLEET_KEEP_DAYS', value: String(retentionDays + 2) },
          { name: 'FLEET_PRUNE_HOUR', value: pruneHour(schedule) },
        ],
        mounts: [{ name: 'filestore', mountPath: '/var/lib/odoo', readOnly: true }, repositoryMount],
        resources: stack.size.backup.job,
      }),
      volumes: [filesVolume('read'), repositoryVolume],
    },
  });
}

/** Once for each restore, whose name it carries. Without it a lost volume would come back without its files. */
export function addFilestoreRestore(layer: Chart, stack: Stack, store: ObjectStore): void {
  const source = restoreSourceOf(stack.tenant, store);
  if (source === undefined || !stack.running) return;
  const spec = jobOf(stack, {
    ...filesJob(stack),
    component: 'filestore-restore',
    deadlineSeconds: backupPlanOf(stack.tenant).drillDeadlineSeconds,
    container: containerOf({
      name: 'restic',
      image: stack.tenant.release.backup.resticImage,
      command: program('restore_files.sh'),
      env: [
        ...filesStore(source),
        ...(source.time === undefined ? [] : [{ name: 'FLEET_TIME', value: source.time }]),
        // A lock would be written beside the copies, where another tenant must write nothing.
        ...(source.isForeign ? [{ name: 'FLEET_READ_ONLY', value: 'true' }] : []),
      ],
      mounts: [{ name: 'filestore', mountPath: '/var/lib/odoo' }, repositoryMount],
      resources: stack.size.backup.job,
    }),
    volumes: [filesVolume('write'), repositoryOf(source.repository)],
  });
  // Once for each restore: another image must not bring back what was removed since.
  const restore = JSON.stringify([
    stack.tenant.spec.database.generation,
    source.time ?? '',
    ...(source.isForeign ? [source.tenant] : []),
  ]);
  const digest = createHash('sha256').update(restore).digest('hex').slice(0, 10);
  add(layer, stack, {
    apiVersion: 'batch/v1',
    kind: 'Job',
    name: `filestore-restore-${digest}`,
    component: 'filestore-restore',
    annotations: ifNotPresent,
    body: { spec },
  });
}

/** As Odoo's own user, beside its pods where the volume is for one node at a time. */
export function filesJob(stack: Stack): Pick<BackupJob, 'user' | 'labels' | 'placement'> {
  const { uid, gid } = stack.tenant.release.odoo;
  return {
    user: { uid, gid },
    labels: { [`${stack.fleet.spec.labelPrefix}/volume`]: 'filestore' },
    placement: sameNode(stack),
  };
}

export function filesVolume(mode: 'read' | 'write'): JsonObject {
  const claim = { claimName: names.filestore, ...(mode === 'read' && { readOnly: true }) };
  return { name: 'filestore', persistentVolumeClaim: claim };
}

/** With the base backup, in the tenant's quiet hours. */
function pruneHour(schedule: string): string {
  const hour = schedule.split(' ')[1] ?? '';
  return /^\d+$/.test(hour) ? hour.padStart(2, '0') : '03';
}
