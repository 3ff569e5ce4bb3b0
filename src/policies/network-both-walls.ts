/** Demands that each tenant is closed to the others by itself, at both ends: sender and receiver. */
import { openEnd } from '../isolation/hops.ts';
import { intersect, isEmpty } from '../isolation/port-set.ts';
import { type Peer, tenantNetworks, type TenantNetwork } from '../isolation/tenant-network.ts';
import type { IsolationPolicy, IsolationViolation } from '../model/isolation.ts';
import { alsoAt } from './tenant-pairs.ts';

export const networkBothWalls: IsolationPolicy = {
  id: 'network-both-walls',
  family: 'isolation',
  severity: 'error',
  title: 'Each tenant closes itself to all others, as sender and as receiver',
  why: 'A connection is closed when one end refuses it. Where only one does, a single mistake at one tenant opens the other, who did nothing.',
  fix: 'Close this end too: name in the rule exactly the pods and the namespace that are meant.',
  controls: { hipaa: ['164.312(a)(1)', '164.312(e)(1)'], cis: ['5.3.2'], nsa: ['Network policies'] },
  *check(inventory): Iterable<IsolationViolation> {
    for (const network of tenantNetworks(inventory)) {
      for (const direction of ['egress', 'ingress'] as const) yield* openWalls(network, direction);
    }
  },
};

/** One for each group of tenants. Ends that are open at both sides are told as connections. */
function* openWalls(network: TenantNetwork, direction: 'egress' | 'ingress'): Iterable<IsolationViolation> {
  const { evaluation, peers } = network;
  const told = new Set<number>();
  const everyone = [...peers.keys()];
  const reverse = direction === 'egress' ? 'ingress' : 'egress';
  const openedThere = new Map<number, ReturnType<typeof evaluation.opened>>();
  /** On the same ports: otherwise both ends are open, and nobody tells of a connection. */
  const isConnected = (id: number, there: number): boolean => {
    const opened = openedThere.get(there) ?? evaluation.opened(reverse, there);
    openedThere.set(there, opened);
    if (opened !== 'everyone' && !opened.has(id)) return false;
    const { ports } = evaluation.reason(direction, id, there);
    return !isEmpty(intersect(ports, evaluation.reason(reverse, there, id).ports));
  };
  for (const [id, ends] of peers) {
    const opened = evaluation.opened(direction, id);
    for (const end of ends) {
      const { tenant } = end;
      if (!tenant || end.part !== undefined || told.has(tenant.group)) continue;
      const other = firstOther(end, opened === 'everyone' ? everyone : opened, {
        peers,
        isWanted: (there) => !isConnected(id, there),
      });
      if (!other) continue;
      told.add(tenant.group);
      const { hop, fix } = openEnd(network, direction, { end, other });
      const what = direction === 'egress' ? 'may send to' : 'takes connections from';
      yield {
        tenant: tenant.tenant,
        object: hop.object,
        pointer: hop.pointer,
        message: `${end.id} of tenant ${JSON.stringify(tenant.tenant)} ${what} ${other.id} of tenant ${JSON.stringify(other.tenant?.tenant)}, whose own policies alone keep them apart, must be closed at both ends${alsoAt(tenant)}`,
        hops: [hop],
        fix,
      };
    }
  }
}

interface Others {
  readonly peers: ReadonlyMap<number, readonly Peer[]>;
  /** By class of pods. */
  isWanted(id: number): boolean;
}

function firstOther(end: Peer, ids: Iterable<number>, { peers, isWanted }: Others): Peer | undefined {
  for (const id of ids) {
    const other = peers
      .get(id)
      ?.find(({ tenant, part }) => tenant !== undefined && tenant !== end.tenant && part === undefined);
    if (other && isWanted(id)) return other;
  }
  return undefined;
}
