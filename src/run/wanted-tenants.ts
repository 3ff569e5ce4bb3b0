/** What the working tree wants to run: by the records in `dist/`, since they are what Flux applies. */
import type { FleetSource } from '../load/open-fleet.ts';
import { isObject, type JsonObject } from '../model/manifest.ts';
import type { WantedTenant } from '../model/status.ts';
import { databaseOf } from '../stack/names.ts';
import { listRecords } from '../synth/list-records.ts';
import type { Owner } from '../synth/paths.ts';
import { readRecord } from './read-record.ts';

export interface WantedTenants {
  /** Sorted by cluster and tenant; those that were never generated at the end. */
  readonly wanted: readonly WantedTenant[];
  /** Specs that cannot be read, and were never generated: nobody knows where they belong. */
  readonly unreadable: readonly string[];
}

/** Reads no spec of a tenant that has a record: a broken one must not hide what runs. */
export function wantedTenants({ root, tenantFiles, load }: FleetSource): WantedTenants {
  const recorded = listRecords(root).map((owner) => recordedTenant(owner, readRecord(root, owner)));
  const known = new Set(recorded.map(({ tenant }) => `tenants/${tenant}.ts`));
  const fresh = tenantFiles.filter((file) => !known.has(file)).map((file) => ({ file, spec: load(file).tenant?.spec }));
  return {
    wanted: [
      ...recorded,
      ...fresh.flatMap(({ spec }) =>
        spec === undefined
          ? []
          : [{ tenant: spec.id, cluster: spec.placement.cluster, lifecycle: spec.lifecycle, isGenerated: false }],
      ),
    ],
    unreadable: fresh.flatMap(({ file, spec }) => (spec === undefined ? [file] : [])),
  };
}

function recordedTenant(owner: Owner, record: JsonObject | undefined): WantedTenant {
  const { lifecycle, release, data } = record ?? {};
  const generation = isObject(data) ? data['generation'] : undefined;
  return {
    ...owner,
    isGenerated: record !== undefined,
    ...(typeof lifecycle === 'string' && { lifecycle }),
    ...(typeof release === 'string' && { release }),
    ...(typeof generation === 'number' && { server: databaseOf(generation).server }),
  };
}
