/** The rules of NetworkPolicies once more, slowly: pod by pod and port by port, straight from the manifests. */
/* Written apart from src/isolation, and from the text of the API alone, so that both can be wrong only in different ways. */

/** The parts of a policy that are looked at. */
interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

export interface NaivePeer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

export interface NaivePort {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}

export interface NaiveRule {
  readonly from?: readonly NaivePeer[];
  readonly to?: readonly NaivePeer[];
  readonly ports?: readonly NaivePort[];
}

export interface NaiveSpec {
  readonly podSelector: Selector;
  readonly policyTypes?: readonly string[];
  readonly ingress?: readonly NaiveRule[];
  readonly egress?: readonly NaiveRule[];
}

export interface NaivePod {
  readonly namespace: string;
  readonly namespaceLabels: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly { readonly name: string; readonly containerPort: number; readonly protocol: string }[];
  readonly hostNetwork: boolean;
}

/** A pod, or the four numbers of an address outside. */
export type End = NaivePod | readonly number[];

export interface Wire {
  readonly from: End;
  readonly to: End;
  readonly protocol: string;
  readonly port: number;
}

export interface NaivePolicy {
  readonly namespace: string;
  readonly spec: NaiveSpec;
}

const isPod = (end: End): end is NaivePod => !Array.isArray(end);

export function naivelyAllows(policies: readonly NaivePolicy[], wire: Wire, mode: 'reference' | 'sound'): boolean {
  const { from, to } = wire;
  if (mode === 'sound' && [from, to].some((end) => isPod(end) && end.hostNetwork)) return true;
  return passes(policies, wire, { mode, side: 'egress' }) && passes(policies, wire, { mode, side: 'ingress' });
}

interface At {
  readonly mode: 'reference' | 'sound';
  readonly side: 'ingress' | 'egress';
}

function passes(policies: readonly NaivePolicy[], wire: Wire, { mode, side }: At): boolean {
  const [end, other] = side === 'egress' ? [wire.from, wire.to] : [wire.to, wire.from];
  if (!isPod(end) || end.hostNetwork) return true;
  const holding = policies.filter(({ namespace, spec }) => {
    if (namespace !== end.namespace || !matches(spec.podSelector, end.labels)) return false;
    const types = spec.policyTypes ?? ((spec.egress ?? []).length > 0 ? ['Ingress', 'Egress'] : ['Ingress']);
    return types.includes(side === 'egress' ? 'Egress' : 'Ingress');
  });
  if (holding.length === 0) return true;
  for (const { namespace, spec } of holding) {
    for (const rule of spec[side] ?? []) {
      const peers = rule[side === 'egress' ? 'to' : 'from'] ?? [];
      const meets = peers.length === 0 || peers.some((peer) => meetsPeer(peer, other, { namespace, mode }));
      const ports = rule.ports ?? [];
      if (meets && (ports.length === 0 || ports.some((port) => meetsPort(port, wire)))) return true;
    }
  }
  return false;
}

function meetsPeer(peer: NaivePeer, end: End, of: { readonly namespace: string; readonly mode: string }): boolean {
  if (peer.ipBlock) {
    if (isPod(end)) return of.mode === 'sound';
    return within(end, peer.ipBlock.cidr) && !(peer.ipBlock.except ?? []).some((one) => within(end, one));
  }
  if (!isPod(end) || end.hostNetwork) return false;
  const near = peer.namespaceSelector
    ? matches(peer.namespaceSelector, end.namespaceLabels)
    : end.namespace === of.namespace;
  return near && (!peer.podSelector || matches(peer.podSelector, end.labels));
}

function meetsPort(wanted: NaivePort, { to, protocol, port }: Wire): boolean {
  if ((wanted.protocol ?? 'TCP') !== protocol) return false;
  if (wanted.port === undefined) return true;
  if (typeof wanted.port === 'number') return port >= wanted.port && port <= (wanted.endPort ?? wanted.port);
  if (!isPod(to)) return false;
  return to.ports.some((one) => one.name === wanted.port && one.protocol === protocol && one.containerPort === port);
}

function matches(selector: Selector, labels: Readonly<Record<string, string>>): boolean {
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) if (labels[key] !== value) return false;
  for (const { key, operator, values } of selector.matchExpressions ?? []) {
    const has = key in labels;
    const listed = has && (values ?? []).includes(labels[key] ?? '');
    if (operator === 'In' && !listed) return false;
    if (operator === 'NotIn' && listed) return false;
    if (operator === 'Exists' && !has) return false;
    if (operator === 'DoesNotExist' && has) return false;
  }
  return true;
}

function within(address: readonly number[], cidr: string): boolean {
  const [base = '', bits] = cidr.split('/');
  const binary = (numbers: readonly number[]): string =>
    numbers.map((one) => one.toString(2).padStart(8, '0')).join('');
  return binary(address).slice(0, Number(bits)) === binary(base.split('.').map(Number)).slice(0, Number(bits));
}
