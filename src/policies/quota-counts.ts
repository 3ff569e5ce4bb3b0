/** Demands that a tenant's namespace bounds how much of everything it may have. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { InventoryObject, StackPolicy, Violation } from '../model/policy.ts';
import { boundedNamespaces } from './bounded-namespaces.ts';
import { describeValue } from './pod-template.ts';
import { parseQuantity } from '../model/quantity.ts';

/** Each by the names under which a quota knows it. */
const bounded: readonly (readonly string[])[] = [
  ['pods', 'count/pods'],
  ['secrets', 'count/secrets'],
  ['configmaps', 'count/configmaps'],
  ['persistentvolumeclaims', 'count/persistentvolumeclaims'],
  ['services', 'count/services'],
  ['requests.cpu', 'cpu'],
  ['requests.memory', 'memory'],
  ['limits.cpu'],
  ['limits.memory'],
  ['requests.storage'],
];
const none = ['services.loadbalancers', 'services.nodeports'];

export const quotaCounts: StackPolicy = {
  id: 'quota-counts',
  family: 'tenant',
  severity: 'error',
  title:
    'The quota of a tenant bounds pods, objects, resources and volumes, and allows no node ports or load balancers',
  why: "What no quota bounds one tenant can take from all others: the API server's storage, the volumes, the addresses. A node port or load balancer is a door past the gateway.",
  fix: 'Add the entry to `hard` of the ResourceQuota. The generator does.',
  controls: { hipaa: ['164.308(a)(7)(ii)(C)', '164.312(e)(1)'], nsa: ['Resource policies'] },
  *check(inventory): Iterable<Violation> {
    if (!inventory.tenant) return;
    for (const { name, object, members } of boundedNamespaces(inventory, 'ResourceQuota of v1')) {
      // One that holds for some pods only bounds nothing as a whole.
      const hard = members.flatMap((quota) => (isScoped(quota) ? [] : [hardOf(quota)]));
      const at = { object: members[0] ?? object, pointer: members.length === 0 ? '/metadata/name' : '/spec/hard' };
      for (const names of bounded) {
        const found = valuesOf(hard, names);
        if (found.some((value) => parseQuantity(value) !== undefined)) continue;
        yield { ...at, message: `${names[0]} of namespace ${name} is ${describeValue(found[0])}, must have a bound` };
      }
      for (const resource of none) {
        const found = valuesOf(hard, [resource]);
        if (found.some((value) => parseQuantity(value) === 0)) continue;
        yield { ...at, message: `${resource} of namespace ${name} is ${describeValue(found[0])}, must be "0"` };
      }
    }
  },
};

function valuesOf(hard: readonly JsonObject[], names: readonly string[]): readonly Json[] {
  return hard.flatMap((each) => names.flatMap((name) => each[name] ?? []));
}

function isScoped({ manifest: { spec } }: InventoryObject): boolean {
  if (!isObject(spec)) return false;
  const { scopes = null, scopeSelector = null } = spec;
  return scopeSelector !== null || (scopes !== null && !(Array.isArray(scopes) && scopes.length === 0));
}

function hardOf({ manifest: { spec } }: InventoryObject): JsonObject {
  return isObject(spec) && isObject(spec['hard']) ? spec['hard'] : {};
}
