/**
 * A test operator: sets the status that controllers would set which cannot run here (CloudNativePG, cert-manager, gateways,
 * a volume provisioner, Karpenter), so that Flux's health checks and the scheduler see what they would see. It looks at what
 * the objects ask for, and does nothing else: what it says is healthy is not proven to be.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { isObject, type JsonObject, refOf } from '../../src/model/manifest.ts';
import type { ControlPlane } from './control-plane.ts';
import type { Objects } from './objects.ts';

export interface Operators {
  /** Names of objects, as `<kind> <namespace>/<name>`, whose status is not set: their operator is broken. */
  readonly broken: Set<string>;
  stop(): Promise<void>;
}

const now = '2026-11-24T00:00:00Z';

interface Operated {
  readonly apiVersion: string;
  readonly kind: string;
  status(manifest: JsonObject, generation: number): JsonObject;
}

const condition = (type: string, generation: number): JsonObject => ({
  type,
  status: 'True',
  reason: 'Tested',
  message: 'set by the test operator',
  observedGeneration: generation,
  lastTransitionTime: now,
});

const operated: readonly Operated[] = [
  {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    status: ({ spec }, generation) => {
      const { instances } = spec as unknown as { instances: number };
      return {
        instances,
        readyInstances: instances,
        phase: 'Cluster in healthy state',
        conditions: [condition('Ready', generation)],
      };
    },
  },
  ...['Certificate', 'Issuer'].map((kind) => ({
    apiVersion: 'cert-manager.io/v1',
    kind,
    status: (_: JsonObject, generation: number) => ({ conditions: [condition('Ready', generation)] }),
  })),
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    status: (_, generation) => ({
      conditions: [condition('Accepted', generation), condition('Programmed', generation)],
    }),
  },
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'ListenerSet',
    status: (_, generation) => ({
      conditions: [condition('Accepted', generation), condition('Programmed', generation)],
    }),
  },
];

export function startOperators({ objects }: ControlPlane): Operators {
  const broken = new Set<string>();
  const stopping = new AbortController();
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      await pass(objects, broken).catch(() => undefined);
      await sleep(250);
    }
  })();
  return {
    broken,
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}

async function pass(objects: Objects, broken: ReadonlySet<string>): Promise<void> {
  for (const { apiVersion, kind, status } of operated) {
    for (const listed of await objects.list(apiVersion, kind)) {
      // Lists leave out what each item is.
      const manifest = { ...listed, apiVersion, kind };
      const { namespace, name } = refOf(manifest);
      if (isSettled(manifest) || broken.has(`${kind} ${namespace}/${name}`)) continue;
      const { generation } = manifest['metadata' as never] as unknown as { generation: number };
      await objects.patch(refOf(manifest), { status: status(manifest, generation) }, 'status');
    }
  }
  await provisionVolumes(objects);
  await provisionNodes(objects);
}

function isSettled({ metadata, status }: JsonObject): boolean {
  const { generation } = metadata as unknown as { generation: number };
  const conditions = (isObject(status) ? (status['conditions'] ?? []) : []) as readonly JsonObject[];
  return conditions.length > 0 && conditions.every(({ observedGeneration }) => observedGeneration === generation);
}

/** As a CSI provisioner does, once the scheduler has chosen a node or the class binds at once. */
async function provisionVolumes(objects: Objects): Promise<void> {
  for (const claim of await objects.list('v1', 'PersistentVolumeClaim')) {
    const { name, namespace, uid, annotations } = claim['metadata'] as unknown as {
      name: string;
      namespace: string;
      uid: string;
      annotations?: Record<string, string>;
    };
    const { phase } = (claim['status'] ?? {}) as { phase?: string };
    if (phase === 'Bound' || annotations?.['volume.kubernetes.io/selected-node'] === undefined) continue;
    const { accessModes, resources, storageClassName } = claim['spec'] as unknown as {
      accessModes: string[];
      resources: { requests: { storage: string } };
      storageClassName: string;
    };
    await objects.apply(
      {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: { name: `pvc-${uid}`, annotations: { 'pv.kubernetes.io/provisioned-by': provisioner } },
        spec: {
          accessModes,
          capacity: { storage: resources.requests.storage },
          storageClassName,
          persistentVolumeReclaimPolicy: 'Delete',
          claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, uid },
          csi: { driver: provisioner, volumeHandle: `pvc-${uid}` },
        },
      },
      { fieldManager: 'provisioner' },
    );
  }
}

export const provisioner = 'test.csi.example.com';

/** As Karpenter does: a node with the labels and taints of its pool. */
async function provisionNodes(objects: Objects): Promise<void> {
  for (const pool of await objects.list('karpenter.sh/v1', 'NodePool')) {
    const { name } = pool['metadata'] as unknown as { name: string };
    const { template } = pool['spec'] as unknown as {
      template: { metadata: { labels: Record<string, string> }; spec: { taints?: readonly Taint[] } };
    };
    for (const zone of zones) {
      await addNode(objects, {
        name: `${name}-${zone}`,
        labels: { ...template.metadata.labels, 'topology.kubernetes.io/zone': zone },
        taints: template.spec.taints ?? [],
      });
    }
  }
}

export const zones = ['zone-a', 'zone-b', 'zone-c'] as const;

export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

/** A node that KWOK keeps ready. */
export async function addNode(
  objects: Objects,
  of: { name: string; labels: Readonly<Record<string, string>>; taints?: readonly Taint[] },
): Promise<void> {
  const { status } = await objects.get({ apiVersion: 'v1', kind: 'Node', name: of.name });
  if (status === 200) return;
  await objects.apply(
    {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name: of.name,
        labels: {
          'kubernetes.io/hostname': of.name,
          'kubernetes.io/os': 'linux',
          'kubernetes.io/arch': 'amd64',
          ...of.labels,
        },
      },
      spec: { taints: structuredClone([...(of.taints ?? [])]) as unknown as readonly JsonObject[] },
    },
    { fieldManager: 'nodes' },
  );
  const ref = { apiVersion: 'v1', kind: 'Node', name: of.name };
  const amounts = { cpu: '128', memory: '512Gi', pods: '500', 'ephemeral-storage': '1Ti' };
  await objects.patch(ref, { status: { capacity: amounts, allocatable: amounts } }, 'status');
}
