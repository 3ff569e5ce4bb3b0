/** Demands that networks in a tenant's network policies lie outside of every cluster, of nodes and of metadata services. */
import { type AddressRange, contains, overlap, parseCidr, without } from '../model/address-range.ts';
import type { Cluster, Fleet, Tenant } from '../model/fleet.ts';
import { isObject, type Json } from '../model/manifest.ts';
import { forbiddenEverywhere, type NamedNetwork, networksOf } from '../model/networks.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { remember } from '../model/remember.ts';
import { type NetworkRule, networkRulesOf } from './network-rules.ts';
import { describeValue } from './pod-template.ts';

export const networkBlocksOutside: StackPolicy = {
  id: 'network-blocks-outside',
  family: 'tenant',
  severity: 'error',
  title: 'Networks that a tenant may reach lie outside of every cluster, of nodes and of metadata services',
  why: "An address is stronger than every selector: a block that holds a pod's address opens that pod, whoever's it is, and one that holds 169.254.169.254 gives away the credentials of the node. A block of all addresses holds both.",
  fix: 'Give only the networks of the destination. Pods are named by labels; the API server by its declared addresses and port.',
  controls: {
    hipaa: ['164.312(a)(1)', '164.312(e)(1)', '164.308(a)(4)'],
    cis: ['5.3.2'],
    nsa: ['Network policies', 'Protecting sensitive cloud infrastructure'],
  },
  *check(inventory): Iterable<Violation> {
    const { tenant, fleet } = inventory;
    if (!tenant) return;
    const networks = fleet ? networksOfFleet(fleet) : rangesOf(networksOf(tenant.cluster));
    for (const rule of networkRulesOf(inventory)) {
      for (const { peer, pointer } of rule.peers) {
        const { ipBlock } = peer;
        if (ipBlock === undefined || ipBlock === null) continue;
        const at = { object: rule.object, pointer: `${pointer}/ipBlock/cidr` };
        const { cidr, except } = isObject(ipBlock) ? ipBlock : {};
        const block = typeof cidr === 'string' ? parseCidr(cidr) : undefined;
        if (block === undefined) {
          yield { ...at, message: `cidr is ${describeValue(cidr)}, must be a network such as 203.0.113.0/24` };
          continue;
        }
        const clusters = isApiServer(block, rule, tenant) ? [] : networks;
        const left = without(block, holesOf(except));
        const met = [...everywhere, ...clusters].find(({ range }) => left.some((piece) => overlap(piece, range)));
        if (met !== undefined)
          yield { ...at, message: `cidr is ${cidr} and holds ${met.cidr} (${met.name}), must be apart from it` };
      }
    }
  },
};

interface NamedRange extends NamedNetwork {
  readonly range: AddressRange;
}

const everywhere = rangesOf(forbiddenEverywhere);

const networksOfFleet: (fleet: Fleet) => readonly NamedRange[] = remember(({ clusters }: Fleet) =>
  rangesOf([...clusters.values()].flatMap(networksOf)),
);

function rangesOf(networks: readonly NamedNetwork[]): readonly NamedRange[] {
  return networks.flatMap((network) => {
    const range = parseCidr(network.cidr);
    return range === undefined ? [] : [{ ...network, range }];
  });
}

/** What cannot be read takes nothing away. */
function holesOf(except: Json | undefined): readonly AddressRange[] {
  const list: readonly Json[] = Array.isArray(except) ? except : [];
  return list.flatMap((hole) => (typeof hole === 'string' ? (parseCidr(hole) ?? []) : []));
}

/** The API server of the tenant's own cluster, by its declared addresses and port alone. */
function isApiServer(block: AddressRange, { direction, rule }: NetworkRule, { cluster }: Tenant): boolean {
  const { cidrs, port }: Cluster['apiServer'] = cluster.apiServer;
  const ports: readonly Json[] = Array.isArray(rule['ports']) ? rule['ports'] : [];
  const isItsPort = (each: Json): boolean =>
    isObject(each) && each['port'] === port && each['endPort'] === undefined && (each['protocol'] ?? 'TCP') === 'TCP';
  const isIts = cidrs.some((cidr) => {
    const range = parseCidr(cidr);
    return range !== undefined && contains(range, block);
  });
  return direction === 'egress' && isIts && ports.length > 0 && ports.every(isItsPort);
}
