/** The schedules that keep what a tenant's contract promises: one formula each, in one place. */
import { databaseLoss, filesLoss, transferMinutes } from '../../model/backup-promise.ts';
import { longestPause } from '../../model/cron.ts';
import type { Tenant } from '../../model/fleet.ts';
import { sizeOf } from '../sizing.ts';
import { daily, everyMinutes, monthly, weekly } from './cron.ts';

/** Five-field cron expressions in UTC. */
export interface BackupPlan {
  /** Base backups of the database. */
  readonly schedule: string;
  /** Longest pause in minutes between two base backups. */
  readonly baseMinutes: number;
  /** PostgreSQL closes a segment of its log after this time even when it is not full (`archive_timeout`). */
  readonly archiveSeconds: number;
  /** Whether a commit waits for a second instance; `required`: also while there is none. */
  readonly synchronous: 'no' | 'preferred' | 'required';
  readonly filesSchedule: string;
  /** The drill fails after this time: the contract's recovery time, or half a day. */
  readonly drillDeadlineSeconds: number;
  readonly drillSchedule: string;
  /** How old the newest commit may be that the drill finds; Odoo's scheduled actions write at least once an hour. */
  readonly stalestMinutes: number;
  /** Most minutes of files that are lost. */
  readonly filesLossMinutes: number;
  readonly retentionDays: number;
  readonly archiveSchedule: string;
  /** Monthly copies that are kept; 0 for none. */
  readonly archiveMonths: number;
}

/** CloudNativePG's own default; a longer time saves nothing. */
const longestArchive = 300;
/** More often, mostly empty segments of 16 MiB would fill the store. */
const shortestArchive = 60;
const filesIntervals = [60, 30, 20, 15, 10, 5, 3, 2, 1] as const;

export function backupPlanOf(tenant: Tenant): BackupPlan {
  const { id, contract, backup, database } = tenant.spec;
  const schedule = backup.schedule ?? daily(id);
  const rpo = contract.rpoMinutes ?? Number.POSITIVE_INFINITY;
  const filesRpo = contract.filesRpoMinutes ?? rpo;
  const wanted = (rpo - transferMinutes[database.engine]) * 60;
  const archiveSeconds = Math.min(longestArchive, Math.max(shortestArchive, wanted));
  const filesMinutes = filesIntervals.find((interval) => filesLoss(interval) <= filesRpo) ?? 1;
  return {
    schedule,
    baseMinutes: longestPause(schedule),
    archiveSeconds,
    synchronous: synchronousOf(tenant, rpo),
    filesSchedule: everyMinutes(filesMinutes, id),
    filesLossMinutes: filesLoss(filesMinutes),
    drillSchedule: backup.restoreDrill ?? weekly(id),
    drillDeadlineSeconds: (contract.rtoMinutes ?? 720) * 60,
    stalestMinutes: databaseLoss(database.engine, archiveSeconds) + 120,
    retentionDays: backup.retentionDays,
    archiveSchedule: monthly(id),
    archiveMonths: (contract.retentionYears ?? 0) * 12,
  };
}

/**
 * What the archive does not have yet is lost with a volume, unless another instance has it. Below what the archive promises
 * with its usual pauses, a commit waits for another instance; below what it can promise at all, also while none is there.
 */
function synchronousOf(tenant: Tenant, rpo: number): BackupPlan['synchronous'] {
  const { engine } = tenant.spec.database;
  if (sizeOf(tenant).database.instances < 2 || rpo >= databaseLoss(engine, longestArchive)) return 'no';
  return rpo < databaseLoss(engine, shortestArchive) ? 'required' : 'preferred';
}
