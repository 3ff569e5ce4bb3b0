/** The namespaces of a stack, each with its objects of a kind that bounds it. */
import { refOf } from '../model/manifest.ts';
import type { Inventory, InventoryObject } from '../model/policy.ts';
import { objectsOfKind } from './objects-of-kind.ts';

export interface BoundedNamespace {
  readonly name: string;
  readonly object: InventoryObject;
  readonly members: readonly InventoryObject[];
}

/** @param type as of `objectsOfKind`. */
export function boundedNamespaces(inventory: Inventory, type: string): readonly BoundedNamespace[] {
  const members = objectsOfKind(inventory, type);
  return objectsOfKind(inventory, 'Namespace of v1').map((object) => {
    const { name } = refOf(object.manifest);
    return { name, object, members: members.filter(({ manifest }) => refOf(manifest).namespace === name) };
  });
}
