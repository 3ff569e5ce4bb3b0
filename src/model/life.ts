/** Where a tenant stands between its first start and the end of its data. */
import type { Tenant } from './fleet.ts';

/**
 * `active`: it runs. `suspended`: it is stopped and comes back. A tenant that leaves is `closing` until somebody has confirmed
 * its final backup: Odoo is stopped, the database still runs. Then it is `kept`, everything stopped, and at last `deletable`:
 * its data goes with its spec.
 */
export type LifeState = 'active' | 'suspended' | 'closing' | 'kept' | 'deletable';

export function lifeStateOf({ spec, cluster }: Pick<Tenant, 'spec' | 'cluster'>): LifeState {
  const { id, lifecycle, offboarding } = spec;
  if (lifecycle !== 'offboarding') return lifecycle;
  if (offboarding?.deleteData === id) return 'deletable';
  const isBackedUp =
    offboarding === undefined || offboarding.backupConfirmed !== undefined || offboarding.withoutBackup !== undefined;
  return isBackedUp || cluster.objectStore === undefined ? 'kept' : 'closing';
}

/** Whether PostgreSQL is up. */
export function databaseRuns(state: LifeState): boolean {
  return state === 'active' || state === 'closing';
}
