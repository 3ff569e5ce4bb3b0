/** Tells whether networks overlap. */
import ipaddr from 'ipaddr.js';
import type { Cluster } from '../model/fleet.ts';
import { forbiddenEverywhere, type NamedNetwork, networksOf } from '../model/networks.ts';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

export interface Network extends NamedNetwork {
  readonly range: readonly [Address, number];
}

function network({ cidr, name }: NamedNetwork): Network {
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

/** Wider than this is no office and no provider, but the internet or a good part of it. In bits of the prefix. */
const widestClients = { ipv4: 8, ipv6: 16 } as const;

/** The shortest prefix that networks of clients may have, when the network is wider than that. */
export function tooWideForClients(cidr: string): number | undefined {
  const [address, bits] = rangeOf(cidr);
  const shortest = widestClients[address.kind()];
  return bits < shortest ? shortest : undefined;
}

/** Where no integration may go on any cluster: the node itself and the cloud's metadata services. */
export const hostNetworks: readonly Network[] = forbiddenEverywhere.map(network);

export function clusterNetworks(cluster: Cluster): readonly Network[] {
  return networksOf(cluster).map(network);
}
