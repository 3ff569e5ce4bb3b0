/** Finds every image that manifests name: those of containers, and those that operators run. */
import type { Inventory, InventoryObject } from '../model/policy.ts';
import { isObject, type Json } from '../model/manifest.ts';
import { describeContainer, podsIn } from './pod-template.ts';

export interface ImageReference {
  readonly object: InventoryObject;
  /** JSON pointer of the image, or of its parent when it is unset. */
  readonly pointer: string;
  readonly image: Json | undefined;
  /** How a message names the place, for example `container "web"`. */
  readonly what: string;
}

export function* imagesIn(inventory: Inventory): Generator<ImageReference> {
  for (const pod of podsIn(inventory)) {
    for (const container of pod.containers) {
      const { image } = container.container;
      const pointer = image === undefined ? container.pointer : `${container.pointer}/image`;
      yield { object: pod.object, pointer, image, what: describeContainer(container) };
    }
    yield* imageVolumes(pod.object, pod.spec, `${pod.pointer}/spec`);
  }
  for (const object of inventory.objects) yield* databaseImages(object);
}

/** Images mounted as volumes run nothing, but bring files that the containers read. */
function* imageVolumes(
  object: InventoryObject,
  spec: { readonly [key: string]: Json },
  pointer: string,
): Generator<ImageReference> {
  const volumes = Array.isArray(spec['volumes']) ? spec['volumes'] : [];
  for (const [index, volume] of volumes.entries()) {
    if (!isObject(volume) || !isObject(volume['image'])) continue;
    const image = volume['image']['reference'];
    yield {
      object,
      pointer: `${pointer}/volumes/${index}/image${image === undefined ? '' : '/reference'}`,
      image,
      what: `volume ${JSON.stringify(volume['name'] ?? index)}`,
    };
  }
}

/** CloudNativePG runs the image of a Cluster, and mounts those of its extensions. One from a catalogue counts as unset: it is not named here. */
function* databaseImages(object: InventoryObject): Generator<ImageReference> {
  const { manifest } = object;
  if (manifest['apiVersion'] !== 'postgresql.cnpg.io/v1' || manifest['kind'] !== 'Cluster') return;
  const spec = isObject(manifest['spec']) ? manifest['spec'] : {};
  const image = spec['imageName'];
  yield { object, pointer: image === undefined ? '/spec' : '/spec/imageName', image, what: 'the database cluster' };
  const settings = isObject(spec['postgresql']) ? spec['postgresql'] : {};
  const extensions = Array.isArray(settings['extensions']) ? settings['extensions'] : [];
  for (const [index, extension] of extensions.entries()) {
    const source = isObject(extension) && isObject(extension['image']) ? extension['image'] : {};
    const pointer = `/spec/postgresql/extensions/${index}`;
    const what = `extension ${JSON.stringify(isObject(extension) ? (extension['name'] ?? index) : index)} of the database cluster`;
    const reference = source['reference'];
    yield { object, pointer: reference === undefined ? pointer : `${pointer}/image/reference`, image: reference, what };
  }
}
