/** Refuses a change after which a tenant's data would be beside it, or could not be read: another database, or none. */
import { isObject, type JsonObject } from '../model/manifest.ts';
import type { TenantTransition, TransitionPolicy, TransitionViolation } from '../model/transition.ts';

export const dataStep: TransitionPolicy = {
  id: 'data-step',
  family: 'transition',
  severity: 'error',
  title: 'A change leaves the tenant the data that it has',
  why: 'Another engine, an older generation or another cluster means an empty database beside the full one. What the tenant has is told by its record in `dist`: of the revision that a change starts from, or of this working tree.',
  fix: 'Keep engine and generation. A new generation comes with `restoreFrom`; a tenant moves by its backups, or after its data was deleted.',
  controls: { hipaa: ['164.308(a)(7)(ii)(A)', '164.312(c)(1)'] },
  *check(transition) {
    const { before, after } = transition;
    if (after === undefined) return;
    if (before?.record === undefined) {
      yield* moveOf(transition);
      return;
    }
    const had = before.record['data'];
    const has = after.record['data'];
    // A record may be older than what it would be compared with.
    if (!isObject(had) || !isObject(has)) return;
    yield* generationTrouble(had, has, after.tenant);
    if (had['engine'] !== has['engine']) {
      const message = `database.engine is ${String(has['engine'])}, must be ${String(had['engine'])}, whose data no other can read`;
      yield { specPointer: '/database/engine', message };
    }
  },
};

/** A tenant that comes back elsewhere begins with an empty database, while what it had lies where it was. */
function* moveOf({ after, cluster, elsewhere }: TenantTransition): Iterable<TransitionViolation> {
  if (after === undefined || after.tenant().spec.database.restoreFrom !== undefined) return;
  for (const { cluster: other, record } of elsewhere) {
    // Of a tenant that has not left, `tenant-vanished` speaks.
    if (record['lifecycle'] !== 'offboarding') continue;
    const offboarding = record['offboarding'];
    if (isObject(offboarding) && offboarding['deletesData'] === true) continue;
    yield {
      specPointer: '/placement/cluster',
      message: `placement.cluster is ${cluster} without database.restoreFrom, must bring the data along from ${other}, or wait until it is deleted there`,
    };
  }
}

type After = NonNullable<TenantTransition['after']>;

function* generationTrouble(had: JsonObject, has: JsonObject, tenant: After['tenant']): Iterable<TransitionViolation> {
  const generation = has['generation'];
  const before = had['generation'];
  const specPointer = '/database/generation';
  if (typeof before !== 'number' || typeof generation !== 'number') return;
  if (generation === before) {
    const source = has['restoredFrom'];
    if (source === undefined || source === had['restoredFrom']) return;
    // The database is there and stays; only the files of the backup would be written over the tenant's.
    const message = `database.generation is ${generation}, in which there is a database, must be ${before + 1} for what restoreFrom brings`;
    yield { specPointer, message };
  } else if (generation < before) {
    const message = `database.generation is ${generation}, must be at least ${before}, in which the data is`;
    yield { specPointer, message };
  } else {
    const { spec, copyOf } = tenant();
    const { restoreFrom } = spec.database;
    if (restoreFrom === undefined) {
      const message = `database.generation is ${generation} without restoreFrom, must be ${before}, in which the data is, or be restored from it`;
      yield { specPointer, message };
    } else if (copyOf === undefined && restoreFrom.generation > before) {
      // Of a staging copy the production tenant has the generations: `tenant-staging-copy` looks there.
      const message = `database.restoreFrom.generation is ${restoreFrom.generation}, must be at most ${before}, the newest that has a backup`;
      yield { specPointer: '/database/restoreFrom/generation', message };
    }
  }
}
