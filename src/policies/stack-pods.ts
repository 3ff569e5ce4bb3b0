/** The pods that a tenant's stack leads to: its own, those that operators make of it, and those that come and go. */
import { isObject, type Json, type JsonObject, refOf } from '../model/manifest.ts';
import type { Inventory, InventoryObject } from '../model/policy.ts';
import { remember } from '../model/remember.ts';
import { type Labels, labelsOf } from './label-selector.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { type Pod, podsIn } from './pod-template.ts';

export interface StackPod {
  readonly namespace: string;
  readonly labels: Labels;
  /** What it is part of: its component, or without one the object that makes it. */
  readonly component: string;
  readonly isDatabase: boolean;
  /** Named ports, as `<protocol> <name>`. */
  readonly ports: ReadonlySet<string>;
}

/** One for each set of labels. */
export const stackPodsOf: (inventory: Inventory) => readonly StackPod[] = remember((inventory: Inventory) => [
  ...podsIn(inventory).flatMap(podsOfTemplate),
  ...objectsOfKind(inventory, 'Cluster of postgresql.cnpg.io/v1').flatMap(instancesOf),
  ...solversOf(inventory),
  ...restoresOf(inventory),
]);

export const componentLabel = 'app.kubernetes.io/component';
export const clusterLabel = 'cnpg.io/cluster';

/** More pods than any StatefulSet of a tenant has. */
const mostReplicas = 100;

function podsOfTemplate({ object, metadata, containers }: Pod): readonly StackPod[] {
  const { kind, name, namespace = '' } = refOf(object.manifest);
  const labels = labelsOf(metadata['labels']) ?? new Map<string, string>();
  const component = labels.get(componentLabel) ?? `${kind} ${name}`;
  const ports = new Set(containers.flatMap(({ container }) => portsOf(container)));
  const isDatabase = component === 'database';
  return givenLabels(object).map((given) => ({
    namespace,
    labels: new Map([...labels, ...given]),
    component,
    isDatabase,
    ports,
  }));
}

/** The labels that Kubernetes adds and that are known beforehand. A workload that stands still will run again. */
function givenLabels({ manifest }: InventoryObject): readonly Labels[] {
  const { kind, name } = refOf(manifest);
  if (kind === 'Job')
    return [
      new Map([
        ['job-name', name],
        ['batch.kubernetes.io/job-name', name],
      ]),
    ];
  if (kind !== 'StatefulSet') return [new Map()];
  const spec = isObject(manifest['spec']) ? manifest['spec'] : {};
  const start = isObject(spec['ordinals']) ? Number(spec['ordinals']['start'] ?? 0) : 0;
  const replicas = Math.min(mostReplicas, Math.max(1, Number(spec['replicas'] ?? 1) || 1));
  return Array.from({ length: replicas }, (_, index) => {
    const ordinal = String(start + index);
    return new Map([
      ['statefulset.kubernetes.io/pod-name', `${name}-${ordinal}`],
      ['apps.kubernetes.io/pod-index', ordinal],
    ]);
  });
}

/** The pods of a CloudNativePG cluster: its instances, and the Jobs that create and join them. */
function instancesOf({ manifest }: InventoryObject): readonly StackPod[] {
  const { name, namespace = '' } = refOf(manifest);
  const spec = isObject(manifest['spec']) ? manifest['spec'] : {};
  const inherited = isObject(spec['inheritedMetadata']) ? labelsOf(spec['inheritedMetadata']['labels']) : undefined;
  const common = { namespace, component: 'database', isDatabase: true };
  const instance = (role: string): StackPod => ({
    ...common,
    labels: new Map([
      ...(inherited ?? []),
      [clusterLabel, name],
      ['cnpg.io/podRole', 'instance'],
      ['cnpg.io/instanceRole', role],
      ['role', role],
    ]),
    ports: new Set(['TCP postgresql', 'TCP metrics', 'TCP status']),
  });
  const job = { ...common, labels: new Map([...(inherited ?? []), [clusterLabel, name]]), ports: new Set<string>() };
  return [instance('primary'), instance('replica'), job];
}

/** cert-manager answers challenges over HTTP with pods in the namespace of the certificate. */
function solversOf({ tenant }: Inventory): readonly StackPod[] {
  if (!tenant) return [];
  const { gateway, ingress } = tenant.cluster;
  if ((gateway ?? ingress)?.challenge !== 'http-01') return [];
  return [
    {
      namespace: `tenant-${tenant.spec.id}`,
      labels: new Map([['acme.cert-manager.io/http01-solver', 'true']]),
      component: 'acme-solver',
      isDatabase: false,
      ports: new Set(),
    },
  ];
}

/** A tenant that stands still has no Job that restores its files; it comes back with the others, and its policies stay. */
function restoresOf({ tenant }: Inventory): readonly StackPod[] {
  if (tenant?.spec.database.restoreFrom === undefined) return [];
  const component = 'filestore-restore';
  return [
    {
      namespace: `tenant-${tenant.spec.id}`,
      labels: new Map([
        ['app.kubernetes.io/name', 'backup'],
        [componentLabel, component],
      ]),
      component,
      isDatabase: false,
      ports: new Set(),
    },
  ];
}

function portsOf({ ports }: JsonObject): readonly string[] {
  const list: readonly Json[] = Array.isArray(ports) ? ports : [];
  return list.flatMap((port) =>
    isObject(port) && typeof port['name'] === 'string' ? [`${String(port['protocol'] ?? 'TCP')} ${port['name']}`] : [],
  );
}
