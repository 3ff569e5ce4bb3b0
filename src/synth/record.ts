/** `tenant.json`: what a tenant's manifests were made from, so that the Git history can answer what ran when. */
import { createHash } from 'node:crypto';
import packageJson from '../../package.json' with { type: 'json' };
import type { Tenant } from '../model/fleet.ts';
import { compareText } from '../model/finding.ts';
import { lifeStateOf } from '../model/life.ts';
import { isObject, type Json } from '../model/manifest.ts';
import type { Requests } from '../model/plan.ts';
import { requestsOf } from '../stack/cost.ts';
import { sizeOf } from '../stack/sizing.ts';
import type { Rendered } from './rendered.ts';

/** What `tenant.json` holds. `version` counts incompatible changes of its shape. */
export interface TenantRecord {
  readonly version: 1;
  readonly tenant: string;
  readonly cluster: string;
  readonly lifecycle: Tenant['spec']['lifecycle'];
  /** Only of a tenant that leaves in steps: how long its data is kept, whether it goes with the spec, and its final backup. */
  readonly offboarding?: {
    readonly retainUntil: string;
    readonly deletesData: boolean;
    readonly finalBackup: 'wanted' | 'confirmed' | 'none';
  };
  /** What the volumes are made by; see `data-step`. */
  readonly data: RecordedData;
  /** What its pods request all the time, and its volumes; what that costs depends on `fleet/prices.ts`. */
  readonly requests: Requests;
  readonly ring: string;
  readonly release: string;
  /** Every image that the manifests name, sorted. */
  readonly images: readonly string[];
  /** `sha256:` of the spec's value. */
  readonly specDigest: string;
  /** `sha256:` over the paths and texts of the tenant's manifests. */
  readonly contentDigest: string;
  readonly generator: string;
}

export interface RecordedData {
  readonly engine: Tenant['spec']['database']['engine'];
  readonly generation: number;
  /** Absent for a generation that began empty, and after `restoreFrom` was removed. */
  readonly restoredFrom?: string;
  readonly databaseGiB: number;
  readonly walGiB: number;
  readonly filestoreGiB: number;
  /** Storage classes. */
  readonly databaseClass: string;
  readonly filestoreClass: string;
}

export function dataOf(tenant: Tenant): RecordedData {
  const { database, filestoreGiB } = sizeOf(tenant);
  const { storage } = tenant.cluster;
  const { engine, generation, restoreFrom } = tenant.spec.database;
  return {
    engine,
    generation,
    ...(restoreFrom !== undefined && { restoredFrom: sourceOf(restoreFrom) }),
    databaseGiB: database.storageGiB,
    walGiB: database.walGiB,
    filestoreGiB,
    databaseClass: storage.database.className,
    filestoreClass: storage.filestore.className,
  };
}

/** `production 1 at 2026-11-24T09:30:00Z`: what the generation was made from. */
function sourceOf({ tenant, generation, time }: NonNullable<Tenant['spec']['database']['restoreFrom']>): string {
  return `${tenant ?? 'itself'} ${generation}${time === undefined ? '' : ` at ${time}`}`;
}

export function recordOf(tenant: Tenant, { files, objects }: Rendered): string {
  const record: TenantRecord = {
    version: 1,
    tenant: tenant.spec.id,
    cluster: tenant.cluster.name,
    lifecycle: tenant.spec.lifecycle,
    ...(tenant.spec.offboarding !== undefined && { offboarding: offboardingOf(tenant, tenant.spec.offboarding) }),
    data: dataOf(tenant),
    requests: requestsOf(tenant),
    ring: tenant.spec.ring,
    release: tenant.release.id,
    images: imagesOf(objects),
    specDigest: tenant.specDigest,
    contentDigest: digestOf(files),
    generator: `${packageJson.name} ${packageJson.version}`,
  };
  return `${JSON.stringify(record, null, 2)}\n`;
}

function offboardingOf(
  tenant: Tenant,
  { retainUntil, deleteData, backupConfirmed }: NonNullable<Tenant['spec']['offboarding']>,
): NonNullable<TenantRecord['offboarding']> {
  const unconfirmed = lifeStateOf(tenant) === 'closing' ? 'wanted' : 'none';
  const finalBackup = backupConfirmed === undefined ? unconfirmed : 'confirmed';
  return { retainUntil, deletesData: deleteData !== undefined, finalBackup };
}

function imagesOf(objects: Rendered['objects']): readonly string[] {
  const images = new Set<string>();
  for (const { manifest } of objects) collectImages(manifest, images);
  return [...images].toSorted(compareText);
}

/** Adds the values of the fields by which Kubernetes and CloudNativePG name images. */
function collectImages(value: Json, images: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collectImages(item, images);
  } else if (isObject(value)) {
    for (const key in value) {
      const item = value[key] as Json;
      if (typeof item === 'object') collectImages(item, images);
      else if ((key === 'image' || key === 'imageName') && typeof item === 'string') images.add(item);
    }
  }
}

function digestOf(files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  // A length before each part keeps two different divisions of the same bytes apart.
  for (const [path, text] of files) hash.update(`${path.length} ${path}\n${text.length}\n`).update(text);
  return `sha256:${hash.digest('hex')}`;
}
