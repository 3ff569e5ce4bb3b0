/** Objects of a tenant as an API server sends them: all well, for tests to change. */
import type { JsonObject } from '../../src/model/manifest.ts';

export const revision = `latest@sha256:${'a1b2c3d4'.repeat(8)}`;
export const commit = `main@sha1:${'0f1e2d3c'.repeat(5)}`;
/** When the tests' tenants became ready, and when they are looked at. */
export const before = '2026-11-24T10:00:00Z';
export const now = '2026-11-24T12:00:00Z';

const flux = (name: string): JsonObject => ({
  name,
  namespace: 'flux-system',
  generation: 2,
  creationTimestamp: '2026-11-01T00:00:00Z',
});

export function condition(type: string, of: JsonObject = {}): JsonObject {
  return {
    type,
    status: 'True',
    reason: 'ReconciliationSucceeded',
    message: `Applied revision: ${revision}`,
    lastTransitionTime: '2026-11-24T11:30:00Z',
    observedGeneration: 2,
    ...of,
  };
}

export interface KustomizationTweak {
  readonly spec?: JsonObject;
  readonly status?: JsonObject;
  readonly metadata?: JsonObject;
}

export function kustomization(name: string, { spec, status, metadata }: KustomizationTweak = {}): JsonObject {
  const tenant = name.replace(/-(boundary|data|app)$/, '');
  return {
    metadata: { ...flux(name), ...metadata },
    spec: {
      interval: '60m',
      retryInterval: '2m',
      timeout: '5m',
      sourceRef: { kind: 'ExternalArtifact', name: tenant },
      ...spec,
    },
    status: {
      observedGeneration: 2,
      lastAppliedRevision: revision,
      conditions: [condition('Ready')],
      history: [
        {
          digest: 'sha256:1',
          firstReconciled: before,
          lastReconciled: '2026-11-24T11:30:00Z',
          lastReconciledStatus: 'ReconciliationSucceeded',
        },
      ],
      ...status,
    },
  };
}

/** @param artifact a revision. */
export function source(name: string, artifact: string, status: JsonObject = {}): JsonObject {
  return {
    metadata: flux(name),
    spec: {},
    status: {
      observedGeneration: 2,
      artifact: { revision: artifact, lastUpdateTime: '2026-11-24T09:55:00Z' },
      conditions: [condition('Ready', { reason: 'Succeeded', message: 'stored artifact' })],
      ...status,
    },
  };
}

const labels = { 'fleet.aos/release': '19.0-1', 'app.kubernetes.io/managed-by': 'aos-fleet' };

export function deployment(
  tenant: string,
  name: string,
  of: { spec?: JsonObject; status?: JsonObject; labels?: JsonObject } = {},
) {
  return {
    metadata: { name, namespace: `tenant-${tenant}`, generation: 4, labels: { ...labels, ...of.labels } },
    spec: { replicas: 2, ...of.spec },
    status: {
      observedGeneration: 4,
      updatedReplicas: 2,
      readyReplicas: 2,
      conditions: [
        condition('Progressing', { reason: 'NewReplicaSetAvailable', message: '' }),
        condition('Available', { reason: 'MinimumReplicasAvailable', message: '' }),
      ],
      ...of.status,
    },
  } satisfies JsonObject;
}

export function database(tenant: string, status: JsonObject = {}): JsonObject {
  return {
    metadata: { name: 'database', namespace: `tenant-${tenant}`, generation: 1, labels },
    spec: { instances: 3 },
    status: {
      readyInstances: 3,
      phase: 'Cluster in healthy state',
      conditions: [condition('Ready', { reason: 'ClusterIsReady', message: 'Cluster is Ready' })],
      ...status,
    },
  };
}

export function migration(tenant: string, conditions: readonly JsonObject[] = [condition('Complete')]): JsonObject {
  return {
    metadata: { name: 'odoo-migrate-1', namespace: `tenant-${tenant}`, creationTimestamp: before, labels },
    status: { conditions },
  };
}

/** What a cluster with these tenants lists, by the kinds' names. */
export function lists(tenants: readonly string[]): Record<string, JsonObject[]> {
  return {
    kustomizations: [
      kustomization('flux-system', {
        spec: { sourceRef: { kind: 'GitRepository', name: 'flux-system' } },
        status: { lastAppliedRevision: commit },
      }),
      ...tenants.flatMap((id) => ['boundary', 'data', 'app'].map((layer) => kustomization(`tenant-${id}-${layer}`))),
    ],
    gitrepositories: [source('flux-system', commit)],
    externalartifacts: tenants.map((id) => source(`tenant-${id}`, revision)),
    artifactgenerators: [source('tenants', '')],
    deployments: tenants.flatMap((id) => [deployment(id, 'odoo-web'), deployment(id, 'odoo-cron')]),
    statefulsets: [],
    clusters: tenants.map((id) => database(id)),
    jobs: tenants.map((id) => migration(id)),
  };
}
