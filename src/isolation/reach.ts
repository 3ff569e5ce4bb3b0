/** The connectivity of all workloads and of the world outside, pair by pair. */
import type { Labels } from './label-selector.ts';
import { compareText } from '../model/finding.ts';
import type { ReachRow } from '../model/reach.ts';
import { type AddressRange, describeRange } from '../model/address-range.ts';
import { type Evaluation, type EvaluationOptions, evaluate } from './evaluate.ts';
import { explainEnd } from './explain.ts';
import type { NetworkInventory } from './network-inventory.ts';
import { type EntryPoints, withControllers } from './entry-points.ts';
import { describePorts, intersect, isEmpty, noPorts, type PortSet, unite } from './port-set.ts';

/** One end of a connection: a workload, or a range of addresses outside of the cluster. */
export interface ReachPeer {
  /** As rows name it. */
  readonly name: string;
  /** Of the pods of a workload; a range has none. */
  readonly labels: readonly Labels[];
  readonly range?: AddressRange;
  /** The classes of its pods, or the id of the range. */
  readonly ids: readonly number[];
}

export interface Reach {
  /** Sorted by name. */
  readonly peers: readonly ReachPeer[];
  /** Sorted by source, then by destination. Pairs of a workload with itself, and of two ranges, are left out. */
  rows(choice?: ReachChoice): Iterable<ReachRow>;
}

export interface ReachChoice {
  readonly from?: (peer: ReachPeer) => boolean;
  readonly to?: (peer: ReachPeer) => boolean;
  /** Gives every pair, also without connections, with the policies that open or close it. */
  readonly reasons?: boolean;
}

export interface ReachOptions extends EvaluationOptions {
  /** Where controllers pass on what comes from outside. */
  readonly entries?: EntryPoints;
}

export function reach(inventory: NetworkInventory, { entries = new Map(), ...options }: ReachOptions): Reach {
  const whole = withControllers(inventory, entries);
  const evaluation = evaluate(whole, options);
  const peers = peersOf(whole, evaluation);
  return { peers, rows: (choice = {}) => rowsOf({ evaluation, entries, peers }, choice) };
}

function peersOf({ workloads }: NetworkInventory, { classes, ranges }: Evaluation): readonly ReachPeer[] {
  const inside = workloads.map(({ id, pods }): ReachPeer => {
    const ids = [...new Set(pods.map((one) => classes.classOf(one).id))];
    return { name: id, labels: pods.map(({ labels }) => labels), ids };
  });
  const outside = ranges.map((range, at): ReachPeer => {
    return { name: describeRange(range), labels: [], range, ids: [classes.pods.length + at] };
  });
  return [...inside, ...outside].sort((a, b) => compareText(a.name, b.name));
}

interface Reached {
  readonly evaluation: Evaluation;
  readonly entries: EntryPoints;
  readonly peers: readonly ReachPeer[];
}

function* rowsOf(
  { evaluation, entries, peers }: Reached,
  { from = () => true, to = () => true, reasons = false }: ReachChoice,
): Iterable<ReachRow> {
  // Nobody sends to a controller by its routes.
  const targets = peers.filter((peer) => !entries.has(peer.name) && to(peer));
  const byId = new Map<number, number[]>();
  for (const [rank, { ids }] of targets.entries()) {
    for (const id of ids) {
      const ranks = byId.get(id);
      if (ranks) ranks.push(rank);
      else byId.set(id, [rank]);
    }
  }
  const texts = new Map<PortSet, string>();
  const textOf = (ports: PortSet): string => {
    const text = texts.get(ports) ?? describePorts(ports);
    texts.set(ports, text);
    return text;
  };
  for (const source of peers.filter(from)) {
    const found = new Map<number, PortSet>();
    for (const id of source.ids) {
      for (const [target, ports] of evaluation.reachable(id)) {
        for (const rank of byId.get(target) ?? []) found.set(rank, unite(found.get(rank) ?? noPorts, ports));
      }
    }
    const ranks = reasons ? targets.keys() : Uint32Array.from(found.keys()).sort();
    for (const rank of ranks) {
      const target = targets[rank]!;
      if (target === source || (target.range && source.range)) continue;
      const entry = entries.get(source.name);
      const led = entry?.get(target.name);
      if (entry && !led) continue;
      const sent = found.get(rank) ?? noPorts;
      const ports = led ? intersect(sent, led) : sent;
      if (isEmpty(ports) && !reasons) continue;
      yield {
        src: source.name,
        dst: target.name,
        conn: textOf(ports),
        ...(reasons && {
          reasons: {
            egress: explainEnd(evaluation, 'egress', { end: source, other: target }),
            ingress: explainEnd(evaluation, 'ingress', { end: target, other: source }),
          },
        }),
      };
    }
  }
}
