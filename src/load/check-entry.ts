/** Checks how a cluster lets requests in and out. */
import type { Cluster } from '../model/fleet.ts';
import type { Mismatch } from './mismatch.ts';

/** `pointer` of the cluster in its document. */
export function* checkEntry(cluster: Cluster, pointer: string): Iterable<Mismatch> {
  yield* checkWayIn(cluster, pointer);
  yield* checkWayOut(cluster, pointer);
}

function* checkWayIn({ gateway, ingress }: Cluster, pointer: string): Iterable<Mismatch> {
  const policy = 'cluster-exposure';
  if (gateway === undefined && ingress === undefined) {
    yield {
      policy,
      pointer: `${pointer}/gateway`,
      found: 'missing',
      wanted: 'given, or ingress in its place',
      fix: 'Describe the gateway of the cluster, or its Ingress controller when it has no Gateway API.',
    };
  }
  if (gateway !== undefined && ingress !== undefined) {
    yield {
      policy,
      pointer: `${pointer}/ingress`,
      found: 'given beside gateway',
      wanted: 'one of the two',
      fix: 'Remove ingress: the Gateway API can do more.',
    };
  }
  if (gateway !== undefined && gateway.trustedHops > 0 && gateway.implementation !== 'envoy-gateway') {
    yield {
      policy,
      pointer: `${pointer}/gateway/trustedHops`,
      found: String(gateway.trustedHops),
      wanted: '0 with implementation other',
      fix: "Write implementation: 'envoy-gateway' if it is, or set the number in the gateway's own configuration.",
    };
  }
}

function* checkWayOut({ egress }: Cluster, pointer: string): Iterable<Mismatch> {
  const policy = 'cluster-egress';
  const needsProxy = egress.mechanism === 'egress-gateway';
  if (needsProxy === (egress.proxy !== undefined)) return;
  yield {
    policy,
    pointer: `${pointer}/egress/proxy`,
    found: needsProxy ? 'missing' : 'given',
    wanted: needsProxy ? 'given with mechanism egress-gateway' : `left out with mechanism ${egress.mechanism}`,
    fix: needsProxy ? 'Describe the forward proxy.' : "Remove proxy, or write mechanism: 'egress-gateway'.",
  };
}
