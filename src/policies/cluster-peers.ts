/** The pods outside of a tenant's namespace that its cluster declares: gateway, DNS, operators, Prometheus. */
import type { Cluster } from '../model/fleet.ts';
import type { Requirement } from '../isolation/label-selector.ts';
import { valuesOf } from './label-selector.ts';

export interface ClusterPeer {
  readonly namespace: string;
  /** Without any, every pod of the namespace. */
  readonly podLabels: Readonly<Record<string, string>>;
}

export function clusterPeersOf(cluster: Cluster): readonly ClusterPeer[] {
  const { cloudnativePg, dns, egress, gateway, ingress, monitoring } = cluster;
  return [cloudnativePg, dns, egress.proxy, gateway, ingress, monitoring].filter((peer) => peer !== undefined);
}

/** The only namespace that a selector can mean; undefined when it may mean others. The API server sets this label itself. */
export function namespaceOf(requirements: readonly Requirement[] | undefined): string | undefined {
  const names = requirements && valuesOf(requirements, 'kubernetes.io/metadata.name');
  return names?.length === 1 ? names[0] : undefined;
}

/** Whether whatever is selected has all labels of the peer. */
export function isWithin(requirements: readonly Requirement[], { podLabels }: ClusterPeer): boolean {
  return Object.entries(podLabels).every(([key, value]) => {
    const values = valuesOf(requirements, key);
    return values?.length === 1 && values[0] === value;
  });
}
