/** In which state the parts of an active tenant are that run: database, migration, Odoo. */
import type { Judgement } from '../model/status.ts';
import { names } from '../stack/names.ts';
import type { Migration, Workload, WorkloadFault } from './snapshot.ts';

export interface Running {
  readonly workloads: readonly Workload[];
  readonly migration: Migration | undefined;
  /** Whether Flux has applied every layer. Until then what is not there, or not up, may be about to come. */
  readonly isSettled: boolean;
  /** Name of the database server that the tenant must have; absent when no record says it. */
  readonly server?: string;
}

/** What is not as it should be, in the order in which it starts; empty when all runs. */
export function judgeWorkloads({ workloads, migration, isSettled, server }: Running): readonly Judgement[] {
  const found = (name: string): Workload | undefined => workloads.find((workload) => workload.name === name);
  const cron = found(names.cron);
  const parts = [
    ...(server === undefined || !isSettled ? [] : judge(server, found(server))),
    ...(migration === undefined ? [] : judgeMigration(migration)),
    ...judge(names.web, found(names.web)),
    // Where the web processes run Odoo's jobs there is no other.
    ...(cron === undefined ? [] : judge(names.cron, cron)),
  ];
  return isSettled ? parts : parts.filter(({ reason }) => reason !== 'NotThere');
}

function judge(part: string, workload: Workload | undefined): readonly Judgement[] {
  if (workload === undefined) return [{ state: 'failing', reason: 'NotThere', message: 'it is not there', part }];
  const { fault, ready, wanted, isRolledOut } = workload;
  if (fault !== undefined) return [faulty(part, fault)];
  if (wanted === 0) return [{ state: 'failing', reason: 'ScaledToZero', message: 'it is scaled to 0', part }];
  if (!isRolledOut) {
    return [{ state: 'progressing', reason: 'RollingOut', message: `${ready} of ${wanted} ready`, part }];
  }
  return ready < wanted
    ? [{ state: 'progressing', reason: 'NotAllReady', message: `${ready} of ${wanted} ready`, part }]
    : [];
}

function judgeMigration({ name, isDone, fault }: Migration): readonly Judgement[] {
  if (fault !== undefined) return [faulty(name, fault)];
  return isDone ? [] : [{ state: 'progressing', reason: 'Migrating', message: 'the migration runs', part: name }];
}

function faulty(part: string, { reason, message, since }: WorkloadFault): Judgement {
  return { state: 'failing', reason, message, part, ...(since !== undefined && { since }) };
}
