/** Reads from a stack's manifests how often it is backed up, how long that is kept, and how large it is. */
import type { DatabaseEngine } from '../model/backup-promise.ts';
import { longestPause } from '../model/cron.ts';
import { isObject, type Json, type JsonObject, refOf } from '../model/manifest.ts';
import type { InventoryObject } from '../model/policy.ts';
import { databaseServersOf } from './database-servers.ts';
import { podTemplateOf } from './pod-template.ts';
import { parseQuantity } from '../model/quantity.ts';

/** A number and where it stands; NaN, and no object, where there is none. */
export interface Fact {
  readonly value: number;
  readonly object?: InventoryObject;
  readonly pointer: string;
}

export interface Backups {
  /** Longest pause between base backups, in minutes. */
  readonly base: Fact;
  /** `archive_timeout` in seconds of a server that archives. */
  readonly archive: Fact;
  /** Whether a commit always waits for a second instance. */
  readonly waitsForSecond: boolean;
  /** Longest pause between copies of the files, in minutes. */
  readonly files: Fact;
  /** Seconds after which the restore drill fails. */
  readonly drill: Fact;
  /** Days back to which any moment can be restored. */
  readonly window: Fact;
  /** Monthly copies that are kept. */
  readonly months: Fact;
  readonly databaseGiB: number;
  readonly filesGiB: number;
}

export function backupsOf(objects: readonly InventoryObject[], engine: DatabaseEngine): Backups {
  const find = (kind: string, name?: string): InventoryObject | undefined =>
    objects.find(({ manifest }) => {
      const ref = refOf(manifest);
      return ref.kind === kind && (name === undefined || ref.name === name);
    });
  const operated = engine === 'cloudnative-pg';
  const cluster = operated ? find('Cluster') : undefined;
  const scheduled = operated ? find('ScheduledBackup') : find('CronJob', 'database-backup');
  const files = find('CronJob', 'filestore-backup');
  const drill = find('CronJob', 'restore-drill');
  const months = find('CronJob', 'archive-backup');
  return {
    base: fact(scheduled, '/spec/schedule', pauseOf),
    archive: archiveOf(objects, cluster),
    waitsForSecond: cluster !== undefined && waitsForSecond(cluster.manifest),
    files: fact(files, '/spec/schedule', pauseOf),
    drill: fact(drill, '/spec/jobTemplate/spec/activeDeadlineSeconds', Number),
    window: operated
      ? fact(find('ObjectStore'), '/spec/retentionPolicy', (value) => Number(/^(\d+)d$/.exec(String(value))?.[1]))
      : variable(scheduled, 'FLEET_RETENTION_DAYS'),
    months: variable(months, 'FLEET_KEEP_MONTHS'),
    databaseGiB: cluster
      ? gibibytes(at(cluster.manifest, '/spec/storage/size'))
      : claimOf(objects, /^database(-\d+)?-data$/),
    filesGiB: claimOf(objects, /^odoo-filestore$/),
  };
}

/** A suspended schedule of a running tenant is none, and so is one that cannot be read. */
function pauseOf(value: Json | undefined): number {
  // The operator's schedules begin with the second.
  const fields = String(value).trim().split(/\s+/);
  return longestPause((fields.length === 6 ? fields.slice(1) : fields).join(' '));
}

function archiveOf(objects: readonly InventoryObject[], cluster: InventoryObject | undefined): Fact {
  const [server] = databaseServersOf(objects);
  const timeout = server?.parameters.get('archive_timeout');
  const archives =
    cluster === undefined
      ? server?.parameters.get('archive_mode')?.value === 'on'
      : list(at(cluster.manifest, '/spec/plugins')).some((each) => isObject(each) && each['isWALArchiver'] === true);
  const [, digits, unit] = /^(\d{1,6})(s|min)$/.exec(String(timeout?.value)) ?? [];
  const seconds = archives && digits !== undefined ? Number(digits) * (unit === 'min' ? 60 : 1) : Number.NaN;
  // 0 switches it off.
  const value = seconds === 0 ? Number.NaN : seconds;
  return { value, pointer: timeout?.pointer ?? '/spec', ...(server && { object: server.object }) };
}

function waitsForSecond(cluster: JsonObject): boolean {
  const synchronous = at(cluster, '/spec/postgresql/synchronous');
  return (
    isObject(synchronous) &&
    Number(synchronous['number']) >= 1 &&
    (synchronous['dataDurability'] ?? 'required') === 'required' &&
    Number(at(cluster, '/spec/instances')) >= 2
  );
}

function fact(object: InventoryObject | undefined, pointer: string, read: (value: Json | undefined) => number): Fact {
  if (object === undefined) return { value: Number.NaN, pointer: '' };
  return { value: read(at(object.manifest, pointer)), object, pointer };
}

/** A variable of a Job's environment. */
function variable(object: InventoryObject | undefined, name: string): Fact {
  const containers = object === undefined ? [] : (podTemplateOf(object.manifest)?.containers ?? []);
  for (const { container, pointer } of containers) {
    for (const [index, each] of list(container['env']).entries()) {
      if (!isObject(each) || each['name'] !== name || object === undefined) continue;
      return { value: Number(each['value']), object, pointer: `${pointer}/env/${index}/value` };
    }
  }
  return { value: Number.NaN, pointer: object === undefined ? '' : '/spec', ...(object && { object }) };
}

function claimOf(objects: readonly InventoryObject[], name: RegExp): number {
  const claim = objects.find(
    ({ manifest }) => manifest['kind'] === 'PersistentVolumeClaim' && name.test(refOf(manifest).name),
  );
  return claim === undefined ? Number.NaN : gibibytes(at(claim.manifest, '/spec/resources/requests/storage'));
}

function gibibytes(value: Json | undefined): number {
  return (parseQuantity(value) ?? Number.NaN) / 2 ** 30;
}

function at(manifest: JsonObject, pointer: string): Json | undefined {
  let value: Json | undefined = manifest;
  for (const key of pointer.split('/').slice(1)) value = isObject(value) ? value[key] : undefined;
  return value;
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
