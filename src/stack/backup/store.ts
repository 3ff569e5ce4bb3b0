/** Where a tenant's backups are, and how the programs reach them. */
import type { ObjectStore, Tenant } from '../../model/fleet.ts';
import type { JsonObject } from '../../model/manifest.ts';
import { databaseOf, names } from '../names.ts';

export type { ObjectStore } from '../../model/fleet.ts';

/** The backups of one tenant, and the Secret with which they are reached. */
export interface Backups {
  readonly tenant: string;
  readonly store: ObjectStore;
  readonly secret: string;
}

/** The tenant's own. */
export function ownBackups({ spec }: Tenant, store: ObjectStore): Backups {
  return { tenant: spec.id, store, secret: names.backupStore };
}

/** What a restored database is made from. */
export interface RestoreSource extends Backups {
  /** The server's name in the backups. */
  readonly server: string;
  /** ObjectStore of the Barman Cloud plugin that says the same. */
  readonly objectStore: string;
  /** Secret with the password of the files, and whether another tenant writes to them. */
  readonly repository: string;
  readonly isForeign: boolean;
  readonly time: string | undefined;
}

/** The backup of an earlier generation, or for a staging copy that of its production tenant; `store` is the tenant's own. */
export function restoreSourceOf(tenant: Tenant, store: ObjectStore): RestoreSource | undefined {
  const { restoreFrom } = tenant.spec.database;
  if (restoreFrom === undefined) return undefined;
  const { copyOf } = tenant;
  const what = { server: databaseOf(restoreFrom.generation).server, time: restoreFrom.time };
  if (copyOf === undefined) {
    const { objectStore, backupRepository: repository } = names;
    return { ...ownBackups(tenant, store), ...what, objectStore, repository, isForeign: false };
  }
  const { productionBackup: secret, productionStore: objectStore } = names;
  return { tenant: copyOf.id, store: copyOf.store, secret, ...what, objectStore, repository: secret, isForeign: true };
}

/** A tenant's backups and its files each have a prefix of their own, which its credentials are valid for and no others. */
export function prefixOf({ tenant, store }: Backups, what: 'database' | 'filestore'): string {
  return `s3://${store.bucket}/${tenant}/${what}`;
}

/** Environment of barman-cloud: a client of S3 in Python, with the checksums that other stores than Amazon's know too. */
export function databaseStore(backups: Backups): readonly JsonObject[] {
  const { store } = backups;
  return [
    ...credentials(backups),
    ...clientSettings(store),
    { name: 'FLEET_STORE', value: prefixOf(backups, 'database') },
    { name: 'FLEET_ENDPOINT', value: store.endpoint },
    { name: 'FLEET_ENCRYPTION', value: store.encryption },
    { name: 'HOME', value: '/tmp' },
  ];
}

/** The same for a program that reads from there and writes to its own: what differs, with `SOURCE_` before each name. */
export function sourceStore(source: RestoreSource): readonly JsonObject[] {
  if (!source.isForeign) return [];
  return [
    ...credentials(source, 'SOURCE_'),
    { name: 'SOURCE_AWS_DEFAULT_REGION', value: source.store.region },
    { name: 'SOURCE_FLEET_STORE', value: prefixOf(source, 'database') },
    { name: 'SOURCE_FLEET_ENDPOINT', value: source.store.endpoint },
  ];
}

export function clientSettings(store: ObjectStore): readonly JsonObject[] {
  return [
    { name: 'AWS_DEFAULT_REGION', value: store.region },
    { name: 'AWS_REQUEST_CHECKSUM_CALCULATION', value: 'when_required' },
    { name: 'AWS_RESPONSE_CHECKSUM_VALIDATION', value: 'when_required' },
  ];
}

/** Environment of restic, which encrypts what it sends with the tenant's own password. */
export function filesStore(backups: Backups): readonly JsonObject[] {
  const path = prefixOf(backups, 'filestore').replace('s3://', '');
  return [
    ...credentials(backups),
    { name: 'AWS_DEFAULT_REGION', value: backups.store.region },
    { name: 'RESTIC_REPOSITORY', value: `s3:${backups.store.endpoint}/${path}` },
    { name: 'RESTIC_PASSWORD_FILE', value: '/run/secrets/backup-repository/password' },
    { name: 'RESTIC_CACHE_DIR', value: '/tmp/restic' },
    { name: 'HOME', value: '/tmp' },
  ];
}

function credentials({ secret }: Backups, prefix = ''): readonly JsonObject[] {
  return [
    ['AWS_ACCESS_KEY_ID', 'ACCESS_KEY_ID'],
    ['AWS_SECRET_ACCESS_KEY', 'ACCESS_SECRET_KEY'],
  ].map(([name = '', key = '']) => ({
    name: `${prefix}${name}`,
    valueFrom: { secretKeyRef: { name: secret, key } },
  }));
}
