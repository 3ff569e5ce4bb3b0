/** Finds the pods that manifests start: labels, named ports, host network, and the workload that each belongs to. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { InventoryObject } from '../model/policy.ts';
import { describe, nameOf, optionalList, optionalObject, Unreadable } from './inconclusive.ts';
import type { Labels } from './label-selector.ts';
import { isPort, type NamedPort, readProtocol } from './policy-port.ts';

/** Pods that are the same as far as NetworkPolicies can tell. */
export interface PodGroup {
  readonly namespace: string;
  readonly labels: Labels;
  readonly namedPorts: readonly NamedPort[];
  /** That containers declare, with a name or without. */
  readonly tcpPorts: readonly number[];
  readonly hostNetwork: boolean;
}

export interface ReadPods {
  readonly pods: PodGroup;
  /** What the object itself is called: `namespace/name[Kind]`. */
  readonly id: string;
  /** What the object that controls it is called, when there is one. */
  readonly owner?: string;
}

/** Where each kind keeps its pods. */
const carriers: ReadonlyMap<string, readonly string[]> = new Map([
  ['apps/v1 DaemonSet', ['spec', 'template']],
  ['apps/v1 Deployment', ['spec', 'template']],
  ['apps/v1 ReplicaSet', ['spec', 'template']],
  ['apps/v1 StatefulSet', ['spec', 'template']],
  ['batch/v1 CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
  ['batch/v1 Job', ['spec', 'template']],
  ['v1 Pod', []],
  ['v1 ReplicationController', ['spec', 'template']],
]);

const workloadKinds = new Set([...carriers.keys()].map((key) => key.split(' ')[1]));

export function isWorkload({ kind }: JsonObject): boolean {
  return typeof kind === 'string' && workloadKinds.has(kind);
}

/** @throws {Unreadable} for pods that cannot be understood. */
export function readPods(object: InventoryObject, namespace: string, name: string): ReadPods {
  const { manifest } = object;
  const { apiVersion, kind } = manifest;
  const path = carriers.get(`${String(apiVersion)} ${String(kind)}`);
  if (!path) {
    throw new Unreadable(
      '/apiVersion',
      `apiVersion of ${String(kind)} is ${describe(apiVersion)}, must be a known one`,
    );
  }
  let pod = manifest;
  for (const [depth, field] of path.entries()) {
    const pointer = `/${path.slice(0, depth + 1).join('/')}`;
    const next = optionalObject(pod[field], pointer);
    if (!next) throw new Unreadable(pointer, `${nameOf(pointer)} is ${describe(pod[field])}, must be an object`);
    pod = next;
  }
  const base = path.map((field) => `/${field}`).join('');
  const spec = optionalObject(pod['spec'], `${base}/spec`);
  if (!spec) throw new Unreadable(base, `spec of the pod is ${describe(pod['spec'])}, must be an object`);
  const metadata = optionalObject(pod['metadata'], `${base}/metadata`) ?? {};
  const hostNetwork = spec['hostNetwork'] ?? false;
  if (typeof hostNetwork !== 'boolean') {
    const message = `hostNetwork is ${describe(hostNetwork)}, must be true or false`;
    throw new Unreadable(`${base}/spec/hostNetwork`, message);
  }
  const owner = ownerOf(manifest, namespace);
  return {
    id: `${namespace}/${name}[${String(kind)}]`,
    ...(owner !== undefined && { owner }),
    pods: {
      namespace,
      labels: readLabels(metadata['labels'], `${base}/metadata/labels`),
      ...portsOf(spec, `${base}/spec`),
      hostNetwork,
    },
  };
}

/** @throws {Unreadable} when a label is no text, as `version: 1` is none. */
export function readLabels(value: Json | undefined, pointer: string): Labels {
  const labels = optionalObject(value, pointer) ?? {};
  for (const [key, label] of Object.entries(labels)) {
    if (typeof label !== 'string') {
      throw new Unreadable(pointer, `label ${key} is ${describe(label)}, must be text`);
    }
  }
  return labels as Labels;
}

/** Of containers and of init containers that keep running, as kube-proxy and policies resolve names. */
function portsOf(spec: JsonObject, pointer: string): Pick<PodGroup, 'namedPorts' | 'tcpPorts'> {
  const namedPorts: NamedPort[] = [];
  const tcpPorts: number[] = [];
  for (const list of ['containers', 'initContainers']) {
    for (const [index, one] of (optionalList(spec[list], `${pointer}/${list}`) ?? []).entries()) {
      const place = `${pointer}/${list}/${index}`;
      const container = optionalObject(one, place) ?? {};
      if (list === 'initContainers' && container['restartPolicy'] !== 'Always') continue;
      for (const [at, value] of (optionalList(container['ports'], `${place}/ports`) ?? []).entries()) {
        const port = optionalObject(value, `${place}/ports/${at}`) ?? {};
        const { name, containerPort } = port;
        const protocol = readProtocol(port['protocol'], `${place}/ports/${at}`);
        if (!isPort(containerPort)) {
          const message = `containerPort is ${describe(containerPort)}, must be 1 to 65535`;
          throw new Unreadable(`${place}/ports/${at}`, message);
        }
        if (typeof name === 'string') namedPorts.push({ name, protocol, port: containerPort });
        if (protocol === 'TCP') tcpPorts.push(containerPort);
      }
    }
  }
  return { namedPorts, tcpPorts };
}

/** Static pods are controlled by their node, which is no workload. */
function ownerOf(manifest: JsonObject, namespace: string): string | undefined {
  const metadata = isObject(manifest['metadata']) ? manifest['metadata'] : {};
  const owners = optionalList(metadata['ownerReferences'], '/metadata/ownerReferences') ?? [];
  const owner = owners.filter(isObject).find(({ controller, kind }) => controller === true && kind !== 'Node');
  if (!owner || typeof owner['name'] !== 'string' || typeof owner['kind'] !== 'string') return undefined;
  return `${namespace}/${owner['name']}[${owner['kind']}]`;
}
