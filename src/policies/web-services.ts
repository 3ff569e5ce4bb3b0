/** The services that lead to Odoo's web pods. */
import { isObject, type JsonObject, refOf } from '../model/manifest.ts';
import type { InventoryObject } from '../model/policy.ts';
import { odooPodsOf } from './odoo-pods.ts';
import { podTemplateOf } from './pod-template.ts';

export interface WebService {
  readonly object: InventoryObject;
  readonly name: string;
}

/** Services whose selector fits the labels of a web pod. */
export function webServicesOf(objects: readonly InventoryObject[]): readonly WebService[] {
  const web = odooPodsOf(objects).filter(({ role }) => role === 'web');
  const labels = web.flatMap(({ object }) => {
    const metadata = podTemplateOf(object.manifest)?.metadata;
    return isObject(metadata) && isObject(metadata['labels']) ? [metadata['labels']] : [];
  });
  return objects.flatMap((object) => {
    const { kind, spec } = object.manifest;
    if (kind !== 'Service' || !isObject(spec) || !isObject(spec['selector'])) return [];
    const wanted = Object.entries(spec['selector']);
    const fits = labels.some((pod) => wanted.length > 0 && wanted.every(([key, value]) => pod[key] === value));
    return fits ? [{ object, name: refOf(object.manifest).name }] : [];
  });
}

/** The members of a field that should be a list of objects. */
export function objectsIn(holder: JsonObject, field: string): readonly JsonObject[] {
  const list = holder[field];
  return Array.isArray(list) ? list.filter(isObject) : [];
}
