/** How many pods of which size a tenant may run at once: what its quota must allow. */
import type { Stack } from './part.ts';
import type { Resources } from './sizing.ts';

export interface PodGroup {
  readonly name: string;
  /** Most pods at once, with the extra ones of a rolling update. */
  readonly count: number;
  /** What the scheduler counts for one pod: the larger of its containers and its init containers. */
  readonly resources: Resources;
}

export function podsOf({ size, tenant }: Stack): readonly PodGroup[] {
  return [
    { name: 'web', count: size.web.replicas + size.web.surge, resources: size.web.resources },
    { name: 'cron', count: 1, resources: size.cron.resources },
    { name: 'migration', count: 1, resources: size.migration.resources },
    ...(tenant.cluster.monitoring === undefined
      ? []
      : [{ name: 'metrics', count: 1, resources: size.metrics.resources }]),
    // One more for the pod that CloudNativePG runs while an instance is created or joins.
    { name: 'database', count: size.database.instances + 1, resources: size.database.resources },
  ];
}
