/** Compares what a contract promises with what the backups give. */
import { databaseLoss, filesLoss, restoreMinutes } from '../model/backup-promise.ts';
import type { InventoryObject } from '../model/policy.ts';
import type { ResolvedTenantSpec } from '../model/specs.ts';
import type { Backups, Fact } from './backups.ts';

export interface ContractFault {
  /** Absent when the object that should be there is not. */
  readonly object?: InventoryObject;
  readonly pointer: string;
  readonly specPointer: string;
  readonly message: string;
}

export function* faultsOf(backups: Backups, spec: ResolvedTenantSpec): Iterable<ContractFault> {
  yield* schedules(backups);
  yield* recoveryPoint(backups, spec);
  yield* recoveryTime(backups, spec);
  yield* retention(backups, spec);
}

function* schedules({ base, archive, files, drill, window }: Backups): Iterable<ContractFault> {
  const needed: readonly (readonly [Fact, string])[] = [
    [base, 'base backups of the database'],
    [archive, 'an archive of the database log, with archive_timeout in seconds'],
    [files, 'copies of the files'],
    [drill, 'a restore drill with a deadline'],
    [window, 'a retention of the database backups in days'],
  ];
  for (const [fact, what] of needed) {
    if (!Number.isNaN(fact.value)) continue;
    yield {
      ...placeOf(fact, '/backup'),
      message: `the stack has no readable schedule or setting for ${what}, must have one`,
    };
  }
}

function* recoveryPoint(
  { archive, files, waitsForSecond }: Backups,
  { contract, database }: ResolvedTenantSpec,
): Iterable<ContractFault> {
  const { rpoMinutes, filesRpoMinutes = rpoMinutes } = contract;
  const loss = databaseLoss(database.engine, archive.value);
  if (rpoMinutes !== undefined && loss > rpoMinutes && !waitsForSecond) {
    const wanted = `at most ${rpoMinutes}, or a second instance that every commit waits for`;
    yield {
      ...placeOf(archive, '/contract/rpoMinutes'),
      message: `the database may lose ${number(loss)} minutes with engine ${database.engine}, must be ${wanted}`,
    };
  }
  const filesLost = filesLoss(files.value);
  if (filesRpoMinutes !== undefined && filesLost > filesRpoMinutes) {
    const field = contract.filesRpoMinutes === undefined ? 'rpoMinutes' : 'filesRpoMinutes';
    yield {
      ...placeOf(files, `/contract/${field}`),
      message: `the files may lose ${number(filesLost)} minutes, must be at most ${filesRpoMinutes}`,
    };
  }
}

function* recoveryTime(backups: Backups, { contract }: ResolvedTenantSpec): Iterable<ContractFault> {
  const { rtoMinutes } = contract;
  if (rtoMinutes === undefined) return;
  const { base, drill, databaseGiB, filesGiB } = backups;
  const minutes = restoreMinutes({ databaseGiB, filesGiB, baseMinutes: base.value });
  const specPointer = '/contract/rtoMinutes';
  // Not the other way round: what cannot be told is failed.
  if (!(minutes <= rtoMinutes)) {
    const size = `${number(databaseGiB)} GiB of database and ${number(filesGiB)} GiB of files`;
    yield {
      ...placeOf(base, specPointer),
      message: `a restore of ${size} takes an estimated ${number(minutes)} minutes, must be at most ${rtoMinutes}`,
    };
  }
  if (drill.value > rtoMinutes * 60) {
    yield {
      ...placeOf(drill, specPointer),
      message: `the restore drill may take ${number(drill.value / 60)} minutes, must be at most ${rtoMinutes}`,
    };
  }
}

function* retention({ window, months }: Backups, { contract, backup }: ResolvedTenantSpec): Iterable<ContractFault> {
  if (window.value < backup.retentionDays) {
    yield {
      ...placeOf(window, '/backup/retentionDays'),
      message: `backups of the database are kept for ${number(window.value)} days, must be at least ${backup.retentionDays}`,
    };
  }
  const { retentionYears } = contract;
  if (retentionYears === undefined || months.value >= retentionYears * 12) return;
  const kept = Number.isNaN(months.value) ? 'no months' : `${number(months.value)} months`;
  yield {
    ...placeOf(months, '/contract/retentionYears'),
    message: `monthly copies are kept for ${kept}, must be ${retentionYears * 12}`,
  };
}

function placeOf({ object, pointer }: Fact, specPointer: string): Omit<ContractFault, 'message'> {
  return { ...(object && { object }), pointer, specPointer };
}

function number(value: number): string {
  return Number.isNaN(value) ? 'an unknown number of' : String(Math.round(value * 10) / 10);
}
