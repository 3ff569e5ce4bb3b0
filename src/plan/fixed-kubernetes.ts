/** The fields that a Kubernetes API server refuses to change, of its own kinds; read in Kubernetes 1.36.3. */
import type { JsonObject } from '../model/manifest.ts';
import { type FixedFields, shrinks, specOf } from './fixed-field.ts';

const core = 'kubernetes pkg/apis/core/validation/validation.go';
const apps = 'kubernetes pkg/apis/apps/validation/validation.go';
const storage = 'kubernetes pkg/apis/storage/validation/validation.go';

export const fixedKubernetes: readonly FixedFields[] = [
  {
    kind: 'Deployment of apps',
    fields: ['/spec/selector'],
    source: 'kubernetes pkg/registry/apps/deployment/strategy.go: ValidateUpdate',
  },
  { kind: 'DaemonSet of apps', fields: ['/spec/selector'], source: `${apps}: ValidateDaemonSetSpecUpdate` },
  {
    kind: 'ReplicaSet of apps',
    fields: ['/spec/selector'],
    source: 'kubernetes pkg/registry/apps/replicaset/strategy.go: ValidateUpdate',
  },
  {
    kind: 'StatefulSet of apps',
    fields: ['/spec'],
    except: [
      '/spec/replicas',
      '/spec/ordinals',
      '/spec/template',
      '/spec/updateStrategy',
      '/spec/revisionHistoryLimit',
      '/spec/persistentVolumeClaimRetentionPolicy',
      '/spec/minReadySeconds',
    ],
    source: `${apps}: ValidateStatefulSetUpdate`,
  },
  {
    kind: 'Job of batch',
    fields: [
      '/spec/selector',
      '/spec/template',
      '/spec/completionMode',
      '/spec/completions',
      '/spec/podFailurePolicy',
      '/spec/backoffLimitPerIndex',
      '/spec/managedBy',
      '/spec/successPolicy',
    ],
    when: (before, { pointer }) => pointer !== '/spec/completions' || !isElastic(before),
    source: 'kubernetes pkg/apis/batch/validation/validation.go: ValidateJobSpecUpdate',
  },
  {
    kind: 'PersistentVolumeClaim of ',
    fields: ['/spec'],
    except: ['/spec/resources/requests/storage', '/spec/volumeAttributesClassName'],
    source: `${core}: ValidatePersistentVolumeClaimUpdate`,
  },
  {
    kind: 'PersistentVolumeClaim of ',
    fields: ['/spec/resources/requests/storage'],
    when: (_, change) => shrinks(change),
    source: `${core}: ValidatePersistentVolumeClaimUpdate`,
  },
  {
    kind: 'Service of ',
    fields: ['/spec/clusterIP', '/spec/clusterIPs/0'],
    // What is not asked for any more stays; what was not asked for had been given by the cluster.
    when: (before, { after }) => after !== undefined && specOf(before)['type'] !== 'ExternalName',
    source: `${core}: validateUpgradeDowngradeClusterIPs`,
  },
  {
    kind: 'Service of ',
    fields: ['/spec/ipFamilies/0'],
    when: (before, { before: had, after }) =>
      had !== undefined && after !== undefined && specOf(before)['type'] !== 'ExternalName',
    source: `${core}: validateUpgradeDowngradeIPFamilies`,
  },
  {
    kind: 'Service of ',
    fields: ['/spec/loadBalancerClass'],
    when: (before) => specOf(before)['type'] === 'LoadBalancer',
    source: `${core}: validateLoadBalancerClassField`,
  },
  { kind: 'Secret of ', fields: ['/type'], source: `${core}: ValidateSecretUpdate` },
  {
    kind: 'Secret of ',
    fields: ['/data', '/stringData', '/immutable'],
    when: (before) => before['immutable'] === true,
    source: `${core}: ValidateSecretUpdate`,
  },
  {
    kind: 'ConfigMap of ',
    fields: ['/data', '/binaryData', '/immutable'],
    when: (before) => before['immutable'] === true,
    source: `${core}: ValidateConfigMapUpdate`,
  },
  {
    kind: 'PersistentVolume of ',
    fields: ['/spec/csi', '/spec/nfs', '/spec/hostPath', '/spec/local', '/spec/iscsi', '/spec/fc', '/spec/volumeMode'],
    except: ['/spec/csi/controllerExpandSecretRef'],
    source: `${core}: ValidatePersistentVolumeUpdate`,
  },
  {
    kind: 'Pod of ',
    fields: ['/spec'],
    except: [
      '/spec/containers/*/image',
      '/spec/initContainers/*/image',
      '/spec/activeDeadlineSeconds',
      '/spec/terminationGracePeriodSeconds',
      '/spec/tolerations',
    ],
    source: `${core}: ValidatePodUpdate`,
  },
  {
    kind: 'RoleBinding of rbac.authorization.k8s.io',
    fields: ['/roleRef'],
    source: 'kubernetes pkg/apis/rbac/validation/validation.go: ValidateRoleBindingUpdate',
  },
  {
    kind: 'ClusterRoleBinding of rbac.authorization.k8s.io',
    fields: ['/roleRef'],
    source: 'kubernetes pkg/apis/rbac/validation/validation.go: ValidateClusterRoleBindingUpdate',
  },
  {
    kind: 'StorageClass of storage.k8s.io',
    fields: ['/provisioner', '/parameters', '/reclaimPolicy', '/volumeBindingMode'],
    source: `${storage}: ValidateStorageClassUpdate`,
  },
  {
    kind: 'CSIDriver of storage.k8s.io',
    fields: ['/spec/attachRequired', '/spec/volumeLifecycleModes'],
    source: `${storage}: ValidateCSIDriverUpdate`,
  },
  {
    kind: 'VolumeAttributesClass of storage.k8s.io',
    fields: ['/driverName', '/parameters'],
    source: `${storage}: ValidateVolumeAttributesClassUpdate`,
  },
  {
    kind: 'EndpointSlice of discovery.k8s.io',
    fields: ['/addressType'],
    source: 'kubernetes pkg/apis/discovery/validation/validation.go: ValidateEndpointSliceUpdate',
  },
  {
    kind: 'PriorityClass of scheduling.k8s.io',
    fields: ['/value', '/preemptionPolicy'],
    source: 'kubernetes pkg/apis/scheduling/validation/validation.go: ValidatePriorityClassUpdate',
  },
  {
    kind: 'RuntimeClass of node.k8s.io',
    fields: ['/handler'],
    source: 'kubernetes pkg/apis/node/validation/validation.go: ValidateRuntimeClassUpdate',
  },
  {
    kind: 'IngressClass of networking.k8s.io',
    fields: ['/spec/controller'],
    source: 'kubernetes pkg/apis/networking/validation/validation.go: ValidateIngressClassUpdate',
  },
];

/** A Job with an index for each pod may be made larger and smaller together with its parallelism. */
function isElastic(before: JsonObject): boolean {
  return specOf(before)['completionMode'] === 'Indexed';
}
