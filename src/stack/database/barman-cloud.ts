/** Backups of a CloudNativePG cluster by the Barman Cloud plugin: its object store, its schedule, and the way back. */
import type { Chart } from 'cdk8s';
import { databaseRuns } from '../../model/life.ts';
import type { JsonObject } from '../../model/manifest.ts';
import { backupPlanOf } from '../backup/plan.ts';
import {
  type Backups,
  clientSettings,
  type ObjectStore,
  ownBackups,
  prefixOf,
  type RestoreSource,
  restoreSourceOf,
} from '../backup/store.ts';
import { databaseNamesOf, names } from '../names.ts';
import { add, resourcesOf, type Stack } from '../part.ts';

export const plugin = 'barman-cloud.cloudnative-pg.io';
/** Name of the source in the cluster's own list of other clusters. */
const source = 'restored-from';

export function addBarmanCloud(layer: Chart, stack: Stack): void {
  const { tenant } = stack;
  const { objectStore } = tenant.cluster;
  if (objectStore === undefined) return;
  addObjectStore(layer, stack, objectStore);
  const from = restoreSourceOf(tenant, objectStore);
  if (from?.isForeign === true) addSource(layer, stack, from);
  addScheduledBackup(layer, stack);
}

function addObjectStore(layer: Chart, stack: Stack, store: ObjectStore): void {
  const { tenant } = stack;
  const { retentionDays } = backupPlanOf(tenant);
  add(layer, stack, {
    apiVersion: 'barmancloud.cnpg.io/v1',
    kind: 'ObjectStore',
    name: names.objectStore,
    component: 'database',
    body: {
      spec: {
        configuration: {
          ...placeOf(ownBackups(tenant, store)),
          data: { compression: 'gzip', encryption: store.encryption, immediateCheckpoint: true, jobs: 2 },
          wal: { compression: 'gzip', encryption: store.encryption, maxParallel: 4 },
        },
        retentionPolicy: `${retentionDays}d`,
        instanceSidecarConfiguration: sidecarOf(stack, store),
      },
    },
  });
}

/** Where a copy is made from. It is only read, so it has no retention: what is kept there, its own tenant says. */
function addSource(layer: Chart, stack: Stack, from: RestoreSource): void {
  add(layer, stack, {
    apiVersion: 'barmancloud.cnpg.io/v1',
    kind: 'ObjectStore',
    name: from.objectStore,
    component: 'database',
    body: {
      spec: {
        configuration: { ...placeOf(from), wal: { maxParallel: 4 } },
        instanceSidecarConfiguration: sidecarOf(stack, from.store),
      },
    },
  });
}

function sidecarOf({ size }: Stack, store: ObjectStore): JsonObject {
  const { sidecar } = size.backup;
  return { env: clientSettings(store), ...(sidecar !== undefined && { resources: resourcesOf(sidecar) }) };
}

function placeOf(backups: Backups): JsonObject {
  const { secret, store } = backups;
  return {
    destinationPath: prefixOf(backups, 'database'),
    endpointURL: store.endpoint,
    s3Credentials: {
      accessKeyId: { name: secret, key: 'ACCESS_KEY_ID' },
      secretAccessKey: { name: secret, key: 'ACCESS_SECRET_KEY' },
    },
  };
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

/**
 * Bootstrap from a backup, of the tenant itself or of the one that it is a copy of. Afterwards the operator gives the owner
 * the password of the tenant's own Secret, and the superuser none.
 */
export function recovery({ tenant }: Stack): JsonObject | undefined {
  const { objectStore } = tenant.cluster;
  const from = objectStore === undefined ? undefined : restoreSourceOf(tenant, objectStore);
  if (from === undefined) return undefined;
  return {
    bootstrap: {
      recovery: {
        source,
        database: names.databaseName,
        owner: names.databaseRole,
        secret: { name: names.databaseCredentials },
        ...(from.time !== undefined && { recoveryTarget: { targetTime: from.time } }),
      },
    },
    externalClusters: [
      {
        name: source,
        plugin: {
          name: plugin,
          parameters: { barmanObjectName: from.objectStore, serverName: from.server },
        },
      },
    ],
  };
}
