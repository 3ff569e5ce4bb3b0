/** The fields that an API server, or the webhook of an operator, refuses to change. */
import type { FieldChange } from '../model/change.ts';
import { isObject, type JsonObject, refOf } from '../model/manifest.ts';
import { parseQuantity } from '../model/quantity.ts';

interface FixedFields {
  /** `<kind> of <group>`; the group of the core is empty. */
  readonly kind: string;
  /** Pointers of fields with all that is in them; `*` stands for any member of a list. */
  readonly fields: readonly string[];
  /** Pointers in these that may change nevertheless. */
  readonly except?: readonly string[];
  /** Only then; default: always. */
  readonly when?: (before: JsonObject, change: FieldChange) => boolean;
  /** Where it is written. */
  readonly source: string;
}

const core = 'kubernetes pkg/apis/core/validation/validation.go';
const apps = 'kubernetes pkg/apis/apps/validation/validation.go';
const cnpg = 'cloudnative-pg internal/webhook/v1/cluster_webhook.go';

export const fixedFields: readonly FixedFields[] = [
  {
    kind: 'Deployment of apps',
    fields: ['/spec/selector'],
    source: `${apps}: kubernetes pkg/registry/apps/deployment`,
  },
  { kind: 'DaemonSet of apps', fields: ['/spec/selector'], source: `${apps}: kubernetes pkg/registry/apps/daemonset` },
  {
    kind: 'ReplicaSet of apps',
    fields: ['/spec/selector'],
    source: `${apps}: kubernetes pkg/registry/apps/replicaset`,
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
    fields: ['/spec/clusterIP', '/spec/clusterIPs', '/spec/loadBalancerClass', '/spec/ipFamilies/0'],
    // What was not asked for is given by the cluster, and a Service that had none may get one.
    when: (_, { before, after }) => before !== undefined && after !== undefined,
    source: `${core}: ValidateServiceUpdate`,
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
    fields: ['/spec/csi', '/spec/nfs', '/spec/hostPath', '/spec/local', '/spec/volumeMode'],
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
    source: 'kubernetes pkg/apis/storage/validation/validation.go: ValidateStorageClassUpdate',
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
  {
    kind: 'GatewayClass of gateway.networking.k8s.io',
    fields: ['/spec/controllerName'],
    source: 'gateway-api apis/v1/gatewayclass_types.go: self == oldSelf',
  },
  {
    kind: 'NodePool of karpenter.sh',
    fields: ['/spec/template/spec/nodeClassRef/group', '/spec/template/spec/nodeClassRef/kind'],
    source: 'karpenter pkg/apis/v1/nodepool.go: self.group == oldSelf.group',
  },
  {
    kind: 'VolumeSnapshot of snapshot.storage.k8s.io',
    fields: ['/spec/source'],
    source: 'external-snapshotter client/apis/volumesnapshot/v1/types.go: self == oldSelf',
  },
  {
    kind: 'Cluster of postgresql.cnpg.io',
    fields: ['/spec/storage/size', '/spec/walStorage/size', '/spec/tablespaces'],
    when: (_, change) => shrinks(change) || isMember(change, 'tablespaces'),
    source: `${cnpg}: validateStorageChange, validateTablespacesChange`,
  },
  {
    kind: 'Cluster of postgresql.cnpg.io',
    fields: ['/spec/walStorage'],
    when: (_, { pointer, after }) => pointer === '/spec/walStorage' && after === undefined,
    source: `${cnpg}: validateWalStorageChange`,
  },
  {
    kind: 'Cluster of postgresql.cnpg.io',
    fields: ['/spec/postgresUID', '/spec/postgresGID', '/spec/replicationSlots/highAvailability/slotPrefix'],
    source: `${cnpg}: validateUnixPermissionIdentifierChange, validateReplicationSlotsChange`,
  },
];

/** A Job with an index for each pod may be made larger and smaller together with its parallelism. */
function isElastic(before: JsonObject): boolean {
  const spec = isObject(before['spec']) ? before['spec'] : {};
  return spec['completionMode'] === 'Indexed';
}

function shrinks({ before, after }: FieldChange): boolean {
  const was = parseQuantity(before);
  const now = parseQuantity(after);
  return was !== undefined && now !== undefined && now < was;
}

/** A whole tablespace that is taken away. */
function isMember({ pointer, after }: FieldChange, list: string): boolean {
  return after === undefined && pointer.split('/').at(-2) === list;
}

/** Whether a change of a field of an object will be refused. */
export function isFixed(before: JsonObject, change: FieldChange): boolean {
  const { apiVersion, kind } = refOf(before);
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0]! : '';
  return fixedFields.some(
    (fixed) =>
      fixed.kind === `${kind} of ${group}` &&
      fixed.fields.some((field) => isIn(change.pointer, field)) &&
      !(fixed.except ?? []).some((field) => isIn(change.pointer, field)) &&
      (fixed.when?.(before, change) ?? true),
  );
}

function isIn(pointer: string, field: string): boolean {
  const parts = pointer.split('/');
  return field.split('/').every((part, index) => part === '*' || part === parts[index]);
}
