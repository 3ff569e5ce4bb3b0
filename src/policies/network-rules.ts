/** The rules of network policies, one by one, with their peers and ports. */
import { isObject, type Json, type JsonObject, refOf } from '../model/manifest.ts';
import type { Inventory, InventoryObject } from '../model/policy.ts';
import { remember } from '../model/remember.ts';
import { objectsOfKind } from './objects-of-kind.ts';

export interface NetworkRule {
  readonly object: InventoryObject;
  readonly namespace: string;
  /** Of the policy: whom the rule is for. */
  readonly podSelector: Json | undefined;
  readonly direction: 'ingress' | 'egress';
  readonly pointer: string;
  /** Field of the peers. */
  readonly field: 'from' | 'to';
  /** Empty when it is none, which permits everyone and everything. */
  readonly rule: JsonObject;
  /** Empty for everyone. */
  readonly peers: readonly Peer[];
}

export interface Peer {
  readonly peer: JsonObject;
  readonly pointer: string;
}

export function networkPoliciesIn(inventory: Inventory): readonly InventoryObject[] {
  return objectsOfKind(inventory, 'NetworkPolicy of networking.k8s.io/v1');
}

export const networkRulesOf: (inventory: Inventory) => readonly NetworkRule[] = remember((inventory: Inventory) =>
  networkPoliciesIn(inventory).flatMap((object) =>
    rulesIn(object, 'ingress', 'from').concat(rulesIn(object, 'egress', 'to')),
  ),
);

function rulesIn(
  object: InventoryObject,
  direction: 'ingress' | 'egress',
  field: 'from' | 'to',
): readonly NetworkRule[] {
  const { namespace = 'default' } = refOf(object.manifest);
  const spec = isObject(object.manifest['spec']) ? object.manifest['spec'] : {};
  return listOf(spec[direction]).map((value, index) => {
    const pointer = `/spec/${direction}/${index}`;
    const rule = isObject(value) ? value : {};
    const peers = listOf(rule[field]).map((peer, position) => ({
      peer: isObject(peer) ? peer : {},
      pointer: `${pointer}/${field}/${position}`,
    }));
    return { object, namespace, podSelector: spec['podSelector'], direction, pointer, field, rule, peers };
  });
}

/** What is no list counts as one member that permits everything. */
function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}
