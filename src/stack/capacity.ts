/** How many pods of which size a tenant may run at once, and which volumes it claims: what its quota must allow. */
import { earlierServersOf } from './database/generations.ts';
import { entryOf } from './exposure/entry.ts';
import type { Stack } from './part.ts';
import { type Resources, sumOf } from './sizing.ts';

export interface PodGroup {
  readonly name: string;
  /** Most pods at once, with the extra ones of a rolling update. */
  readonly count: number;
  /** What the scheduler counts for one pod: the larger of its containers and its init containers. */
  readonly resources: Resources;
}

/** What cert-manager gives its solvers, unless told otherwise. */
const solver: Resources = { cpuRequest: 10, cpuLimit: 100, memoryRequest: 64, memoryLimit: 64 };

/** Most solver pods at once: one for each domain, when the issuer proves domains by HTTP-01. */
export function solversOf(stack: Stack): number {
  return entryOf(stack).challenge === 'http-01' ? stack.tenant.spec.domains.length : 0;
}

export function podsOf(stack: Stack): readonly PodGroup[] {
  const { size, tenant } = stack;
  const solvers = solversOf(stack);
  return [
    { name: 'web', count: size.web.replicas + size.web.surge, resources: size.web.resources },
    { name: 'cron', count: 1, resources: size.cron.resources },
    { name: 'migration', count: 1, resources: size.migration.resources },
    ...(tenant.cluster.monitoring === undefined
      ? []
      : [{ name: 'metrics', count: 1, resources: size.metrics.resources }]),
    // One more for the pod that CloudNativePG runs while an instance is created or joins.
    {
      name: 'database',
      count: size.database.instances + 1,
      resources: sumOf(size.database.resources, size.backup.sidecar),
    },
    // The server before it may still run, and only a new one whose instances all run counts as ready.
    ...(earlierServersOf(tenant).length === 0
      ? []
      : [
          {
            name: 'earlier-database',
            count: size.database.instances,
            resources: sumOf(size.database.resources, size.backup.sidecar),
          },
        ]),
    ...backupPodsOf(stack),
    ...(solvers > 0 ? [{ name: 'acme-solver', count: solvers, resources: solver }] : []),
  ];
}

function backupPodsOf({ tenant, size, state }: Stack): readonly PodGroup[] {
  if (tenant.cluster.objectStore === undefined) return [];
  const { job, drill } = size.backup;
  const { contract, database } = tenant.spec;
  return [
    { name: 'filestore-backup', count: 1, resources: job },
    // The database of the drill, and the container that fetches its log.
    { name: 'restore-drill', count: 1, resources: sumOf(job, drill) },
    ...(database.engine === 'statefulset' ? [{ name: 'database-backup', count: 2, resources: job }] : []),
    ...(contract.retentionYears === undefined ? [] : [{ name: 'archive-backup', count: 1, resources: drill }]),
    ...(state === 'closing' ? [{ name: 'final-backup', count: 1, resources: drill }] : []),
    ...(database.restoreFrom === undefined ? [] : [{ name: 'filestore-restore', count: 1, resources: job }]),
  ];
}

/** Largest single container and claim, which the namespace's limits must let through. */
export function containersOf({ size }: Stack): readonly Resources[] {
  const { web, cron, migration, database, backup } = size;
  return [web.resources, cron.resources, migration.resources, database.resources, backup.job, backup.drill];
}

/** Sizes in GiB of all volume claims of the namespace. */
export function claimsOf({ tenant, size }: Stack): readonly number[] {
  const { instances, storageGiB, walGiB } = size.database;
  const instance = walGiB === 0 ? [storageGiB] : [storageGiB, walGiB];
  const server = Array.from({ length: instances }, () => instance).flat();
  return [
    size.filestoreGiB,
    ...server,
    // The database before it stays beside it.
    ...(earlierServersOf(tenant).length === 0 ? [] : server),
    ...(tenant.cluster.objectStore === undefined ? [] : [drillGiB(size)]),
  ];
}

/** The throw-away database of the drill, with its log and some room to recover. */
export function drillGiB({ database }: Stack['size']): number {
  return Math.ceil(database.storageGiB * 1.1) + 5;
}
