/** From decoded manifests to what decides about connections: namespaces, workloads, policies, and what is not understood. */
import { compareText } from '../model/finding.ts';
import { isObject, type JsonObject, refOf } from '../model/manifest.ts';
import type { InventoryObject } from '../model/policy.ts';
import { foreignScope, mustBeModelled } from './foreign-policy.ts';
import { isCiliumPolicy, readCiliumPolicy } from './cilium-policy.ts';
import { describe, type Inconclusive, Unreadable } from './inconclusive.ts';
import type { Labels } from './label-selector.ts';
import { type NetworkPolicy, readNetworkPolicy } from './network-policy.ts';
import { databasePods, isDatabaseCluster } from './operator-pods.ts';
import { isWorkload, readLabels, type ReadPods, readPods } from './read-pods.ts';
import { type Workload, workloadsOf } from './workload.ts';

export interface NetworkInventory {
  /** Labels by name, of every namespace that is declared or that a workload or policy names. */
  readonly namespaces: ReadonlyMap<string, Labels>;
  /** Sorted by id. */
  readonly workloads: readonly Workload[];
  readonly policies: readonly NetworkPolicy[];
  readonly inconclusive: readonly Inconclusive[];
  /** Namespaces with policies that are not understood; `everywhere` when one may hold for all of them. */
  readonly unknown: ReadonlySet<string> | 'everywhere';
}

interface Found {
  readonly declared: Map<string, Labels>;
  readonly pods: ReadPods[];
  readonly policies: Map<string, NetworkPolicy>;
  /** By operators, of objects that are no workloads themselves. */
  readonly made: Workload[];
}

const nameLabel = 'kubernetes.io/metadata.name';

export function networkInventory(objects: readonly InventoryObject[]): NetworkInventory {
  const found: Found = { declared: new Map(), pods: [], policies: new Map(), made: [] };
  const inconclusive: Inconclusive[] = [];
  const unknown = new Set<string>();
  let isUnknownEverywhere = false;
  for (const object of objects) {
    try {
      read(object, found);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      const { kind, namespace, name } = refOf(object.manifest);
      const title = `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
      inconclusive.push({ object, pointer: error.pointer, message: `${title}: ${error.message}` });
      const scope = scopeOf(object.manifest);
      if (scope === 'everywhere') isUnknownEverywhere = true;
      else if (scope !== undefined) unknown.add(scope);
    }
  }
  const { declared, pods, policies, made } = found;
  const workloads = [...workloadsOf(pods), ...made].sort((a, b) => compareText(a.id, b.id));
  const named = [
    ...workloads.flatMap((workload) => workload.pods.map(({ namespace }) => namespace)),
    ...[...policies.values()].map(({ namespace }) => namespace),
  ];
  for (const name of named) if (!declared.has(name)) declared.set(name, { [nameLabel]: name });
  return {
    namespaces: declared,
    workloads,
    policies: [...policies.values()],
    inconclusive,
    unknown: isUnknownEverywhere ? 'everywhere' : unknown,
  };
}

/** @throws {Unreadable} for an object that decides about connections and cannot be understood. */
function read(object: InventoryObject, { declared, pods, policies, made }: Found): void {
  const { manifest } = object;
  const { apiVersion, kind } = manifest;
  if (isCiliumPolicy(manifest)) {
    const { name, namespace } = identify(manifest);
    const id = `${namespace}/${name} of Cilium`;
    if (policies.has(id)) throw new Unreadable('/metadata/name', 'policy is declared twice, must be once');
    policies.set(id, readCiliumPolicy(object, { name, namespace }));
    return;
  }
  mustBeModelled(manifest);
  if (kind === 'Namespace' && apiVersion === 'v1') {
    const { name, metadata } = identify(manifest);
    // The API server sets this label on every namespace, whatever is written.
    const labels = { ...readLabels(metadata['labels'], '/metadata/labels'), [nameLabel]: name };
    const before = declared.get(name);
    if (before && textOf(before) !== textOf(labels)) {
      throw new Unreadable('/metadata/labels', 'namespace is declared twice with different labels, must be once');
    }
    declared.set(name, labels);
  } else if (kind === 'NetworkPolicy') {
    const { name, namespace } = identify(manifest);
    const id = `${namespace}/${name}`;
    if (policies.has(id)) throw new Unreadable('/metadata/name', 'policy is declared twice, must be once');
    policies.set(id, readNetworkPolicy(object, namespace, name));
  } else if (isWorkload(manifest)) {
    const { name, namespace } = identify(manifest);
    pods.push(readPods(object, namespace, name));
  } else if (isDatabaseCluster(manifest)) {
    const { name, namespace } = identify(manifest);
    made.push(databasePods(manifest, namespace, name));
  }
}

function identify(manifest: JsonObject): { name: string; namespace: string; metadata: JsonObject } {
  const metadata = isObject(manifest['metadata']) ? manifest['metadata'] : {};
  const { name = metadata['generateName'] } = metadata;
  const namespace = metadata['namespace'] ?? 'default';
  if (typeof name !== 'string' || name === '') {
    throw new Unreadable('/metadata/name', `name is ${describe(name)}, must be text`);
  }
  if (typeof namespace !== 'string' || namespace === '') {
    throw new Unreadable('/metadata/namespace', `namespace is ${describe(namespace)}, must be text`);
  }
  return { name, namespace, metadata };
}

/** Where an object that is not understood may open or close something; undefined for workloads, which do neither. */
function scopeOf(manifest: JsonObject): string | undefined {
  // With the labels of a namespace, nobody knows which policies of all others admit its pods.
  if (manifest['kind'] === 'Namespace') return 'everywhere';
  if (isWorkload(manifest)) return undefined;
  const metadata = isObject(manifest['metadata']) ? manifest['metadata'] : {};
  const namespace = metadata['namespace'] ?? 'default';
  return foreignScope(manifest) === 'cluster' || typeof namespace !== 'string' ? 'everywhere' : namespace;
}

function textOf(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => compareText(a, b)));
}
