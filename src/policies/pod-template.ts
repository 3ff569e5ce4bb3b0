/** Finds the pods that manifests carry, whatever kind wraps them, and the containers of each. */
import type { Inventory, InventoryObject } from '../model/policy.ts';
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import { remember } from '../model/remember.ts';

export interface PodTemplate {
  /** JSON pointer of the pod in the manifest, parent of its `metadata` and `spec`: empty for a Pod. */
  readonly pointer: string;
  /** The pod's own metadata, not that of the object around it; empty when there is none. */
  readonly metadata: JsonObject;
  /** The pod's spec; empty when it cannot be read, which `faults` then says. */
  readonly spec: JsonObject;
  /** All containers in the order in which the kubelet starts them; sidecars are init containers. */
  readonly containers: readonly PodContainer[];
  /** What could not be read. Policies see the rest; `pod-template-readable` reports these. */
  readonly faults: readonly PodFault[];
}

/** A pod together with the object that carries it. */
export interface Pod extends PodTemplate {
  readonly object: InventoryObject;
}

export interface PodContainer {
  readonly kind: 'init' | 'container' | 'ephemeral';
  /** Position in its list. */
  readonly index: number;
  /** Empty when the container has no name. */
  readonly name: string;
  /** JSON pointer in the manifest. */
  readonly pointer: string;
  readonly container: JsonObject;
}

/** A part of a pod that is missing or has the wrong type. */
export interface PodFault {
  /** JSON pointer of the deepest part that exists. */
  readonly pointer: string;
  /** One sentence with the value found and the value wanted. */
  readonly message: string;
}

/** By kind, since most objects are told apart by it; no two API versions have one of these kinds. */
const carriers: ReadonlyMap<unknown, { readonly apiVersion: string; readonly path: readonly string[] }> = new Map([
  ['CronJob', { apiVersion: 'batch/v1', path: ['spec', 'jobTemplate', 'spec', 'template'] }],
  ['DaemonSet', { apiVersion: 'apps/v1', path: ['spec', 'template'] }],
  ['Deployment', { apiVersion: 'apps/v1', path: ['spec', 'template'] }],
  ['Job', { apiVersion: 'batch/v1', path: ['spec', 'template'] }],
  ['Pod', { apiVersion: 'v1', path: [] }],
  ['PodTemplate', { apiVersion: 'v1', path: ['template'] }],
  ['ReplicaSet', { apiVersion: 'apps/v1', path: ['spec', 'template'] }],
  ['ReplicationController', { apiVersion: 'v1', path: ['spec', 'template'] }],
  ['StatefulSet', { apiVersion: 'apps/v1', path: ['spec', 'template'] }],
]);

const containerLists = [
  { kind: 'init', field: 'initContainers' },
  { kind: 'container', field: 'containers' },
  { kind: 'ephemeral', field: 'ephemeralContainers' },
] as const;

/** Every pod of the inventory, in the order of its objects. */
export const podsIn: (inventory: Inventory) => readonly Pod[] = remember(({ objects }: Inventory) =>
  objects.flatMap((object) => {
    const template = podTemplateOf(object.manifest);
    return template ? [{ object, ...template }] : [];
  }),
);

/** The pod that a manifest carries; undefined for a kind that carries none. Never throws, however malformed the manifest. */
export function podTemplateOf(manifest: JsonObject): PodTemplate | undefined {
  const carrier = carriers.get(manifest['kind']);
  if (!carrier || carrier.apiVersion !== manifest['apiVersion']) return undefined;
  const { path } = carrier;
  const faults: PodFault[] = [];
  const pointer = pointerOf(path);
  const template = objectAt(manifest, path, faults);
  const spec = template && objectAt(manifest, [...path, 'spec'], faults);
  // Metadata may be left out; the pod then has none.
  const hasMetadata = (template?.['metadata'] ?? null) !== null;
  const metadata = hasMetadata ? objectAt(manifest, [...path, 'metadata'], faults) : undefined;
  const containers = spec ? containersOf(spec, `${pointer}/spec`, faults) : [];
  return { pointer, metadata: metadata ?? {}, spec: spec ?? {}, containers, faults };
}

/** How messages name a container: `container "web"`, `init container "migrate"`, `container 0` without a name. */
export function describeContainer({ kind, name, index }: PodContainer): string {
  const title = kind === 'container' ? kind : `${kind} container`;
  return `${title} ${name === '' ? index : JSON.stringify(name)}`;
}

/** A value as short text for a message; what lies inside objects is left out. */
export function describeValue(value: Json | undefined): string {
  if (value === undefined) return 'unset';
  if (isObject(value)) return 'an object';
  if (Array.isArray(value) && value.some((element) => typeof element === 'object')) return 'a list';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** The object at a path; where there is none, undefined and a fault. */
function objectAt(manifest: JsonObject, path: readonly string[], faults: PodFault[]): JsonObject | undefined {
  let value = manifest;
  for (const [depth, key] of path.entries()) {
    const child = value[key];
    if (!isObject(child)) {
      const existing = path.slice(0, child === undefined ? depth : depth + 1);
      const field = path.slice(0, depth + 1).join('.');
      faults.push({ pointer: pointerOf(existing), message: fault(field, child, 'an object') });
      return undefined;
    }
    value = child;
  }
  return value;
}

function containersOf(spec: JsonObject, pointer: string, faults: PodFault[]): readonly PodContainer[] {
  const containers: PodContainer[] = [];
  for (const { kind, field } of containerLists) {
    const list = spec[field] ?? [];
    if (!Array.isArray(list)) {
      faults.push({ pointer: `${pointer}/${field}`, message: fault(field, list, 'a list of containers') });
      continue;
    }
    if (kind === 'container' && list.length === 0) {
      const existing = spec[field] === undefined ? pointer : `${pointer}/${field}`;
      faults.push({ pointer: existing, message: fault(field, spec[field], 'a list of at least one container') });
    }
    for (const [index, container] of list.entries()) {
      const place = `${pointer}/${field}/${index}`;
      if (isObject(container)) {
        const name = typeof container['name'] === 'string' ? container['name'] : '';
        containers.push({ kind, index, name, pointer: place, container });
      } else {
        faults.push({ pointer: place, message: fault(`${field}[${index}]`, container, 'an object') });
      }
    }
  }
  return containers;
}

function fault(field: string, found: Json | undefined, wanted: string): string {
  return `pod cannot be judged: ${field} is ${describeValue(found)}, must be ${wanted}`;
}

function pointerOf(path: readonly string[]): string {
  return path.map((key) => `/${key}`).join('');
}
