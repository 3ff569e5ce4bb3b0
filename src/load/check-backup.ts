/** Checks that a tenant has the backups that it needs, and that a restore reads an earlier database into a new one. */
import type { Cluster } from '../model/fleet.ts';
import type { ResolvedTenantSpec } from '../model/specs.ts';
import type { Mismatch } from './mismatch.ts';

export function* checkBackup(spec: ResolvedTenantSpec, cluster: Cluster): Iterable<Mismatch> {
  if (cluster.objectStore !== undefined) return;
  const pointer = reasonFor(spec);
  if (pointer === undefined) return;
  yield {
    policy: 'tenant-backup',
    pointer,
    found: pointer === '/dataClassification' ? spec.dataClassification : 'given',
    wanted: `left to a cluster with an object store, since ${cluster.name} has none`,
    fix: `Add objectStore to ${cluster.name} in fleet/clusters.ts, or place the tenant on a cluster that has one.`,
  };
}

/** What asks for backups, as the place in the spec. */
function reasonFor({ contract, database, dataClassification, environment }: ResolvedTenantSpec): string | undefined {
  const { rpoMinutes, filesRpoMinutes, rtoMinutes, retentionYears } = contract;
  const promises = { rpoMinutes, filesRpoMinutes, rtoMinutes, retentionYears };
  const promised = Object.entries(promises).find(([, value]) => value !== undefined);
  if (promised !== undefined) return `/contract/${promised[0]}`;
  if (database.restoreFrom !== undefined) return '/database/restoreFrom';
  const holdsPersons = dataClassification === 'pii' || dataClassification === 'phi';
  return environment === 'production' && holdsPersons ? '/dataClassification' : undefined;
}

/** @param today As `YYYY-MM-DD`. */
export function* checkRestore({ database }: ResolvedTenantSpec, today: string): Iterable<Mismatch> {
  const { generation, restoreFrom } = database;
  const time = restoreFrom?.time;
  if (time !== undefined && time.slice(0, 10) > today) {
    yield {
      policy: 'tenant-restore',
      pointer: '/database/restoreFrom/time',
      found: time,
      wanted: `a moment that has been, today (${today}) at the latest`,
      fix: 'Write the last moment that is to be there, in UTC. PostgreSQL does not start when its log ends before.',
    };
  }
  // The generations of a production tenant are not counted with those of its copy: `checkCopy` looks at them.
  if (restoreFrom === undefined || restoreFrom.tenant !== undefined || restoreFrom.generation < generation) return;
  yield {
    policy: 'tenant-restore',
    pointer: '/database/restoreFrom/generation',
    found: String(restoreFrom.generation),
    wanted: `an earlier generation than that of the database, which is ${generation}`,
    fix: `Write database: { generation: ${restoreFrom.generation + 1}, restoreFrom: { generation: ${restoreFrom.generation} } }.`,
  };
}
