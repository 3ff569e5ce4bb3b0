/** NetworkPolicies of networking.k8s.io/v1: what they select and allow, read as strictly as an API server does. */
import type { Json, JsonObject } from '../model/manifest.ts';
import type { InventoryObject } from '../model/policy.ts';
import { type AddressRange, contains, parseCidr, without } from '../model/address-range.ts';
import { describe, mustHaveOnly, nameOf, optionalList, optionalObject, Unreadable } from './inconclusive.ts';
import { type LabelSelector, readSelector, selectorOf } from './label-selector.ts';
import { type PolicyPort, readPolicyPort } from './policy-port.ts';

export type Direction = 'ingress' | 'egress';

export interface NetworkPolicy {
  readonly name: string;
  readonly namespace: string;
  readonly object: InventoryObject;
  /** The pods of its namespace that it isolates. */
  readonly podSelector: LabelSelector;
  /** Its rules for each direction that it isolates; without rules nothing is allowed. */
  readonly rules: Readonly<Partial<Record<Direction, readonly Rule[]>>>;
}

/** Allows any of the ports with any of the peers. */
export interface Rule {
  /** Undefined: everyone, inside the cluster and outside. */
  readonly peers?: readonly Peer[];
  /** Undefined: every port. */
  readonly ports?: readonly PolicyPort[];
  /** JSON pointer into the manifest of the policy. */
  readonly pointer: string;
}

export type Peer = PodPeer | AddressPeer;

export interface PodPeer {
  readonly kind: 'pods';
  /** Undefined: the namespace of the policy. */
  readonly namespaces?: LabelSelector;
  readonly pods: LabelSelector;
}

export interface AddressPeer {
  readonly kind: 'addresses';
  /** Disjoint, ascending: the block without its exceptions. */
  readonly ranges: readonly AddressRange[];
  /** True when no pod is meant, whatever addresses pods have. */
  readonly outsideOnly?: true;
}

const everything = selectorOf([]);
const sides = { ingress: { type: 'Ingress', peers: 'from' }, egress: { type: 'Egress', peers: 'to' } } as const;

/** @throws {Unreadable} for what an API server would refuse. */
export function readNetworkPolicy(object: InventoryObject, namespace: string, name: string): NetworkPolicy {
  const spec = optionalObject(object.manifest['spec'], '/spec') ?? {};
  mustHaveOnly(spec, ['podSelector', 'policyTypes', 'ingress', 'egress'], '/spec');
  const podSelector = readSelector(spec['podSelector'], '/spec/podSelector') ?? everything;
  const types = readTypes(spec);
  const rules: Partial<Record<Direction, readonly Rule[]>> = {};
  for (const direction of ['ingress', 'egress'] as const) {
    // Read whether it counts or not, since what an API server refuses isolates nothing.
    const own = readRules(spec[direction], direction);
    if (types.includes(sides[direction].type)) rules[direction] = own;
  }
  return { name, namespace, object, podSelector, rules };
}

/** Ingress always, egress only when there is a section for it, unless told. */
function readTypes(spec: JsonObject): readonly string[] {
  const types = optionalList(spec['policyTypes'], '/spec/policyTypes') ?? [];
  for (const [index, type] of types.entries()) {
    if (type === 'Ingress' || type === 'Egress') continue;
    throw new Unreadable(
      `/spec/policyTypes/${index}`,
      `policyTypes has ${describe(type)}, must have Ingress or Egress`,
    );
  }
  if (types.length > 0) return types as readonly string[];
  const hasEgress = (optionalList(spec['egress'], '/spec/egress') ?? []).length > 0;
  return hasEgress ? ['Ingress', 'Egress'] : ['Ingress'];
}

function readRules(value: Json | undefined, direction: Direction): readonly Rule[] {
  const { peers: field } = sides[direction];
  return (optionalList(value, `/spec/${direction}`) ?? []).map((one, index) => {
    const pointer = `/spec/${direction}/${index}`;
    const rule = optionalObject(one, pointer) ?? {};
    mustHaveOnly(rule, [field, 'ports'], pointer);
    const peers = optionalList(rule[field], `${pointer}/${field}`) ?? [];
    const ports = optionalList(rule['ports'], `${pointer}/ports`) ?? [];
    const result: { -readonly [Key in keyof Rule]: Rule[Key] } = { pointer };
    if (peers.length > 0) result.peers = peers.map((peer, at) => readPeer(peer, `${pointer}/${field}/${at}`));
    if (ports.length > 0) result.ports = ports.map((port, at) => readPolicyPort(port, `${pointer}/ports/${at}`));
    return result;
  });
}

function readPeer(value: Json, pointer: string): Peer {
  const peer = optionalObject(value, pointer) ?? {};
  mustHaveOnly(peer, ['podSelector', 'namespaceSelector', 'ipBlock'], pointer);
  const pods = readSelector(peer['podSelector'], `${pointer}/podSelector`);
  const namespaces = readSelector(peer['namespaceSelector'], `${pointer}/namespaceSelector`);
  const block = optionalObject(peer['ipBlock'], `${pointer}/ipBlock`);
  if (block && (pods || namespaces)) {
    throw new Unreadable(pointer, `${nameOf(pointer)} has ipBlock and selectors, must have one of both`);
  }
  if (block) return { kind: 'addresses', ranges: readBlock(block, `${pointer}/ipBlock`) };
  if (!pods && !namespaces) {
    throw new Unreadable(pointer, `${nameOf(pointer)} is empty, must have podSelector, namespaceSelector or ipBlock`);
  }
  return { kind: 'pods', pods: pods ?? everything, ...(namespaces && { namespaces }) };
}

function readBlock(block: JsonObject, pointer: string): readonly AddressRange[] {
  mustHaveOnly(block, ['cidr', 'except'], pointer);
  const range = readCidr(block['cidr'], `${pointer}/cidr`);
  const holes = (optionalList(block['except'], `${pointer}/except`) ?? []).map((one, index) => {
    const hole = readCidr(one, `${pointer}/except/${index}`);
    const isWithin = contains(range, hole) && !contains(hole, range);
    if (isWithin) return hole;
    throw new Unreadable(
      `${pointer}/except/${index}`,
      `except is ${describe(one)}, must be a part of ${describe(block['cidr'])}`,
    );
  });
  return without(range, holes);
}

function readCidr(value: Json | undefined, pointer: string): AddressRange {
  const range = typeof value === 'string' ? parseCidr(value) : undefined;
  if (range) return range;
  throw new Unreadable(pointer, `${nameOf(pointer)} is ${describe(value)}, must be a CIDR such as 10.0.0.0/8`);
}
