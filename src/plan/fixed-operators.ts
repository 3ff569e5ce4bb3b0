/**
 * The fields that rules of a custom kind, or the webhook of its operator, refuse to change; read in CloudNativePG 1.30.0, Gateway
 * API 1.6.3, Karpenter 1.14.0, and the client of external-snapshotter 8.7.0.
 */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import { type FixedFields, shrinks, specOf } from './fixed-field.ts';

const cnpg = 'cloudnative-pg internal/webhook/v1/cluster_webhook.go';
const snapshots = 'external-snapshotter client/apis/volumesnapshot/v1/types.go: self == oldSelf';

export const fixedOperators: readonly FixedFields[] = [
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
    kind: 'NodePool of karpenter.sh',
    fields: ['/spec/replicas'],
    when: (_, { before, after }) => before === undefined || after === undefined,
    source: 'karpenter pkg/apis/v1/nodepool.go: has(self.replicas) == has(oldSelf.replicas)',
  },
  {
    kind: 'NodeClaim of karpenter.sh',
    fields: ['/spec'],
    source: 'karpenter pkg/apis/v1/nodeclaim.go: self == oldSelf',
  },
  {
    kind: 'VolumeSnapshot of snapshot.storage.k8s.io',
    fields: ['/spec/source'],
    source: snapshots,
  },
  {
    kind: 'VolumeSnapshotContent of snapshot.storage.k8s.io',
    fields: ['/spec/source', '/spec/sourceVolumeMode'],
    when: (_, { before }) => before !== undefined,
    source: snapshots,
  },
  {
    kind: 'Cluster of postgresql.cnpg.io',
    fields: [
      '/spec/storage/size',
      '/spec/storage/pvcTemplate/resources/requests/storage',
      '/spec/walStorage/size',
      '/spec/walStorage/pvcTemplate/resources/requests/storage',
      '/spec/tablespaces/*/storage/size',
    ],
    when: (_, change) => shrinks(change),
    source: `${cnpg}: validateStorageConfigurationChange`,
  },
  {
    kind: 'Cluster of postgresql.cnpg.io',
    fields: ['/spec/tablespaces'],
    when: (_, { pointer, after }) => /^\/spec\/tablespaces(?:\/\d+(?:\/name)?)?$/.test(pointer) && after === undefined,
    source: `${cnpg}: validateTablespacesChange`,
  },
  {
    kind: 'Cluster of postgresql.cnpg.io',
    fields: ['/spec/walStorage'],
    when: (_, { pointer, after }) => pointer === '/spec/walStorage' && after === undefined,
    source: `${cnpg}: validateWalStorageChange`,
  },
  {
    kind: 'Cluster of postgresql.cnpg.io',
    fields: ['/spec/postgresUID', '/spec/postgresGID'],
    source: `${cnpg}: validateUnixPermissionIdentifierChange`,
  },
  {
    kind: 'Cluster of postgresql.cnpg.io',
    fields: ['/spec/replicationSlots/highAvailability/slotPrefix'],
    when: (before) => hasHighAvailabilitySlots(before),
    source: `${cnpg}: validateReplicationSlotsChange`,
  },
  {
    kind: 'Cluster of postgresql.cnpg.io',
    fields: ['/spec/replicationSlots', '/spec/replicationSlots/highAvailability'],
    when: (before, { pointer, after }) =>
      after === undefined &&
      /^\/spec\/replicationSlots(?:\/highAvailability)?$/.test(pointer) &&
      hasHighAvailabilitySlots(before),
    source: `${cnpg}: validateReplicationSlotsChange`,
  },
  {
    kind: 'Cluster of postgresql.cnpg.io',
    fields: ['/spec/imageName'],
    when: (_, { before, after }) => majorOf(after) < majorOf(before),
    source: `${cnpg}: validateImageChange`,
  },
  {
    kind: 'Cluster of postgresql.cnpg.io',
    fields: ['/spec/postgresql/parameters/wal_level'],
    when: (_, { before, after }) => before !== undefined && after === 'minimal',
    source: `${cnpg}: validateWALLevelChange`,
  },
  {
    kind: 'Cluster of postgresql.cnpg.io',
    fields: ['/spec/serviceAccountName'],
    when: (_, { before, after }) => before !== undefined && after !== undefined,
    source: 'cloudnative-pg api/v1/cluster_types.go: self == oldSelf',
  },
  {
    kind: 'Backup of postgresql.cnpg.io',
    fields: ['/spec'],
    source: 'cloudnative-pg api/v1/backup_types.go: self == oldSelf',
  },
  {
    kind: 'ScheduledBackup of postgresql.cnpg.io',
    fields: ['/spec/cluster'],
    source: 'cloudnative-pg api/v1/scheduledbackup_types.go: self == oldSelf',
  },
  {
    kind: 'Pooler of postgresql.cnpg.io',
    fields: ['/spec/cluster'],
    source: 'cloudnative-pg api/v1/pooler_types.go: self == oldSelf',
  },
  {
    kind: 'Database of postgresql.cnpg.io',
    fields: ['/spec/cluster', '/spec/name', '/spec/template', '/spec/encoding', '/spec/locale', '/spec/localeProvider'],
    source: 'cloudnative-pg api/v1/database_types.go: self == oldSelf',
  },
];

/** They are there unless they are switched off. */
function hasHighAvailabilitySlots(before: JsonObject): boolean {
  const slots = specOf(before)['replicationSlots'];
  const high = isObject(slots) ? slots['highAvailability'] : undefined;
  return isObject(slots) && !(isObject(high) && high['enabled'] === false);
}

/** The major version in the tag of an image of PostgreSQL; NaN where it tells none. */
function majorOf(image: Json | undefined): number {
  return typeof image === 'string' ? Number(/:(\d+)(?:[.@-]|$)/.exec(image)?.[1]) : Number.NaN;
}
