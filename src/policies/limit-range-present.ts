/** Demands defaults and a maximum for every container and volume of a tenant's namespace. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { InventoryObject, StackPolicy, Violation } from '../model/policy.ts';
import { boundedNamespaces } from './bounded-namespaces.ts';
import { parseQuantity } from '../model/quantity.ts';

interface Wanted {
  readonly type: 'Container' | 'PersistentVolumeClaim';
  readonly field: 'default' | 'defaultRequest' | 'max';
  readonly resource: string;
  /** From which the API server fills the field where it is missing, in this order: pkg/apis/core/v1/defaults.go. */
  readonly or: readonly string[];
}

const wanted: readonly Wanted[] = [
  ...['cpu', 'memory'].flatMap((resource): Wanted[] => [
    { type: 'Container', field: 'defaultRequest', resource, or: ['min', 'default', 'max'] },
    { type: 'Container', field: 'default', resource, or: ['max'] },
    { type: 'Container', field: 'max', resource, or: [] },
  ]),
  { type: 'PersistentVolumeClaim', field: 'max', resource: 'storage', or: [] },
];

export const limitRangePresent: StackPolicy = {
  id: 'limit-range-present',
  family: 'tenant',
  severity: 'error',
  title:
    "A limit range gives every container of a tenant's namespace defaults and a maximum, and every volume a maximum",
  why: 'Operators make pods that nobody wrote resources for. Without defaults the quota refuses them or nothing bounds them, and without a maximum a single one takes all that the tenant has.',
  fix: 'Add the amount to the LimitRange. The generator does.',
  controls: { hipaa: ['164.308(a)(7)(ii)(C)'], nsa: ['Resource policies'] },
  *check(inventory): Iterable<Violation> {
    if (!inventory.tenant) return;
    for (const { name, object, members } of boundedNamespaces(inventory, 'LimitRange of v1')) {
      const limits = members.flatMap(limitsOf);
      const at = { object: members[0] ?? object, pointer: members.length === 0 ? '/metadata/name' : '/spec/limits' };
      for (const { type, field, resource, or } of wanted) {
        const isThere = limits.some(
          (limit) => limit['type'] === type && [field, ...or].some((each) => isAmount(limit[each], resource)),
        );
        if (isThere) continue;
        yield { ...at, message: `${field} ${resource} of ${type} in namespace ${name} is unset, must be an amount` };
      }
    }
  },
};

function limitsOf({ manifest: { spec } }: InventoryObject): readonly JsonObject[] {
  return isObject(spec) && Array.isArray(spec['limits']) ? spec['limits'].filter(isObject) : [];
}

function isAmount(amounts: Json | undefined, resource: string): boolean {
  const amount = isObject(amounts) ? parseQuantity(amounts[resource]) : undefined;
  return amount !== undefined && amount > 0;
}
