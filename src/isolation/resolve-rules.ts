/** Turns the policies' selectors into sets of peers: which rules hold for each class of pods. */
import { type AddressRange, overlap } from '../model/address-range.ts';
import { positionsIn } from './external-ranges.ts';
import { indexLabels, type Select } from './label-index.ts';
import type { NetworkInventory } from './network-inventory.ts';
import type { Direction, NetworkPolicy, Peer, Rule } from './network-policy.ts';
import { type PeerSet, peerSet } from './peer-set.ts';
import type { PodClass, PodClasses } from './pod-classes.ts';
import { type PolicyPort, resolvePorts } from './policy-port.ts';
import { allPorts, type PortSet } from './port-set.ts';

export type Mode = 'reference' | 'sound';

export interface ResolvedRule {
  readonly policy: NetworkPolicy;
  readonly rule: Rule;
  /** Undefined: everyone. */
  readonly peers?: PeerSet;
  /** The same at every target; undefined where names differ between targets. */
  readonly ports?: PortSet;
  /** As written, for targets with named ports. */
  readonly named: readonly PolicyPort[];
}

/** What holds for a class in one direction; undefined where no policy isolates it. */
export interface Isolation {
  readonly policies: readonly NetworkPolicy[];
  readonly rules: readonly ResolvedRule[];
}

export type Isolations = Readonly<Record<Direction, readonly (Isolation | undefined)[]>>;

export interface RulesInput {
  readonly inventory: NetworkInventory;
  readonly classes: PodClasses;
  readonly ranges: readonly AddressRange[];
  readonly mode: Mode;
  readonly podNetworks?: PodNetworks;
}

/** Addresses at which pods may be met; a direction that is not given is not known. */
export type PodNetworks = Readonly<Partial<Record<Direction, readonly AddressRange[]>>>;

export function resolveRules({ inventory, classes, ranges, mode, podNetworks }: RulesInput): Isolations {
  const { policies, unknown } = inventory;
  const count = classes.pods.length + ranges.length;
  // What policies cannot select reliably they do not select; the sound mode treats such pods apart.
  const selectable = classes.pods.filter(({ hostNetwork }) => !hostNetwork);
  const selectNamespaces = indexLabels(classes.namespaces);
  const selectPods = new Map<number, Select<PodClass>>();
  for (const [id, pods] of Map.groupBy(selectable, ({ namespace }) => namespace)) selectPods.set(id, indexLabels(pods));
  const namespaceIds = new Map(classes.namespaces.flatMap(({ id, name }) => (name === undefined ? [] : [[name, id]])));

  const mayBePod = (block: AddressRange, direction: Direction): boolean =>
    mode === 'sound' && (podNetworks?.[direction]?.some((network) => overlap(network, block)) ?? true);
  const members = (peer: Peer, own: number, direction: Direction): readonly number[] => {
    if (peer.kind === 'addresses') {
      const outside = peer.ranges.flatMap((block) => positionsIn(ranges, block).map((at) => classes.pods.length + at));
      const isPods = !peer.outsideOnly && peer.ranges.some((block) => mayBePod(block, direction));
      return isPods ? [...selectable.map(({ id }) => id), ...outside] : outside;
    }
    const namespaces = peer.namespaces ? selectNamespaces(peer.namespaces).map(({ id }) => id) : [own];
    return namespaces.flatMap(
      (id) =>
        selectPods
          .get(id)?.(peer.pods)
          .map((pods) => pods.id) ?? [],
    );
  };
  const sets = new Map<string, PeerSet>();
  const setOf = (peers: readonly Peer[], own: number, direction: Direction): PeerSet => {
    const key = `${direction}\n${peers.map((peer) => peerText(peer, own)).join('\n')}`;
    const before = sets.get(key);
    if (before) return before;
    const set = peerSet(
      peers.flatMap((peer) => members(peer, own, direction)),
      count,
    );
    sets.set(key, set);
    return set;
  };

  const result: Record<Direction, (MutableIsolation | undefined)[]> = { ingress: [], egress: [] };
  for (const policy of policies) {
    // What an unknown policy opens nobody knows, so nothing there counts as closed.
    if (mode === 'sound' && (unknown === 'everywhere' || unknown.has(policy.namespace))) continue;
    const own = namespaceIds.get(policy.namespace)!;
    const selected = selectPods.get(own)?.(policy.podSelector) ?? [];
    for (const direction of ['ingress', 'egress'] as const) {
      const written = policy.rules[direction];
      if (!written) continue;
      const rules = written.map((rule) => resolved(rule, policy, rule.peers && setOf(rule.peers, own, direction)));
      for (const { id } of selected) {
        const isolation = (result[direction][id] ??= { policies: [], rules: [] });
        isolation.policies.push(policy);
        isolation.rules.push(...rules);
      }
    }
  }
  return result;
}

interface MutableIsolation {
  readonly policies: NetworkPolicy[];
  readonly rules: ResolvedRule[];
}

function resolved(rule: Rule, policy: NetworkPolicy, peers: PeerSet | undefined): ResolvedRule {
  const { ports } = rule;
  const hasNames = ports?.some(({ name }) => name !== undefined) === true;
  return {
    policy,
    rule,
    ...(peers && { peers }),
    ...(!hasNames && { ports: ports ? resolvePorts(ports, []) : allPorts }),
    named: hasNames ? ports : [],
  };
}

/** Equal for peers that select the same. */
function peerText(peer: Peer, own: number): string {
  if (peer.kind === 'addresses') {
    const ranges = peer.ranges.map(({ family, first, last }) => `${family} ${first} ${last}`).join();
    return peer.outsideOnly ? `outside ${ranges}` : ranges;
  }
  return JSON.stringify([peer.namespaces?.id ?? own, peer.pods.id]);
}
