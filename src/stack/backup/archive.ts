/** The monthly archive, for contracts that keep records for years: the database as portable text, then its files. */
import type { Chart } from 'cdk8s';
import type { Stack } from '../part.ts';
import { addCronJob } from './job.ts';
import { backupPlanOf } from './plan.ts';
import { portableBackup } from './portable.ts';
import type { ObjectStore } from './store.ts';

/** Base backups and log of years would cost a multiple of the database, and only the same major version could read them. */
export function addArchiveBackup(layer: Chart, stack: Stack, store: ObjectStore): void {
  const { archiveMonths, archiveSchedule } = backupPlanOf(stack.tenant);
  if (archiveMonths === 0) return;
  const env = [
    { name: 'FLEET_TAG', value: 'archive' },
    { name: 'FLEET_KEEP_MONTHS', value: String(archiveMonths) },
  ];
  addCronJob(layer, stack, {
    schedule: archiveSchedule,
    job: portableBackup(stack, store, { component: 'archive-backup', env }),
  });
}
