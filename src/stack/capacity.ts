/** How many pods of which size a tenant may run at once: what its quota must allow. */
import { entryOf } from './exposure/entry.ts';
import type { Stack } from './part.ts';
import type { Resources } from './sizing.ts';

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
    { name: 'database', count: size.database.instances + 1, resources: size.database.resources },
    ...(solvers > 0 ? [{ name: 'acme-solver', count: solvers, resources: solver }] : []),
  ];
}
