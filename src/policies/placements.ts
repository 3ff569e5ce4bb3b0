/** Finds where manifests choose the nodes of their pods, those of a database too. */
import { isObject, type JsonObject } from '../model/manifest.ts';
import type { Inventory, InventoryObject } from '../model/policy.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { podsIn } from './pod-template.ts';

/** Where the nodes of one group of pods are chosen. */
export interface Placement {
  readonly object: InventoryObject;
  /** What holds `nodeSelector` and `tolerations`. */
  readonly value: JsonObject;
  readonly pointer: string;
  readonly nodeAffinity: JsonObject;
  readonly affinityPointer: string;
}

export function* placementsIn(inventory: Inventory): Generator<Placement> {
  for (const { object, spec, pointer } of podsIn(inventory)) {
    const at = `${pointer}/spec`;
    const nodeAffinity = inner(inner(spec, 'affinity'), 'nodeAffinity');
    yield { object, value: spec, pointer: at, nodeAffinity, affinityPointer: `${at}/affinity/nodeAffinity` };
  }
  for (const object of objectsOfKind(inventory, 'Cluster of postgresql.cnpg.io/v1')) {
    if (!isObject(object.manifest['spec'])) continue;
    const value = inner(object.manifest['spec'], 'affinity');
    const pointer = '/spec/affinity';
    const nodeAffinity = inner(value, 'nodeAffinity');
    yield { object, value, pointer, nodeAffinity, affinityPointer: `${pointer}/nodeAffinity` };
  }
}

function inner(holder: JsonObject, key: string): JsonObject {
  const value = holder[key];
  return isObject(value) ? value : {};
}
