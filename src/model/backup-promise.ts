/** What backups promise, by formula: the generator chooses by them, and a policy judges manifests by them. */

export type DatabaseEngine = 'cloudnative-pg' | 'statefulset';

/** A closed segment of the log is compressed and sent; with the StatefulSet engine it is handed to another container first. */
export const transferMinutes: Readonly<Record<DatabaseEngine, number>> = { 'cloudnative-pg': 1, statefulset: 2 };
/** A copy of the files begins within one interval; its pod starts, compares and sends within a minute. */
export const copyMinutes = 1;

/** Most minutes of the database that are lost when the whole cluster is. `archiveSeconds`: PostgreSQL's `archive_timeout`. */
export function databaseLoss(engine: DatabaseEngine, archiveSeconds: number): number {
  return archiveSeconds / 60 + transferMinutes[engine];
}

/** Most minutes of files that are lost. */
export function filesLoss(intervalMinutes: number): number {
  return intervalMinutes + copyMinutes;
}

/** Throughput of a restore in MiB a second: a base backup in few large objects, files in many small ones. */
const databaseSpeed = 100;
const filesSpeed = 50;
/** Until somebody has decided, merged, and seen the pods start. */
const decisionMinutes = 15;
/** Replay of the log takes at most this part of the time in which it was written. */
const replayPart = 1 / 60;

/** Minutes that a restore of everything takes, estimated from full volumes: the restore drill measures it. */
export function restoreMinutes(of: { databaseGiB: number; filesGiB: number; baseMinutes: number }): number {
  const seconds = (of.databaseGiB * 1024) / databaseSpeed + (of.filesGiB * 1024) / filesSpeed;
  return Math.ceil(decisionMinutes + seconds / 60 + of.baseMinutes * replayPart);
}
