/** Cuts objects to what isolation depends on, so that the stacks of ten thousand tenants fit in memory side by side. */
import type { SharedObjects } from '../model/isolation.ts';
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { InventoryObject } from '../model/policy.ts';

type Path = readonly string[];

const podFields = ['hostNetwork', 'nodeSelector', 'tolerations'];

/** Of each kind what is kept beside apiVersion, kind, name and namespace; `[]` keeps everything. */
const kept: ReadonlyMap<string, readonly Path[]> = new Map([
  ['CiliumClusterwideNetworkPolicy of cilium.io/v2', [[]]],
  ['CiliumNetworkPolicy of cilium.io/v2', [[]]],
  [
    'Cluster of postgresql.cnpg.io/v1',
    [
      ['spec', 'affinity'],
      ['spec', 'inheritedMetadata', 'labels'],
    ],
  ],
  ['ClusterRoleBinding of rbac.authorization.k8s.io/v1', [['roleRef'], ['subjects']]],
  ['CronJob of batch/v1', podPaths(['spec', 'jobTemplate', 'spec', 'template'])],
  ['DaemonSet of apps/v1', podPaths(['spec', 'template'])],
  ['Deployment of apps/v1', podPaths(['spec', 'template'])],
  ['Gateway of gateway.networking.k8s.io/v1', [['spec', 'gatewayClassName']]],
  ['Job of batch/v1', podPaths(['spec', 'template'])],
  [
    'Kustomization of kustomize.toolkit.fluxcd.io/v1',
    [
      ['spec', 'kubeConfig'],
      ['spec', 'path'],
      ['spec', 'serviceAccountName'],
      ['spec', 'targetNamespace'],
    ],
  ],
  ['Namespace of v1', [['metadata', 'labels']]],
  ['NetworkPolicy of networking.k8s.io/v1', [['spec']]],
  ['NodePool of karpenter.sh/v1', [['spec', 'template', 'metadata', 'labels']]],
  ['Pod of v1', [['metadata', 'ownerReferences'], ...podPaths([])]],
  ['ReplicaSet of apps/v1', [['metadata', 'ownerReferences'], ...podPaths(['spec', 'template'])]],
  ['ReplicationController of v1', podPaths(['spec', 'template'])],
  ['RoleBinding of rbac.authorization.k8s.io/v1', [['roleRef'], ['subjects']]],
  ['ServiceAccount of v1', []],
  ['StatefulSet of apps/v1', podPaths(['spec', 'template'])],
]);

/**
 * Kinds that open no way between tenants by what they are, or whose ways other policies judge one stack at a time, such as
 * references, hosts, keys and volumes.
 */
const judgedElsewhere = new Set([
  'ArtifactGenerator of source.extensions.fluxcd.io/v1beta1',
  'Backup of postgresql.cnpg.io/v1',
  'BackendTrafficPolicy of gateway.envoyproxy.io/v1alpha1',
  'Certificate of cert-manager.io/v1',
  'ClusterRole of rbac.authorization.k8s.io/v1',
  'ClientTrafficPolicy of gateway.envoyproxy.io/v1alpha1',
  'ConfigMap of v1',
  'EndpointSlice of discovery.k8s.io/v1',
  'Endpoints of v1',
  'ExternalSecret of external-secrets.io/v1',
  'HTTPRoute of gateway.networking.k8s.io/v1',
  'HTTPRouteFilter of gateway.envoyproxy.io/v1alpha1',
  'Ingress of networking.k8s.io/v1',
  'Issuer of cert-manager.io/v1',
  'LimitRange of v1',
  'ListenerSet of gateway.networking.k8s.io/v1',
  'Middleware of traefik.io/v1alpha1',
  'ObjectStore of barmancloud.cnpg.io/v1',
  'PersistentVolumeClaim of v1',
  'PodDisruptionBudget of policy/v1',
  'PodMonitor of monitoring.coreos.com/v1',
  'PriorityClass of scheduling.k8s.io/v1',
  'Probe of monitoring.coreos.com/v1',
  'PrometheusRule of monitoring.coreos.com/v1',
  'ResourceQuota of v1',
  'Role of rbac.authorization.k8s.io/v1',
  'ScheduledBackup of postgresql.cnpg.io/v1',
  'Secret of v1',
  'SecretStore of external-secrets.io/v1',
  'SecurityPolicy of gateway.envoyproxy.io/v1alpha1',
  'Service of v1',
  'ServersTransport of traefik.io/v1alpha1',
  'TLSOption of traefik.io/v1alpha1',
  'ValidatingAdmissionPolicy of admissionregistration.k8s.io/v1',
  'ValidatingAdmissionPolicyBinding of admissionregistration.k8s.io/v1',
]);

/** Undefined for an object that isolation does not depend on. One of an unknown kind is kept whole: nobody knows what it opens. */
export function trimmed(object: InventoryObject): InventoryObject | undefined {
  const { manifest } = object;
  const type = typeOf(manifest);
  if (judgedElsewhere.has(type)) return undefined;
  const paths = kept.get(type);
  if (!paths) return object;
  if (paths.some(({ length }) => length === 0)) return object;
  const { apiVersion, kind, metadata } = manifest;
  const cut: { [key: string]: Json } = {};
  if (apiVersion !== undefined) cut['apiVersion'] = apiVersion;
  if (kind !== undefined) cut['kind'] = kind;
  // What is no object is kept as it is, so that it is refused where it is read.
  cut['metadata'] = isObject(metadata) ? picked(metadata, ['name', 'generateName', 'namespace']) : (metadata ?? {});
  for (const path of paths) keep(manifest, cut, path);
  return { ...object, manifest: cut };
}

export function sharedObjects(cluster: string, objects: readonly InventoryObject[]): SharedObjects {
  return { cluster, objects: objects.flatMap((object) => trimmed(object) ?? []) };
}

export function isKnownKind(manifest: JsonObject): boolean {
  const type = typeOf(manifest);
  return kept.has(type) || judgedElsewhere.has(type);
}

export function typeOf({ apiVersion, kind }: JsonObject): string {
  return `${String(kind)} of ${String(apiVersion)}`;
}

function podPaths(template: Path): readonly Path[] {
  return [
    ['metadata', 'labels'],
    ...podFields.map((field) => ['spec', field]),
    ['spec', 'containers', '*'],
    ['spec', 'initContainers', '*'],
  ].map((path) => template.concat(path));
}

/** Of a container only what its ports are called, and whether it keeps running. */
const containerFields = ['ports', 'restartPolicy'];

function keep(from: JsonObject, to: { [key: string]: Json }, [key = '', ...rest]: Path): void {
  const value = from[key];
  if (value === undefined) return;
  if (rest.length === 0) to[key] = value;
  else if (rest[0] === '*' && Array.isArray(value)) {
    to[key] = value.map((item: Json) => (isObject(item) ? picked(item, containerFields) : item));
  } else if (!isObject(value)) to[key] = value;
  else {
    const inner = to[key];
    const copy = isObject(inner) ? (inner as { [key: string]: Json }) : {};
    to[key] = copy;
    keep(value, copy, rest);
  }
}

function picked(value: JsonObject, fields: readonly string[]): JsonObject {
  return Object.fromEntries(
    fields.flatMap((field) => (value[field] === undefined ? [] : [[field, value[field]]])),
  ) as JsonObject;
}
