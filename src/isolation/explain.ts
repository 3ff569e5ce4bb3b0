/** Says which policies open or close one end of a connection. */
import { compareText } from '../model/finding.ts';
import type { Evaluation, Reason } from './evaluate.ts';
import type { Direction, NetworkPolicy } from './network-policy.ts';
import { describePorts } from './port-set.ts';

interface Peer {
  readonly ids: readonly number[];
  readonly range?: unknown;
}

/** Sentences, one for each policy that opens it, or one that says why it is open or closed. */
export function explainEnd(
  evaluation: Evaluation,
  direction: Direction,
  { end, other }: { readonly end: Peer; readonly other: Peer },
): readonly string[] {
  if (end.range) return ['open: outside of the cluster'];
  const sentences = new Set(
    end.ids.flatMap((id) => other.ids.flatMap((peer) => sentencesOf(evaluation.reason(direction, id, peer)))),
  );
  return [...sentences];
}

function sentencesOf({ isolating, opening }: Reason): readonly string[] {
  if (isolating.length === 0) return ['open: no policy isolates it'];
  if (opening.length === 0) return [`closed by ${names(isolating)}: none of them opens it`];
  return opening.map(({ policy, ports }) => `${describePorts(ports)} opened by ${nameOf(policy)}`).sort(compareText);
}

function names(policies: readonly NetworkPolicy[]): string {
  return policies.map(nameOf).sort(compareText).join(', ');
}

function nameOf({ namespace, name }: NetworkPolicy): string {
  return `${namespace}/${name}`;
}
