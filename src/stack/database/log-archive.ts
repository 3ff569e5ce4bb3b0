/** How the StatefulSet engine's server archives its log, and how a new one is made from a backup: containers beside it. */
import type { JsonObject } from '../../model/manifest.ts';
import { containerOf, program } from '../backup/job.ts';
import { databaseStore, ownBackups, restoreSourceOf, sourceStore } from '../backup/store.ts';
import { databaseNamesOf } from '../names.ts';
import type { Stack } from '../part.ts';
import { volumePath } from './statefulset-names.ts';

/** Programs that the server's pod needs. */
export const podPrograms = ['barman_cloud.py', 'restore_base.py', 'wal_agent.py', 'wal_hand_over.sh'] as const;

export const handOverMount: JsonObject = { name: 'hand-over', mountPath: '/run/wal' };
export const handOverVolume: JsonObject = { name: 'hand-over', emptyDir: { sizeLimit: '1Gi' } };

const handOver = '/bin/sh /opt/fleet/wal_hand_over.sh';

/** PostgreSQL's settings. */
export function archiveSettings({ tenant }: Stack): Readonly<Record<string, string>> {
  if (tenant.cluster.objectStore === undefined) return {};
  const { restoreFrom } = tenant.spec.database;
  return {
    archive_mode: 'on',
    archive_command: `${handOver} archive "%p" "%f"`,
    // Used only while a restored server recovers.
    restore_command: `${handOver} restore "%f" "%p"`,
    ...(restoreFrom?.time !== undefined && recoveryTarget(restoreFrom.time)),
  };
}

/** On its command line PostgreSQL does not know the zone `Z` yet. */
export function recoveryTarget(time: string): Readonly<Record<string, string>> {
  return { recovery_target_time: time.replace('T', ' ').replace('Z', '+00'), recovery_target_action: 'promote' };
}

/** Containers before and beside the server: the restore into an empty volume, and the agent of its log. */
export function archiveContainers(stack: Stack): readonly JsonObject[] {
  const { tenant, size } = stack;
  const { objectStore } = tenant.cluster;
  if (objectStore === undefined || size.backup.sidecar === undefined) return [];
  const image = tenant.release.backup.barmanImage;
  const { server } = databaseNamesOf(tenant);
  const own = databaseStore(ownBackups(tenant, objectStore));
  const path = volumePath(tenant.release.postgresql.major);
  const source = restoreSourceOf(tenant, objectStore);
  const agent = containerOf({
    name: 'log',
    image,
    command: program('wal_agent.py'),
    env: [
      ...own,
      { name: 'FLEET_SERVER', value: server },
      { name: 'FLEET_SOURCE', value: source?.server ?? server },
      ...(source === undefined ? [] : sourceStore(source)),
    ],
    mounts: [handOverMount],
    resources: size.backup.sidecar,
    isSidecar: true,
  });
  if (source === undefined) return [agent];
  const restore = containerOf({
    name: 'restore',
    image,
    command: program('restore_base.py'),
    env: [
      ...databaseStore(source),
      { name: 'FLEET_SERVER', value: source.server },
      { name: 'PGDATA', value: `${path}/pgdata` },
      ...(source.time === undefined ? [] : [{ name: 'FLEET_TIME', value: source.time }]),
    ],
    mounts: [{ name: 'data', mountPath: path }],
    resources: size.backup.sidecar,
  });
  return [restore, agent];
}
