/** Checks how a tenant leaves: its data goes after its day, by name, and with a final backup or a reason for none. */
import type { Cluster } from '../model/fleet.ts';
import type { ResolvedTenantSpec } from '../model/specs.ts';
import type { Mismatch } from './mismatch.ts';

const policy = 'tenant-offboarding';

interface Leaving {
  readonly spec: ResolvedTenantSpec;
  /** Undefined when the spec names none that exists. */
  readonly cluster: Cluster | undefined;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

export function* checkOffboarding(leaving: Leaving): Iterable<Mismatch> {
  const { lifecycle, offboarding } = leaving.spec;
  if (offboarding === undefined) return;
  if (lifecycle !== 'offboarding') {
    const wanted = `left out for lifecycle ${lifecycle}`;
    const fix = "Remove offboarding, or write lifecycle: 'offboarding'.";
    yield { policy, pointer: '/offboarding', found: 'given', wanted, fix };
  }
  yield* checkBackup(leaving);
  yield* checkDeletion(leaving);
}

function* checkBackup({ spec, cluster, today }: Leaving): Iterable<Mismatch> {
  const { backupConfirmed, withoutBackup } = spec.offboarding ?? {};
  if (backupConfirmed === undefined) return;
  const pointer = '/offboarding/backupConfirmed';
  if (withoutBackup !== undefined) {
    const fix = 'Remove withoutBackup if there is a final backup, or else backupConfirmed.';
    yield { policy, pointer, found: 'given', wanted: 'left out with withoutBackup', fix };
  } else if (cluster !== undefined && cluster.objectStore === undefined) {
    const wanted = `left out, since ${cluster.name} has no object store`;
    const fix = 'Write withoutBackup with the reason, or give the cluster an object store first.';
    yield { policy, pointer, found: backupConfirmed, wanted, fix };
  } else if (backupConfirmed > today) {
    const fix = 'Write the day on which you saw that the final backup had succeeded.';
    yield { policy, pointer, found: backupConfirmed, wanted: `today (${today}) or earlier`, fix };
  }
}

function* checkDeletion({ spec, today }: Leaving): Iterable<Mismatch> {
  const { retainUntil = '', deleteData, backupConfirmed, withoutBackup } = spec.offboarding ?? {};
  if (deleteData === undefined) return;
  const pointer = '/offboarding/deleteData';
  if (deleteData !== spec.id) {
    const wanted = `${spec.id}, the id of this tenant`;
    yield { policy, pointer, found: deleteData, wanted, fix: 'Make sure that this is the tenant whose data is to go.' };
  } else if (retainUntil >= today) {
    const wanted = `left out until the day after ${retainUntil}`;
    const fix = 'Remove deleteData until then: the data is still promised to the tenant.';
    yield { policy, pointer, found: `given on ${today}`, wanted, fix };
  } else if (backupConfirmed === undefined && withoutBackup === undefined) {
    const fix = 'Look at the final backup and write backupConfirmed with the day, or withoutBackup with the reason.';
    yield { policy, pointer, found: 'given alone', wanted: 'given with backupConfirmed or withoutBackup', fix };
  }
}
