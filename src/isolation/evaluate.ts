/** Who reaches whom, on which ports: what the source may send to, and the target may receive from. */
import type { AddressRange } from '../model/address-range.ts';
import type { NetworkInventory } from './network-inventory.ts';
import type { Direction, NetworkPolicy, Rule } from './network-policy.ts';
import { externalRanges } from './external-ranges.ts';
import { type PodClasses, podClasses } from './pod-classes.ts';
import { type NamedPort, resolvePorts } from './policy-port.ts';
import { allPorts, intersect, isEmpty, noPorts, type PortSet, unite } from './port-set.ts';
import { type Isolation, type Mode, type PodNetworks, type ResolvedRule, resolveRules } from './resolve-rules.ts';

export interface Evaluation {
  readonly classes: PodClasses;
  /** Their ids follow those of the classes of pods. */
  readonly ranges: readonly AddressRange[];
  /** Every peer that the source reaches, with its ports. Ranges of addresses do not reach each other. */
  reachable(source: number): ReadonlyMap<number, PortSet>;
  /** Whom one end lets through in a direction, whatever the other end says; ranges of addresses let everyone through. */
  opened(direction: Direction, end: number): 'everyone' | ReadonlySet<number>;
  /** Why: what holds at one end of a connection. */
  reason(direction: Direction, end: number, other: number): Reason;
}

export interface Reason {
  readonly ports: PortSet;
  /** Empty: no policy isolates this end. */
  readonly isolating: readonly NetworkPolicy[];
  readonly opening: readonly Opening[];
}

export interface Opening {
  readonly policy: NetworkPolicy;
  readonly ports: PortSet;
  /** The first of the policy's rules that opens something. */
  readonly rule: Rule;
}

export interface EvaluationOptions {
  readonly mode: Mode;
  readonly podNetworks?: PodNetworks;
}

export function evaluate(inventory: NetworkInventory, options: EvaluationOptions): Evaluation {
  const classes = podClasses(inventory);
  const ranges = externalRanges(inventory.policies);
  const isolations = resolveRules({ inventory, classes, ranges, ...options });
  const pods = classes.pods.length;
  const count = pods + ranges.length;
  const isOnHost = (id: number): boolean => classes.pods[id]?.hostNetwork === true;
  const hosts = classes.pods.filter(({ hostNetwork }) => hostNetwork).map(({ id }) => id);
  const isSound = options.mode === 'sound';
  const isolationOf = (direction: Direction, end: number, other: number): Isolation | undefined =>
    // A pod always speaks with its own node, which may be the one where the other runs.
    isSound && (isOnHost(end) || isOnHost(other)) ? undefined : isolations[direction][end];
  const namedPorts = (id: number): readonly NamedPort[] => classes.pods[id]?.namedPorts ?? [];

  const portsAt = (rule: ResolvedRule, target: number): PortSet =>
    rule.ports ?? resolvePorts(rule.named, namedPorts(target));
  const allowed = (direction: Direction, end: number, other: number): PortSet => {
    const isolation = isolationOf(direction, end, other);
    if (!isolation) return allPorts;
    let ports = noPorts;
    for (const rule of isolation.rules) {
      if (rule.peers && !rule.peers.has(other)) continue;
      ports = unite(ports, portsAt(rule, direction === 'ingress' ? end : other));
      if (ports === allPorts) break;
    }
    return ports;
  };

  /** Who may be reached: by the rules of the source, or where it has none that narrow it, by those of the targets. */
  const admitting = admissions(isolations.ingress, { pods, count });
  const candidates = (source: number): Iterable<number> => {
    const rules = isolations.egress[source]?.rules;
    const isNarrow = rules?.every(({ peers }) => peers && peers.ids.length * 2 < count) === true;
    if (isNarrow) return new Set([...rules.flatMap(({ peers }) => peers?.ids ?? []), ...(isSound ? hosts : [])]);
    const outside = source < pods ? ranges.map((_, at) => pods + at) : [];
    const others = isSound && isOnHost(source) ? classes.pods.map(({ id }) => id) : admitting(source);
    return [...others, ...outside];
  };
  return {
    classes,
    ranges,
    reachable(source) {
      const found = new Map<number, PortSet>();
      for (const target of candidates(source)) {
        if (source >= pods && target >= pods) continue;
        const sent = allowed('egress', source, target);
        if (isEmpty(sent)) continue;
        const ports = intersect(sent, allowed('ingress', target, source));
        if (!isEmpty(ports)) found.set(target, ports);
      }
      return found;
    },
    opened(direction, end) {
      const isolation = isSound && isOnHost(end) ? undefined : isolations[direction][end];
      if (!isolation || isolation.rules.some(({ peers }) => !peers)) return 'everyone';
      return new Set([...isolation.rules.flatMap(({ peers }) => peers?.ids ?? []), ...(isSound ? hosts : [])]);
    },
    reason(direction, end, other) {
      const isolation = isolationOf(direction, end, other);
      const opening = new Map<NetworkPolicy, Opening>();
      for (const one of isolation?.rules ?? []) {
        const { policy, peers } = one;
        if (peers && !peers.has(other)) continue;
        const ports = portsAt(one, direction === 'ingress' ? end : other);
        if (isEmpty(ports)) continue;
        const before = opening.get(policy) ?? { policy, ports: noPorts, rule: one.rule };
        opening.set(policy, { ...before, ports: unite(before.ports, ports) });
      }
      return {
        ports: allowed(direction, end, other),
        isolating: isolation?.policies ?? [],
        opening: [...opening.values()],
      };
    },
  };
}

/** For each source the classes of pods that may admit it, those with wide rules for all sources. */
function admissions(
  ingress: readonly (Isolation | undefined)[],
  { pods, count }: { readonly pods: number; readonly count: number },
): (source: number) => readonly number[] {
  const wide: number[] = [];
  const narrow = new Map<number, number[]>();
  for (let target = 0; target < pods; target++) {
    const isolation = ingress[target];
    if (!isolation || isolation.rules.some(({ peers }) => !peers || peers.ids.length * 2 >= count)) {
      wide.push(target);
      continue;
    }
    for (const source of new Set(isolation.rules.flatMap(({ peers }) => peers?.ids ?? []))) {
      const targets = narrow.get(source);
      if (targets) targets.push(target);
      else narrow.set(source, [target]);
    }
  }
  return (source) => [...wide, ...(narrow.get(source) ?? [])];
}
