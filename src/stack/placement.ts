/** On which nodes pods run, how they spread, and what they may take from their neighbours. */
import type { JsonObject } from '../model/manifest.ts';
import { priorityClasses } from './names.ts';
import type { Stack } from './part.ts';

/** Copies and demonstrations give way to production. */
export function priorityOf({ tenant: { spec } }: Stack): string {
  return spec.environment === 'production' && spec.class !== 'demo'
    ? priorityClasses.production
    : priorityClasses.other;
}

/** Spreads the pods of a selector over zones, then over nodes. Never strictly: a pod in a full zone is better than none. */
export function spreadOf(matchLabels: Readonly<Record<string, string>>): readonly JsonObject[] {
  return ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels },
  }));
}

/** Annotations by which the network plugin limits a pod; none where the cluster's plugin does not enforce them. */
export function bandwidthOf({ tenant, size }: Stack): Readonly<Record<string, string>> {
  if (!tenant.cluster.bandwidthLimits) return {};
  const limit = `${size.bandwidthMbit}M`;
  return { 'kubernetes.io/egress-bandwidth': limit, 'kubernetes.io/ingress-bandwidth': limit };
}
