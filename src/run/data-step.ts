/** Judges whether a tenant's data survives the step from what its record in `dist` says to what its spec asks for. */
import type { Finding } from '../model/finding.ts';
import type { Fleet, Tenant } from '../model/fleet.ts';
import { isObject, type JsonObject } from '../model/manifest.ts';
import { dataOf } from '../synth/record.ts';
import { readRecord } from './read-record.ts';
import { stepFinding, type StepTrouble } from './step-finding.ts';

/** Nothing for a tenant that is new, and for one whose record is older than what it would be compared with. */
export function dataStep(
  record: JsonObject | undefined,
  tenant: Tenant,
  { root, fleet }: { readonly root: string; readonly fleet: Fleet },
): readonly Finding[] {
  const before = record?.['data'];
  const troubles =
    record === undefined
      ? moveOf(root, tenant, fleet)
      : isObject(before)
        ? [...generationTrouble(before, tenant), ...databaseTrouble(before, tenant), ...filesTrouble(before, tenant)]
        : [];
  return [...troubles].map((trouble) => stepFinding('data-step', tenant, trouble));
}

/** A tenant that comes back elsewhere begins with an empty database, while what it had lies where it was. */
function* moveOf(root: string, { spec, cluster }: Tenant, fleet: Fleet): Iterable<StepTrouble> {
  if (spec.database.restoreFrom !== undefined) return;
  for (const name of fleet.clusters.keys()) {
    const left = name === cluster.name ? undefined : readRecord(root, { cluster: name, tenant: spec.id });
    // Of a tenant that has not left, `tenant-vanished` speaks.
    if (left?.['lifecycle'] !== 'offboarding') continue;
    const offboarding = left['offboarding'];
    if (isObject(offboarding) && offboarding['deletesData'] === true) continue;
    yield {
      pointer: '/placement/cluster',
      message: `placement.cluster is ${cluster.name} without database.restoreFrom, must bring the data along from ${name}, or wait until it is deleted there`,
    };
  }
}

function* generationTrouble(before: JsonObject, tenant: Tenant): Iterable<StepTrouble> {
  const { generation, restoreFrom } = tenant.spec.database;
  const had = before['generation'];
  const pointer = '/database/generation';
  if (typeof had !== 'number') return;
  if (generation === had) {
    const source = dataOf(tenant).restoredFrom;
    if (source === undefined || source === before['restoredFrom']) return;
    // The database is there and stays; only the files of the backup would be written over the tenant's.
    const message = `database.generation is ${generation}, in which there is a database, must be ${had + 1} for what restoreFrom brings`;
    yield { pointer, message };
  } else if (generation < had) {
    const message = `database.generation is ${generation}, must be at least ${had}, in which the data is`;
    yield { pointer, message };
  } else if (restoreFrom === undefined) {
    const message = `database.generation is ${generation} without restoreFrom, must be ${had}, in which the data is, or be restored from it`;
    yield { pointer, message };
  } else if (tenant.copyOf === undefined && restoreFrom.generation > had) {
    // Of a staging copy the production tenant has the generations: `tenant-staging-copy` looks there.
    const message = `database.restoreFrom.generation is ${restoreFrom.generation}, must be at most ${had}, the newest that has a backup`;
    yield { pointer: '/database/restoreFrom/generation', message };
  }
}

function* databaseTrouble(before: JsonObject, tenant: Tenant): Iterable<StepTrouble> {
  const now = dataOf(tenant);
  if (before['engine'] !== now.engine) {
    const pointer = '/database/engine';
    yield {
      pointer,
      message: `database.engine is ${now.engine}, must be ${String(before['engine'])}, whose data no other can read`,
    };
    return;
  }
  // A later generation has volumes of its own.
  if (before['generation'] !== now.generation) return;
  const { storageGiB } = tenant.spec.database;
  yield* smaller(before, tenant, {
    figure: 'databaseGiB',
    field: storageGiB === undefined ? 'plan' : 'database.storageGiB',
  });
  yield* smaller(before, tenant, { figure: 'walGiB', field: 'plan' });
  yield* otherClass(before, tenant, 'databaseClass');
}

function* filesTrouble(before: JsonObject, tenant: Tenant): Iterable<StepTrouble> {
  const { storageGiB } = tenant.spec.filestore;
  yield* smaller(before, tenant, {
    figure: 'filestoreGiB',
    field: storageGiB === undefined ? 'plan' : 'filestore.storageGiB',
  });
  yield* otherClass(before, tenant, 'filestoreClass');
}

const volumes = { databaseGiB: 'the database', walGiB: "the database's log", filestoreGiB: 'the files' } as const;

/** Also when only the plan became smaller, from which the size follows where `field` is not written. */
function* smaller(
  before: JsonObject,
  tenant: Tenant,
  { figure, field }: { readonly figure: keyof typeof volumes; readonly field: string },
): Iterable<StepTrouble> {
  const had = before[figure];
  const now = dataOf(tenant)[figure];
  if (typeof had !== 'number' || now >= had) return;
  yield {
    pointer: `/${field.replace('.', '/')}`,
    message: `the volume of ${volumes[figure]} is ${now} GiB by ${field}, must be at least ${had} GiB, which it has`,
  };
}

function* otherClass(
  before: JsonObject,
  tenant: Tenant,
  figure: 'databaseClass' | 'filestoreClass',
): Iterable<StepTrouble> {
  const had = before[figure];
  const now = dataOf(tenant)[figure];
  if (typeof had !== 'string' || had === now) return;
  const what = figure === 'databaseClass' ? volumes.databaseGiB : volumes.filestoreGiB;
  yield {
    pointer: '/placement/cluster',
    message: `the storage class of ${what} on cluster ${tenant.cluster.name} is ${now}, must be ${had}, on which the volume is`,
  };
}
