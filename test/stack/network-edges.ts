/** What NetworkPolicies permit, by the semantics of Kubernetes: the edges between given pods and addresses. */
import { isObject, type Json, type JsonObject } from '../../src/model/manifest.ts';

export interface Peer {
  readonly name: string;
  /** Namespace and labels of a pod; an address that is no pod has `address` instead. */
  readonly namespace?: string;
  readonly labels?: JsonObject;
  readonly address?: string;
}

export interface Port {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

interface Question {
  readonly policies: readonly JsonObject[];
  readonly peers: readonly Peer[];
  readonly ports: readonly Port[];
}

/** Every permitted edge that begins or ends in the policies' namespace, as `from -> to : port`, sorted. */
export function permittedEdges(question: Question, namespace: string): string[] {
  const inside = (peer: Peer) => peer.namespace === namespace;
  return question.peers
    .flatMap((from) =>
      question.peers.flatMap((to) => {
        if (from.address !== undefined || (!inside(from) && !inside(to))) return [];
        return question.ports
          .filter((port) => !inside(from) || permits(question.policies, 'Egress', { pod: from, other: to, port }))
          .filter((port) => !inside(to) || permits(question.policies, 'Ingress', { pod: to, other: from, port }))
          .map(({ port, protocol }) => `${from.name} -> ${to.name} : ${port}${protocol === 'UDP' ? '/UDP' : ''}`);
      }),
    )
    .toSorted();
}

interface Attempt {
  readonly pod: Peer;
  readonly other: Peer;
  readonly port: Port;
}

/** A pod that no policy of the direction selects is open; otherwise one rule of one policy must permit the attempt. */
function permits(
  policies: readonly JsonObject[],
  direction: 'Ingress' | 'Egress',
  { pod, other, port }: Attempt,
): boolean {
  const selecting = policies.flatMap(({ spec }) => {
    if (!isObject(spec)) return [];
    const applies = listOf(spec['policyTypes']).includes(direction) && matches(spec['podSelector'], pod.labels ?? {});
    return applies ? [spec] : [];
  });
  const [rules, peers] = direction === 'Ingress' ? ['ingress', 'from'] : ['egress', 'to'];
  return (
    selecting.length === 0 ||
    selecting.some((spec) =>
      listOf(spec[rules]).some(
        (rule) => isObject(rule) && portMatches(rule['ports'], port) && peerMatches(rule[peers], pod, other),
      ),
    )
  );
}

/** No list, and an empty one, mean every port. */
function portMatches(ports: Json | undefined, { port, protocol }: Port): boolean {
  const list = listOf(ports);
  return (
    list.length === 0 ||
    list.some((item) => isObject(item) && (item['protocol'] ?? 'TCP') === protocol && (item['port'] ?? port) === port)
  );
}

/** No list, and an empty one, mean every peer. */
function peerMatches(peers: Json | undefined, pod: Peer, other: Peer): boolean {
  const list = listOf(peers);
  return (
    list.length === 0 ||
    list.some((peer) => {
      if (!isObject(peer)) return false;
      if (isObject(peer['ipBlock'])) return other.address !== undefined && peer['ipBlock']['cidr'] === other.address;
      if (other.address !== undefined) return false;
      const sameNamespace =
        peer['namespaceSelector'] === undefined
          ? pod.namespace === other.namespace
          : matches(peer['namespaceSelector'], { 'kubernetes.io/metadata.name': other.namespace ?? '' });
      return sameNamespace && matches(peer['podSelector'], other.labels ?? {});
    })
  );
}

function matches(selector: Json | undefined, labels: JsonObject): boolean {
  if (!isObject(selector)) return selector === undefined;
  const wanted = isObject(selector['matchLabels']) ? selector['matchLabels'] : {};
  return (
    Object.entries(wanted).every(([key, value]) => labels[key] === value) &&
    listOf(selector['matchExpressions']).every((expression) => {
      if (!isObject(expression) || expression['operator'] !== 'In') throw new Error('only In is understood here');
      return listOf(expression['values']).includes(labels[String(expression['key'])] ?? null);
    })
  );
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
