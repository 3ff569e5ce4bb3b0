/** Backups of a CloudNativePG cluster by the Barman Cloud plugin: its object store, its schedule, and the way back. */
import type { Chart } from 'cdk8s';
import { databaseRuns } from '../../model/life.ts';
import type { JsonObject } from '../../model/manifest.ts';
import { backupPlanOf } from '../backup/plan.ts';
import { clientSettings, type ObjectStore, prefixOf } from '../backup/store.ts';
import { databaseNamesOf, databaseOf, names } from '../names.ts';
import { add, resourcesOf, type Stack } from '../part.ts';

export const plugin = 'barman-cloud.cloudnative-pg.io';
/** Name of the source in the cluster's own list of other clusters. */
const source = 'restored-from';

export function addBarmanCloud(layer: Chart, stack: Stack): void {
  const { objectStore } = stack.tenant.cluster;
  if (objectStore === undefined) return;
  addObjectStore(layer, stack, objectStore);
  addScheduledBackup(layer, stack);
}

function addObjectStore(layer: Chart, stack: Stack, store: ObjectStore): void {
  const { tenant, size } = stack;
  const { retentionDays } = backupPlanOf(tenant);
  add(layer, stack, {
    apiVersion: 'barmancloud.cnpg.io/v1',
    kind: 'ObjectStore',
    name: names.objectStore,
    component: 'database',
    body: {
      spec: {
        configuration: {
          destinationPath: prefixOf(tenant, store, 'database'),
          endpointURL: store.endpoint,
          s3Credentials: {
            accessKeyId: { name: names.backupStore, key: 'ACCESS_KEY_ID' },
            secretAccessKey: { name: names.backupStore, key: 'ACCESS_SECRET_KEY' },
          },
          data: { compression: 'gzip', encryption: store.encryption, immediateCheckpoint: true, jobs: 2 },
          wal: { compression: 'gzip', encryption: store.encryption, maxParallel: 4 },
        },
        retentionPolicy: `${retentionDays}d`,
        instanceSidecarConfiguration: {
          env: clientSettings(store),
          ...(size.backup.sidecar !== undefined && { resources: resourcesOf(size.backup.sidecar) }),
        },
      },
    },
  });
}

function addScheduledBackup(layer: Chart, stack: Stack): void {
  const { tenant, state } = stack;
  const { server } = databaseNamesOf(tenant);
  add(layer, stack, {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'ScheduledBackup',
    name: server,
    component: 'database',
    body: {
      spec: {
        // Six fields: the operator's begin with the second.
        schedule: `0 ${backupPlanOf(tenant).schedule}`,
        cluster: { name: server },
        method: 'plugin',
        pluginConfiguration: { name: plugin },
        target: 'prefer-standby',
        backupOwnerReference: 'self',
        // The first one at once: without it there is nothing to restore until the first night.
        immediate: true,
        suspend: !databaseRuns(state),
      },
    },
  });
}

/** What makes the cluster archive: each generation under a name of its own, since no archive is written to twice. */
export function archiving({ tenant }: Stack): { readonly [key: string]: readonly JsonObject[] } {
  if (tenant.cluster.objectStore === undefined) return {};
  return {
    plugins: [
      {
        name: plugin,
        enabled: true,
        isWALArchiver: true,
        parameters: { barmanObjectName: names.objectStore, serverName: databaseNamesOf(tenant).server },
      },
    ],
  };
}

/** Bootstrap from a backup of the same tenant: the object store in its namespace knows no other prefix. */
export function recovery({ tenant }: Stack): JsonObject | undefined {
  const { restoreFrom } = tenant.spec.database;
  if (restoreFrom === undefined) return undefined;
  const { generation, time } = restoreFrom;
  return {
    bootstrap: {
      recovery: {
        source,
        database: names.databaseName,
        owner: names.databaseRole,
        secret: { name: names.databaseCredentials },
        ...(time !== undefined && { recoveryTarget: { targetTime: time } }),
      },
    },
    externalClusters: [
      {
        name: source,
        plugin: {
          name: plugin,
          parameters: { barmanObjectName: names.objectStore, serverName: databaseOf(generation).server },
        },
      },
    ],
  };
}
