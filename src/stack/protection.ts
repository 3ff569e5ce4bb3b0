/** What protects a tenant's data on a schedule, as far as other parts of the stack must know. */
import { longestPause } from '../model/cron.ts';
import { backupPlanOf } from './backup/plan.ts';
import type { Stack } from './part.ts';

export interface ScheduledJob {
  /** Name of the CronJob in the tenant's namespace. */
  readonly name: string;
  readonly purpose: 'backup' | 'drill';
  /** Longest time, in seconds, that may lie between two successes. */
  readonly maxAgeSeconds: number;
  /** Longest time, in seconds, that one run may take. */
  readonly maxRunSeconds: number;
}

export interface Protection {
  readonly jobs: readonly ScheduledJob[];
  /** CloudNativePG's own backups and its archive of the write-ahead log, through the barman-cloud plugin. */
  readonly archive?: {
    /** Longest time, in seconds, that may lie between two base backups. */
    readonly maxAgeSeconds: number;
    /** How much data, in seconds, may be lost at most. */
    readonly rpoSeconds: number;
  };
  /** Name of the Job, without its digest, that takes the last backup of a tenant that leaves. */
  readonly final?: string;
}

const hour = 3600;
/** Every Job of a backup ends by itself after this time. */
const longestBackup = 12 * hour;
/** What is promised to nobody is missed after a quarter of an hour. */
const usualLossMinutes = 15;

/** What the backups of a tenant promise, in the terms in which they are watched; nothing where there is no object store. */
export function protectionOf({ tenant, state }: Stack): Protection {
  if (tenant.cluster.objectStore === undefined) return { jobs: [] };
  const plan = backupPlanOf(tenant);
  const { contract, database } = tenant.spec;
  const isPlain = database.engine === 'statefulset';
  const backups: readonly ScheduledJob[] = [
    // Two copies in a row were missed, or one did not end.
    backup('filestore-backup', 3 * longestPause(plan.filesSchedule) * 60),
    ...(isPlain ? [backup('database-backup', plan.baseMinutes * 60)] : []),
    ...(plan.archiveMonths > 0 ? [backup('archive-backup', 31 * 24 * hour)] : []),
  ];
  const drill: ScheduledJob = {
    name: 'restore-drill',
    purpose: 'drill',
    maxAgeSeconds: longestPause(plan.drillSchedule) * 60 + 24 * hour,
    maxRunSeconds: plan.drillDeadlineSeconds,
  };
  const isClosing = state === 'closing';
  return {
    // With Odoo stopped only the database, which still runs, is backed up as ever.
    jobs: isClosing ? backups.filter(({ name }) => name === 'database-backup') : [...backups, drill],
    ...(isClosing && { final: 'final-backup' }),
    ...(!isPlain && {
      archive: {
        maxAgeSeconds: plan.baseMinutes * 60 + 2 * hour,
        rpoSeconds: (contract.rpoMinutes ?? usualLossMinutes) * 60,
      },
    }),
  };
}

function backup(name: string, pauseSeconds: number): ScheduledJob {
  return { name, purpose: 'backup', maxAgeSeconds: pauseSeconds + 2 * hour, maxRunSeconds: longestBackup };
}
