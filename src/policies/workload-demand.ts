/** What the workloads of one namespace can ask of its quota at once, at their most. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import { podTemplateOf } from './pod-template.ts';
import { parseQuantity } from '../model/quantity.ts';

export interface Demand {
  /** By quota resource (`requests.cpu`, `limits.memory`, `requests.storage`, `persistentvolumeclaims`, `pods`): cores, bytes or a count. */
  readonly amounts: ReadonlyMap<string, number>;
  /** What could not be counted, in words: the sum is then too low. */
  readonly unknown: readonly string[];
}

/** One group of equal pods. */
interface Pods {
  readonly count: number;
  readonly perPod: ReadonlyMap<string, number>;
}

/** @param running Whether the operator runs the database; what it makes says nothing of it. */
export function demandOf(manifests: readonly JsonObject[], running: boolean): Demand {
  const amounts = new Map<string, number>();
  const unknown: string[] = [];
  const add = (resource: string, amount: number): void => {
    amounts.set(resource, (amounts.get(resource) ?? 0) + amount);
  };
  for (const manifest of manifests) {
    const label = `${String(manifest['kind'])} ${JSON.stringify(isObject(manifest['metadata']) ? (manifest['metadata']['name'] ?? '') : '')}`;
    for (const [size, amount] of volumesOf(manifest)) {
      if (size === undefined) unknown.push(`${label} has no readable volume size`);
      else add('requests.storage', size * amount);
      add('persistentvolumeclaims', amount);
    }
    const pods = isDatabase(manifest) ? databasePodsOf(manifest, { manifests, running }) : podsOf(manifest);
    if (pods === undefined) continue;
    if (Number.isNaN(pods.count)) unknown.push(`${label} has no readable number of pods`);
    else {
      add('pods', pods.count);
      for (const [resource, amount] of pods.perPod) add(resource, amount * pods.count);
    }
  }
  return { amounts, unknown };
}

/** The server with the sidecars that its plugins add; a store that is not among the manifests leaves the number unknown. */
function databasePodsOf(
  manifest: JsonObject,
  { manifests, running }: { manifests: readonly JsonObject[]; running: boolean },
): Pods {
  const spec = isObject(manifest['spec']) ? manifest['spec'] : {};
  const perPod = new Map(amountsOf(spec['resources']));
  let isKnown = true;
  for (const plugin of Array.isArray(spec['plugins']) ? spec['plugins'] : []) {
    const parameters = isObject(plugin) && isObject(plugin['parameters']) ? plugin['parameters'] : {};
    const name = parameters['barmanObjectName'];
    if (name === undefined) continue;
    const store = manifests.find(
      ({ kind, metadata }) => kind === 'ObjectStore' && isObject(metadata) && metadata['name'] === name,
    );
    isKnown &&= store !== undefined;
    for (const [resource, amount] of sidecarOf(store)) perPod.set(resource, (perPod.get(resource) ?? 0) + amount);
  }
  // The pod that creates or joins an instance runs beside the others.
  const count = running ? countOf(spec['instances'], 1) + 1 : 0;
  return { count: isKnown ? count : Number.NaN, perPod };
}

function sidecarOf(store: JsonObject | undefined): ReadonlyMap<string, number> {
  const spec = store !== undefined && isObject(store['spec']) ? store['spec'] : {};
  const sidecar = spec['instanceSidecarConfiguration'];
  return amountsOf(isObject(sidecar) ? sidecar['resources'] : undefined);
}

function podsOf(manifest: JsonObject): Pods | undefined {
  const spec = isObject(manifest['spec']) ? manifest['spec'] : {};
  const template = podTemplateOf(manifest);
  if (!template) return undefined;
  const containers = template.containers.filter(({ kind }) => kind !== 'ephemeral');
  // What a pod sets for its containers together replaces their sum (since 1.34).
  const perPod = new Map([...podAmounts(containers), ...amountsOf(template.spec['resources'])]);
  return { count: mostPods(manifest, spec), perPod };
}

/** Effective demand of a pod: sidecars and containers together, or the largest init container with the sidecars before it. */
function podAmounts(containers: readonly { kind: string; container: JsonObject }[]): ReadonlyMap<string, number> {
  const together = new Map<string, number>();
  const initial = new Map<string, number>();
  for (const { kind, container } of containers) {
    const sidecar = kind === 'init' && container['restartPolicy'] === 'Always';
    for (const [resource, amount] of amountsOf(container['resources'])) {
      if (kind === 'init' && !sidecar)
        initial.set(resource, Math.max(initial.get(resource) ?? 0, (together.get(resource) ?? 0) + amount));
      else together.set(resource, (together.get(resource) ?? 0) + amount);
    }
  }
  return new Map(
    [...new Set([...together.keys(), ...initial.keys()])].map((resource) => [
      resource,
      Math.max(together.get(resource) ?? 0, initial.get(resource) ?? 0),
    ]),
  );
}

/** Unreadable amounts are left out here: `requests-and-limits` refuses them. */
function amountsOf(resources: Json | undefined): ReadonlyMap<string, number> {
  const amounts = new Map<string, number>();
  const levels = isObject(resources) ? resources : {};
  for (const resource of ['cpu', 'memory']) {
    const limit = levelOf(levels, 'limits')[resource];
    // A limit without a request is its own request: the API server's default.
    const request = parseQuantity(levelOf(levels, 'requests')[resource] ?? limit);
    if (request !== undefined) amounts.set(`requests.${resource}`, request);
    const most = parseQuantity(limit);
    if (most !== undefined) amounts.set(`limits.${resource}`, most);
  }
  return amounts;
}

function levelOf(levels: JsonObject, kind: string): JsonObject {
  const level = levels[kind];
  return isObject(level) ? level : {};
}

/** Most pods of a workload at once; NaN when it cannot be told. */
export function mostPods(manifest: JsonObject, spec: JsonObject): number {
  switch (manifest['kind']) {
    case 'Deployment':
      return countOf(spec['replicas'], 1) + surgeOf(spec, countOf(spec['replicas'], 1));
    case 'StatefulSet':
    case 'ReplicaSet':
    case 'ReplicationController':
      return countOf(spec['replicas'], 1);
    case 'Job':
      return countOf(spec['parallelism'], 1);
    case 'CronJob': {
      const template = isObject(spec['jobTemplate']) ? spec['jobTemplate'] : {};
      const job = isObject(template['spec']) ? template['spec'] : {};
      // Runs that may overlap, as they do unless the policy says otherwise, have no upper bound.
      const isBounded = spec['concurrencyPolicy'] === 'Forbid' || spec['concurrencyPolicy'] === 'Replace';
      return isBounded ? countOf(job['parallelism'], 1) : Number.NaN;
    }
    case 'Pod':
      return 1;
    case 'PodTemplate':
      return 0;
    default:
      // One pod for each node, however many there are.
      return Number.NaN;
  }
}

/** Extra pods of a rolling update; a quarter, rounded up, unless the Deployment says otherwise. */
function surgeOf(spec: JsonObject, replicas: number): number {
  const strategy = isObject(spec['strategy']) ? spec['strategy'] : {};
  if (strategy['type'] === 'Recreate') return 0;
  const rolling = isObject(strategy['rollingUpdate']) ? strategy['rollingUpdate'] : {};
  const surge = rolling['maxSurge'] ?? '25%';
  const percent = typeof surge === 'string' ? /^(\d+)%$/.exec(surge) : null;
  return percent ? Math.ceil((replicas * Number(percent[1])) / 100) : typeof surge === 'number' ? surge : Number.NaN;
}

function countOf(value: Json | undefined, unset: number): number {
  if (value === undefined || value === null) return unset;
  return typeof value === 'number' ? value : Number.NaN;
}

/** Sizes in bytes and number of the volumes that an object claims; undefined where a size cannot be read. */
function volumesOf(manifest: JsonObject): readonly (readonly [number | undefined, number])[] {
  const spec = isObject(manifest['spec']) ? manifest['spec'] : {};
  if (manifest['kind'] === 'PersistentVolumeClaim') return [[claimSize(spec), 1]];
  if (manifest['kind'] === 'StatefulSet' && Array.isArray(spec['volumeClaimTemplates'])) {
    const count = Math.max(1, countOf(spec['replicas'], 1));
    return spec['volumeClaimTemplates'].map(
      (claim) => [claimSize(isObject(claim) && isObject(claim['spec']) ? claim['spec'] : {}), count] as const,
    );
  }
  if (!isDatabase(manifest)) return ephemeralVolumesOf(manifest, spec);
  return ['storage', 'walStorage']
    .filter((field) => field === 'storage' || field in spec)
    .map((field) => {
      const storage = isObject(spec[field]) ? spec[field] : {};
      return [parseQuantity(storage['size']), countOf(spec['instances'], 1)] as const;
    });
}

/** Claims that come and go with each pod. */
function ephemeralVolumesOf(
  manifest: JsonObject,
  spec: JsonObject,
): readonly (readonly [number | undefined, number])[] {
  const volumes = podTemplateOf(manifest)?.spec['volumes'];
  return (Array.isArray(volumes) ? volumes : []).flatMap((volume) => {
    const ephemeral = isObject(volume) && isObject(volume['ephemeral']) ? volume['ephemeral'] : undefined;
    if (ephemeral === undefined) return [];
    const template = isObject(ephemeral['volumeClaimTemplate']) ? ephemeral['volumeClaimTemplate'] : {};
    const pods = mostPods(manifest, spec);
    return [[claimSize(isObject(template['spec']) ? template['spec'] : {}), Number.isNaN(pods) ? 1 : pods] as const];
  });
}

function claimSize(spec: JsonObject): number | undefined {
  const resources = isObject(spec['resources']) ? spec['resources'] : {};
  return parseQuantity(levelOf(resources, 'requests')['storage']);
}

function isDatabase(manifest: JsonObject): boolean {
  return manifest['apiVersion'] === 'postgresql.cnpg.io/v1' && manifest['kind'] === 'Cluster';
}
