/** The objects of a stack by kind, so that a policy looks at the few that it is about. */
import type { Inventory, InventoryObject } from '../model/policy.ts';
import { remember } from '../model/remember.ts';

const none: readonly InventoryObject[] = [];

/** @param type kind and API version, for example `Role of rbac.authorization.k8s.io/v1`. */
export function objectsOfKind(inventory: Inventory, type: string): readonly InventoryObject[] {
  return byType(inventory).get(type) ?? none;
}

const byType: (inventory: Inventory) => ReadonlyMap<string, readonly InventoryObject[]> = remember(
  ({ objects }: Inventory) =>
    Map.groupBy(objects, ({ manifest: { apiVersion, kind } }) =>
      // Anything may stand there, also what no text can be made of.
      typeof apiVersion === 'string' && typeof kind === 'string' ? `${kind} of ${apiVersion}` : '',
    ),
);
