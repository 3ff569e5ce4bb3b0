/** Refuses to take a release back whose migration cannot be undone, unless the database goes back with it. */
import type { Tenant } from '../model/fleet.ts';
import { isObject, type Json } from '../model/manifest.ts';
import type { TransitionPolicy } from '../model/transition.ts';

export const releaseRevert: TransitionPolicy = {
  id: 'release-revert',
  family: 'transition',
  severity: 'error',
  title: 'A release is taken back only with a database that it can run on',
  why: 'A revert in Git brings the old images back, not the old database. After a migration that cannot be undone the old release meets a database that it does not know: it fails, or damages it.',
  fix: 'Repair forward. Or give the point to return to: `database.generation` one higher, with `restoreFrom: { generation: <the present one>, time: <a moment before the step> }`; what was entered since is lost.',
  controls: { hipaa: ['164.312(c)(1)', '164.308(a)(7)(ii)(B)'] },
  *check({ before, after, fleet }) {
    const had = before?.record?.['release'];
    const has = after?.record['release'];
    if (after === undefined || typeof had !== 'string' || typeof has !== 'string' || had === has) return;
    const left = fleet.releases.get(had);
    // Where the other knows the way too, it is no step back.
    if (left?.upgradeableFrom.includes(has) !== true || left.reversibility === 'reversible') return;
    if (fleet.releases.get(has)?.upgradeableFrom.includes(had) === true) return;
    const tenant = after.tenant();
    if (hasRestorePoint(before?.record?.['data'], tenant)) return;
    yield {
      specPointer: tenant.spec.pin === undefined ? '/ring' : '/pin/release',
      message: `release is ${JSON.stringify(has)}, which cannot run on the database that ${JSON.stringify(had)} migrated (${left.reversibility}), must come with a new generation restored to a moment before that`,
      value: has,
    };
  },
};

/** The newest state of the archive is one after the migration: a moment must be said. */
function hasRestorePoint(data: Json | undefined, { spec }: Tenant): boolean {
  const { generation, restoreFrom } = spec.database;
  const had = isObject(data) ? data['generation'] : undefined;
  return typeof had === 'number' && generation > had && restoreFrom?.time !== undefined;
}
