/** Where a tenant's backups are, and how the programs reach them. */
import type { Cluster, Tenant } from '../../model/fleet.ts';
import type { JsonObject } from '../../model/manifest.ts';
import { names } from '../names.ts';

export type ObjectStore = NonNullable<Cluster['objectStore']>;

/** A tenant's backups and its files each have a prefix of their own, which its credentials are valid for and no others. */
export function prefixOf({ spec }: Tenant, store: ObjectStore, what: 'database' | 'filestore'): string {
  return `s3://${store.bucket}/${spec.id}/${what}`;
}

/** Environment of barman-cloud: a client of S3 in Python, with the checksums that other stores than Amazon's know too. */
export function databaseStore(tenant: Tenant, store: ObjectStore): readonly JsonObject[] {
  return [
    ...credentials(),
    ...clientSettings(store),
    { name: 'FLEET_STORE', value: prefixOf(tenant, store, 'database') },
    { name: 'FLEET_ENDPOINT', value: store.endpoint },
    { name: 'FLEET_ENCRYPTION', value: store.encryption },
    { name: 'HOME', value: '/tmp' },
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
export function filesStore(tenant: Tenant, store: ObjectStore): readonly JsonObject[] {
  const path = prefixOf(tenant, store, 'filestore').replace('s3://', '');
  return [
    ...credentials(),
    { name: 'AWS_DEFAULT_REGION', value: store.region },
    { name: 'RESTIC_REPOSITORY', value: `s3:${store.endpoint}/${path}` },
    { name: 'RESTIC_PASSWORD_FILE', value: '/run/secrets/backup-repository/password' },
    { name: 'RESTIC_CACHE_DIR', value: '/tmp/restic' },
    { name: 'HOME', value: '/tmp' },
  ];
}

function credentials(): readonly JsonObject[] {
  return [
    ['AWS_ACCESS_KEY_ID', 'ACCESS_KEY_ID'],
    ['AWS_SECRET_ACCESS_KEY', 'ACCESS_SECRET_KEY'],
  ].map(([name = '', key = '']) => ({ name, valueFrom: { secretKeyRef: { name: names.backupStore, key } } }));
}
