/** The tenant's Flux objects: one Kustomization for each layer, each applied by an account of its own. */
import type { Chart } from 'cdk8s';
import { databaseRuns } from '../../model/life.ts';
import type { JsonObject } from '../../model/manifest.ts';
import {
  ageKeyFile,
  ageKeyOf,
  artifactOf,
  databaseNamesOf,
  fluxNamespace,
  kustomizationOf,
  type Layer,
  layers,
  reconcilerOf,
} from '../names.ts';
import { add, type Stack } from '../part.ts';
import { sealedSecret } from '../sealed-secret.ts';

export function addTenantFlux(chart: Chart, stack: Stack): void {
  for (const layer of ['data', 'app'] as const) {
    add(chart, stack, {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      name: reconcilerOf(stack.tenant.spec.id, layer),
      namespace: fluxNamespace,
      // Pruned together with its Kustomization it might go first, and then Flux leaves behind what the layer applied.
      annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
      // Flux impersonates it; nothing logs in as it.
      body: { automountServiceAccountToken: false },
    });
  }
  addAgeKey(chart, stack);
  for (const layer of layers) addKustomization(chart, stack, layer);
}

/** The tenant's private key, which Flux decrypts with the cluster's, and then uses for the boundary layer. */
function addAgeKey(chart: Chart, stack: Stack): void {
  const sealed = stack.tenant.cluster.secrets.provider === 'sops-age' ? sealedSecret(stack, ageKeyFile) : undefined;
  if (sealed === undefined) return;
  add(chart, stack, {
    apiVersion: 'v1',
    kind: 'Secret',
    name: ageKeyOf(stack.tenant.spec.id),
    namespace: fluxNamespace,
    body: { ...sealed, type: 'Opaque' },
  });
}

function addKustomization(chart: Chart, stack: Stack, layer: Layer): void {
  const { id } = stack.tenant.spec;
  const before = layers[layers.indexOf(layer) - 1];
  add(chart, stack, {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    name: kustomizationOf(id, layer),
    namespace: fluxNamespace,
    body: {
      spec: {
        interval: '60m',
        retryInterval: '2m',
        serviceAccountName: reconcilerOf(id, layer),
        ...sourceOf(stack, layer),
        ...decryptionOf(stack, layer),
        ...(before !== undefined && { dependsOn: [{ name: kustomizationOf(id, before) }] }),
        ...lifeOf(stack, layer),
      },
    },
  });
}

function sourceOf({ tenant }: Stack, layer: Layer): JsonObject {
  const { id } = tenant.spec;
  return tenant.cluster.flux.delivery === 'artifact-per-tenant'
    ? { sourceRef: { kind: 'ExternalArtifact', name: artifactOf(id) }, path: `./${layer}` }
    : {
        sourceRef: { kind: 'GitRepository', name: 'flux-system' },
        path: `./dist/tenants/${tenant.cluster.name}/${id}/${layer}`,
      };
}

/** Secrets stand in the boundary layer alone; only the tenant's own key opens them. */
function decryptionOf({ tenant }: Stack, layer: Layer): { readonly decryption?: JsonObject } {
  return layer === 'boundary' && tenant.cluster.secrets.provider === 'sops-age'
    ? { decryption: { provider: 'sops', secretRef: { name: ageKeyOf(tenant.spec.id) } } }
    : {};
}

/** What may be deleted, and what counts as done. */
function lifeOf(stack: Stack, layer: Layer): JsonObject {
  switch (layer) {
    case 'boundary':
      // A removed edge is closed at once; but when the tenant goes, its walls outlive it, around the data that stays.
      return { prune: true, deletionPolicy: 'Orphan', wait: true, timeout: '5m' };
    case 'data':
      // Not `wait`: a volume that binds to its first consumer would wait for the layer that waits for this one.
      return {
        prune: stack.state === 'deletable',
        deletionPolicy: stack.state === 'deletable' ? 'Delete' : 'Orphan',
        wait: false,
        timeout: '20m',
        ...databaseHealth(stack),
      };
    case 'app':
      return { prune: true, deletionPolicy: 'Delete', wait: true, timeout: '30m' };
  }
}

function databaseHealth({ tenant, state, namespace }: Stack): JsonObject {
  // A stopped database never becomes ready.
  if (!databaseRuns(state)) return {};
  const { server } = databaseNamesOf(tenant);
  if (tenant.spec.database.engine === 'statefulset') {
    return { healthChecks: [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: server, namespace }] };
  }
  const cluster = { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster' };
  return {
    healthChecks: [{ ...cluster, name: server, namespace }],
    healthCheckExprs: [
      {
        ...cluster,
        current: "has(status.conditions) && status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')",
        inProgress: "!has(status.conditions) || status.conditions.exists(c, c.type == 'Ready' && c.status != 'True')",
      },
    ],
  };
}
