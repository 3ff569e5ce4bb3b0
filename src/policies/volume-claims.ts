/** Finds the volume claims that manifests make, whatever kind carries them. */
import { isObject, type Json, type JsonObject, listOf, refOf } from '../model/manifest.ts';
import type { Inventory, InventoryObject } from '../model/policy.ts';
import { remember } from '../model/remember.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { podsIn } from './pod-template.ts';

export interface VolumeClaim {
  readonly object: InventoryObject;
  /** The claim's spec; empty when it cannot be read, and so names no class. */
  readonly spec: JsonObject;
  /** JSON pointer of the spec in the manifest. */
  readonly pointer: string;
  readonly use: 'database' | 'filestore' | 'any';
  /** The class, whatever its type, and where it stands or should stand. */
  readonly className: Json | undefined;
  readonly classPointer: string;
}

/** In the order of kinds, then of objects. */
export const volumeClaimsIn: (inventory: Inventory) => readonly VolumeClaim[] = remember((inventory: Inventory) => [
  ...objectsOfKind(inventory, 'PersistentVolumeClaim of v1').map((object) => {
    const use = refOf(object.manifest).name === 'odoo-filestore' ? 'filestore' : 'any';
    return plain({ object, spec: object.manifest['spec'], pointer: '/spec', use });
  }),
  ...objectsOfKind(inventory, 'StatefulSet of apps/v1').flatMap(inStatefulSet),
  ...podsIn(inventory).flatMap(({ object, spec, pointer }) =>
    listOf(spec['volumes']).flatMap((volume, index) => {
      const ephemeral = isObject(volume) ? volume['ephemeral'] : undefined;
      if (ephemeral === undefined || ephemeral === null) return [];
      const at = `${pointer}/spec/volumes/${index}/ephemeral/volumeClaimTemplate/spec`;
      return [plain({ object, spec: inner(inner(ephemeral, 'volumeClaimTemplate'), 'spec'), pointer: at, use: 'any' })];
    }),
  ),
  ...objectsOfKind(inventory, 'Cluster of postgresql.cnpg.io/v1').flatMap((object) => Array.from(inCluster(object))),
]);

function inStatefulSet(object: InventoryObject): readonly VolumeClaim[] {
  return listOf(inner(object.manifest['spec'], 'volumeClaimTemplates')).map((template, index) =>
    plain({
      object,
      spec: inner(template, 'spec'),
      pointer: `/spec/volumeClaimTemplates/${index}/spec`,
      use: 'any',
    }),
  );
}

/** CloudNativePG's `storageClass` is written over that of its claim template. */
function* inCluster(object: InventoryObject): Generator<VolumeClaim> {
  const { spec } = object.manifest;
  const places: [Json | undefined, string][] = [[inner(spec, 'storage'), '/spec/storage']];
  const wal = inner(spec, 'walStorage');
  if (wal !== undefined && wal !== null) places.push([wal, '/spec/walStorage']);
  for (const [index, tablespace] of listOf(inner(spec, 'tablespaces')).entries())
    places.push([inner(tablespace, 'storage'), `/spec/tablespaces/${index}/storage`]);
  for (const [storage, pointer] of places) {
    const template = inner(storage, 'pvcTemplate');
    const own = inner(storage, 'storageClass');
    const isOwn = (own !== undefined && own !== null) || !isObject(template);
    yield {
      object,
      spec: isObject(template) ? template : {},
      pointer: `${pointer}/pvcTemplate`,
      use: 'database',
      className: isOwn ? own : template['storageClassName'],
      classPointer: isOwn ? `${pointer}/storageClass` : `${pointer}/pvcTemplate/storageClassName`,
    };
  }
}

function plain({
  spec,
  ...of
}: Pick<VolumeClaim, 'object' | 'pointer' | 'use'> & { readonly spec: Json | undefined }): VolumeClaim {
  const readable = isObject(spec) ? spec : {};
  const classPointer = `${of.pointer}/storageClassName`;
  return { ...of, spec: readable, className: readable['storageClassName'], classPointer };
}

function inner(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) ? value[key] : undefined;
}
