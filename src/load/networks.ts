/** Tells whether networks overlap. */
import ipaddr from 'ipaddr.js';
import type { Cluster } from '../model/fleet.ts';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

export interface Network {
  readonly cidr: string;
  /** What stands there, such as `pods of the cluster`. */
  readonly name: string;
  readonly range: readonly [Address, number];
}

function network(cidr: string, name: string): Network {
  return { cidr, name, range: rangeOf(cidr) };
}

/** The library's own choice between the families throws and catches on the way, which is slow. */
function rangeOf(cidr: string): readonly [Address, number] {
  return cidr.includes(':') ? ipaddr.IPv6.parseCIDR(cidr) : ipaddr.IPv4.parseCIDR(cidr);
}

/** The first of the networks that shares an address with the given one. */
export function overlapping(cidr: string, networks: readonly Network[]): Network | undefined {
  const [address, bits] = rangeOf(cidr);
  return networks.find(({ range }) => {
    const [other, otherBits] = range;
    // Of two networks that overlap, one contains the other.
    const common = Math.min(bits, otherBits);
    return address.kind() === other.kind() && address.match(other as never, common);
  });
}

/** Wider than this, an integration opens the internet rather than a destination. In bits of the prefix. */
const widest = { ipv4: 16, ipv6: 32 } as const;

/** The shortest prefix that an integration may have, when the network is wider than that. */
export function tooWide(cidr: string): number | undefined {
  const [address, bits] = rangeOf(cidr);
  const shortest = widest[address.kind()];
  return bits < shortest ? shortest : undefined;
}

/** Where no integration may go on any cluster: the node itself and the cloud's metadata services. */
export const hostNetworks: readonly Network[] = [
  network('0.0.0.0/8', 'this host'),
  network('127.0.0.0/8', 'loopback'),
  network('169.254.0.0/16', 'link-local addresses with the metadata service of the cloud'),
  network('100.100.100.200/32', 'metadata service of the cloud'),
  network('168.63.129.16/32', 'metadata service of the cloud'),
  network('224.0.0.0/4', 'multicast'),
  network('::/127', 'this host and loopback'),
  network('fe80::/10', 'link-local addresses'),
  network('fd00:ec2::/32', 'metadata service of the cloud'),
];

export function clusterNetworks({ name, podCidrs, serviceCidrs, nodeCidrs, apiServer }: Cluster): readonly Network[] {
  return [
    ...podCidrs.map((cidr) => network(cidr, `pods of cluster ${name}`)),
    ...serviceCidrs.map((cidr) => network(cidr, `services of cluster ${name}`)),
    ...nodeCidrs.map((cidr) => network(cidr, `nodes of cluster ${name}`)),
    ...apiServer.cidrs.map((cidr) => network(cidr, `API server of cluster ${name}`)),
  ];
}
