/** Numbers that follow from a tenant's plan and overrides: one formula each, in one place. */
import type { Tenant } from '../model/fleet.ts';

/** Resources of one container. CPU in millicores, memory in MiB. */
export interface Resources {
  readonly cpuRequest: number;
  readonly cpuLimit: number;
  readonly memoryRequest: number;
  readonly memoryLimit: number;
}

export interface Sizing {
  readonly web: {
    readonly replicas: number;
    readonly surge: number;
    readonly workers: number;
    readonly resources: Resources;
  };
  readonly cron: { readonly threads: number; readonly resources: Resources };
  readonly migration: { readonly resources: Resources };
  /** The exporter of Odoo's metrics, where the cluster has monitoring. */
  readonly metrics: { readonly resources: Resources };
  /** Resources of the small init containers. */
  readonly init: Resources;
  readonly database: {
    readonly instances: number;
    readonly storageGiB: number;
    /** Volume of its own for the log, so that a full one does not stop the other; 0 for none. */
    readonly walGiB: number;
    readonly maxConnections: number;
    readonly resources: Resources;
  };
  readonly filestoreGiB: number;
  /** Megabits a second, in each direction, of each Odoo pod. */
  readonly bandwidthMbit: number;
  readonly backup: {
    /** Beside each database instance: archives its log and sends its base backups. Absent without an object store. */
    readonly sidecar: Resources | undefined;
    /** A container of a Job that sends, fetches or compares. */
    readonly job: Resources;
    /** The throw-away database of the restore drill. */
    readonly drill: Resources;
  };
}

/** Connections that each Odoo process may open (`db_maxconn`); with fewer, crons fail with a full pool. */
export const poolSize = 8;
/** Connections of the one process that serves websockets (`db_maxconn_gevent`). */
export const geventPoolSize = 16;
/** Connections kept free for PostgreSQL's superuser, the operator, backups and metrics. */
const reservedConnections = 10;

const plans = {
  small: {
    replicas: 1,
    workers: 3,
    cron: 1,
    instances: 1,
    databaseGiB: 20,
    walGiB: 5,
    filestoreGiB: 10,
    databaseCpu: 500,
    databaseMemory: 1024,
    bandwidthMbit: 50,
  },
  medium: {
    replicas: 2,
    workers: 4,
    cron: 1,
    instances: 2,
    databaseGiB: 50,
    walGiB: 10,
    filestoreGiB: 50,
    databaseCpu: 1000,
    databaseMemory: 4096,
    bandwidthMbit: 100,
  },
  large: {
    replicas: 3,
    workers: 6,
    cron: 2,
    instances: 3,
    databaseGiB: 200,
    walGiB: 20,
    filestoreGiB: 200,
    databaseCpu: 2000,
    databaseMemory: 8192,
    bandwidthMbit: 200,
  },
} as const;

export function sizeOf({ spec, cluster }: Tenant): Sizing {
  const plan = plans[spec.plan];
  const { odoo, database } = spec;
  const shared = cluster.storage.filestore.accessMode === 'ReadWriteMany';
  const replicas = odoo.replicas ?? plan.replicas;
  const workers = odoo.workers ?? plan.workers;
  const threads = odoo.cronThreads ?? plan.cron;
  // A volume for one node at a time cannot serve an old and a new pod on two nodes: such pods are replaced, not surged.
  const surge = shared ? 1 : 0;
  return {
    web: { replicas, surge, workers, resources: odooResources(workers) },
    cron: { threads, resources: odooResources(threads) },
    migration: { resources: { cpuRequest: 500, cpuLimit: 2000, memoryRequest: 1024, memoryLimit: 3072 } },
    metrics: { resources: { cpuRequest: 20, cpuLimit: 200, memoryRequest: 64, memoryLimit: 128 } },
    init: { cpuRequest: 50, cpuLimit: 500, memoryRequest: 64, memoryLimit: 256 },
    database: {
      instances: database.engine === 'statefulset' ? 1 : (database.instances ?? plan.instances),
      storageGiB: database.storageGiB ?? plan.databaseGiB,
      walGiB: database.engine === 'statefulset' ? 0 : plan.walGiB,
      maxConnections: connectionBudget({ webPods: replicas + surge, workers, threads }),
      // Requests equal limits, so that PostgreSQL is the last to be evicted (QoS class Guaranteed).
      resources: {
        cpuRequest: plan.databaseCpu,
        cpuLimit: plan.databaseCpu,
        memoryRequest: plan.databaseMemory,
        memoryLimit: plan.databaseMemory,
      },
    },
    filestoreGiB: spec.filestore.storageGiB ?? plan.filestoreGiB,
    bandwidthMbit: plan.bandwidthMbit,
    backup: {
      // As Guaranteed as the server beside it.
      sidecar:
        cluster.objectStore === undefined
          ? undefined
          : { cpuRequest: 250, cpuLimit: 250, memoryRequest: 512, memoryLimit: 512 },
      job: { cpuRequest: 100, cpuLimit: 1000, memoryRequest: 256, memoryLimit: 1024 },
      drill: { cpuRequest: 250, cpuLimit: 1000, memoryRequest: 512, memoryLimit: 1024 },
    },
  };
}

/** What several containers of one pod ask for together. */
export function sumOf(...containers: readonly (Resources | undefined)[]): Resources {
  const total = (pick: (of: Resources) => number): number =>
    containers.reduce((sum, container) => sum + (container === undefined ? 0 : pick(container)), 0);
  return {
    cpuRequest: total((of) => of.cpuRequest),
    cpuLimit: total((of) => of.cpuLimit),
    memoryRequest: total((of) => of.memoryRequest),
    memoryLimit: total((of) => of.memoryLimit),
  };
}

/**
 * Memory of an Odoo pod: 300 MiB for the master and websocket process, and 325 MiB for each worker, the mix of one heavy
 * and four light workers in Odoo's deployment guide. The limit leaves room for report rendering outside Python.
 */
function odooResources(workers: number): Resources {
  const memoryRequest = 300 + workers * 325;
  return {
    cpuRequest: workers * 250,
    cpuLimit: workers * 500,
    memoryRequest,
    memoryLimit: Math.ceil(memoryRequest * 1.6) + 512,
  };
}

/**
 * Most connections that all processes of a tenant can hold at once, rounded up to ten: each web pod has its workers, the
 * master and the websocket process; the cron pod its threads and the master; the migration one process.
 */
export function connectionBudget(pods: { webPods: number; workers: number; threads: number }): number {
  const web = pods.webPods * ((pods.workers + 1) * poolSize + geventPoolSize);
  const cron = (pods.threads + 1) * poolSize;
  return Math.ceil((web + cron + poolSize + reservedConnections) / 10) * 10;
}
