/** Networks where no outbound destination of a tenant may lie. */
import type { Cluster } from './fleet.ts';

export interface NamedNetwork {
  readonly cidr: string;
  /** What stands there, such as `pods of the cluster`. */
  readonly name: string;
}

/** On any cluster: the node itself and the cloud's metadata services. */
export const forbiddenEverywhere: readonly NamedNetwork[] = [
  { cidr: '0.0.0.0/8', name: 'this host' },
  { cidr: '127.0.0.0/8', name: 'loopback' },
  { cidr: '169.254.0.0/16', name: 'link-local addresses with the metadata service of the cloud' },
  { cidr: '100.100.100.200/32', name: 'metadata service of the cloud' },
  { cidr: '168.63.129.16/32', name: 'metadata service of the cloud' },
  { cidr: '224.0.0.0/4', name: 'multicast' },
  { cidr: '::/127', name: 'this host and loopback' },
  { cidr: 'fe80::/10', name: 'link-local addresses' },
  { cidr: 'ff00::/8', name: 'multicast' },
  { cidr: 'fd00:ec2::/32', name: 'metadata service of the cloud' },
];

/** The cluster's own. */
export function networksOf({ name, podCidrs, serviceCidrs, nodeCidrs, apiServer }: Cluster): readonly NamedNetwork[] {
  const named = (cidrs: readonly string[], what: string): NamedNetwork[] =>
    cidrs.map((cidr) => ({ cidr, name: `${what} of cluster ${name}` }));
  return [
    ...named(podCidrs, 'pods'),
    ...named(serviceCidrs, 'services'),
    ...named(nodeCidrs, 'nodes'),
    ...named(apiServer.cidrs, 'API server'),
  ];
}

export function forbiddenNetworks(cluster: Cluster): readonly NamedNetwork[] {
  return [...forbiddenEverywhere, ...networksOf(cluster)];
}
