/** Tells why a connection is open, one end after the other, and what would close it. */
import type { Hop } from '../model/isolation.ts';
import type { Direction, NetworkPolicy, Rule } from './network-policy.ts';
import { selects } from './label-selector.ts';
import { describePorts } from './port-set.ts';
import type { Peer, TenantNetwork } from './tenant-network.ts';

export interface OpenEnd {
  readonly hop: Hop;
  /** A change that closes this end. */
  readonly fix: string;
  /** How many peers this end lets through. */
  readonly breadth: number;
}

/** @param end whose policies are asked; @param other whom it lets through. */
export function openEnd(
  network: TenantNetwork,
  direction: Direction,
  { end, other }: { readonly end: Peer; readonly other: Peer },
): OpenEnd {
  const { evaluation } = network;
  const id = evaluation.classes.classOf(end.pods).id;
  const { isolating, opening } = evaluation.reason(direction, id, evaluation.classes.classOf(other.pods).id);
  const opened = evaluation.opened(direction, id);
  const breadth = opened === 'everyone' ? Number.POSITIVE_INFINITY : opened.size;
  const verb = direction === 'egress' ? 'may send to' : 'takes connections from';
  const [first] = opening;
  if (isolating.length === 0 || !first) {
    const why =
      end.pods.hostNetwork || other.pods.hostNetwork
        ? 'it is on the network of its node'
        : 'no NetworkPolicy isolates it';
    return {
      hop: { text: `${end.id} ${verb} ${other.id}: ${why} for ${direction}`, object: end.object, pointer: '' },
      fix: `Add a NetworkPolicy to namespace ${end.pods.namespace} with an empty podSelector and the policy type ${direction === 'egress' ? 'Egress' : 'Ingress'}.`,
      breadth,
    };
  }
  const { policy, rule, ports } = first;
  const pointer = pointerOf(network, { policy, rule, direction }, other);
  const name = `NetworkPolicy ${policy.namespace}/${policy.name}`;
  return {
    hop: {
      text: `${end.id} ${verb} ${other.id} on ${describePorts(ports)}: ${name} opens it`,
      object: policy.object,
      pointer,
    },
    fix: `Change ${pointer.slice(1)} of ${name} so that it means only what it is for: name the namespace by kubernetes.io/metadata.name, the pods by their labels, and each port.`,
    breadth,
  };
}

/** Of the peer in the rule that means the other end; of the rule when it means everyone. */
function pointerOf(
  { inventory }: TenantNetwork,
  { policy, rule, direction }: { readonly policy: NetworkPolicy; readonly rule: Rule; readonly direction: Direction },
  other: Peer,
): string {
  const labels = inventory.namespaces.get(other.pods.namespace) ?? {};
  const at = rule.peers?.findIndex((peer) => {
    if (peer.kind === 'addresses') return !peer.outsideOnly;
    const isNamespace = peer.namespaces ? selects(peer.namespaces, labels) : policy.namespace === other.pods.namespace;
    return isNamespace && selects(peer.pods, other.pods.labels);
  });
  return at === undefined || at < 0 ? rule.pointer : `${rule.pointer}/${direction === 'egress' ? 'to' : 'from'}/${at}`;
}
