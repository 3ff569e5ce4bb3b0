/** The pods of a stack that a service leads to. */
import { isObject, refOf } from '../model/manifest.ts';
import type { Inventory, InventoryObject } from '../model/policy.ts';
import type { Requirement } from '../isolation/label-selector.ts';
import { labelsOf, selects } from './label-selector.ts';
import { type StackPod, stackPodsOf } from './stack-pods.ts';

/** None for a selector that cannot be read, and without one. */
export function podsOfService({ manifest }: InventoryObject, inventory: Inventory): readonly StackPod[] {
  const { namespace = '' } = refOf(manifest);
  const labels = labelsOf(isObject(manifest['spec']) ? manifest['spec']['selector'] : undefined) ?? new Map();
  if (labels.size === 0) return [];
  const requirements = Array.from(labels, ([key, value]): Requirement => ({ key, operator: 'In', values: [value] }));
  return stackPodsOf(inventory).filter((pod) => pod.namespace === namespace && selects(requirements, pod.labels));
}
