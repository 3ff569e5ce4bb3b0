/** Counts what Odoo's processes can ask of the database at once. */
import { isObject, type JsonObject, refOf } from '../model/manifest.ts';
import { countSetting, type OdooPod } from './odoo-pods.ts';
import { mostPods } from './workload-demand.ts';

export interface DatabaseClients {
  /** Connections that all processes can hold at once, rolling updates included; NaN when it cannot be told. */
  readonly connections: number;
  /**
   * Processes that run queries, one at a time each. Extra pods of a rolling update do not count: they take over the
   * requests of others. NaN when it cannot be told.
   */
  readonly processes: number;
  /** What could not be counted, in words. */
  readonly unknown: readonly string[];
}

/** Counts all Odoo pods: each worker, master and websocket process has a pool of connections of its own. */
export function databaseClientsOf(pods: readonly OdooPod[]): DatabaseClients {
  let connections = 0;
  let processes = 0;
  const unknown: string[] = [];
  for (const pod of pods) {
    const { manifest } = pod.object;
    const spec = isObject(manifest['spec']) ? manifest['spec'] : {};
    const workers = workersOf(pod);
    const masters = pod.role === 'program' ? 0 : 1;
    const pool = countSetting(pod, 'db_maxconn');
    const websockets = pod.role === 'web' ? 1 : 0;
    const websocketPool = pod.role === 'web' ? countSetting(pod, 'db_maxconn_gevent') : 0;
    const held = mostPods(manifest, spec) * ((workers + masters) * pool + websocketPool);
    const busy = usualPods(spec) * (workers + websockets);
    if (Number.isNaN(held + busy)) {
      const { kind, name } = refOf(manifest);
      unknown.push(`${kind} ${JSON.stringify(name)} has no readable number of pods, processes or connections`);
    }
    connections += held;
    processes += busy;
  }
  return { connections, processes, unknown };
}

/** Processes that answer requests or run actions. A program that is no server is one. */
function workersOf(pod: OdooPod): number {
  if (pod.role === 'program') return 1;
  return (pod.role === 'web' ? countSetting(pod, 'workers') : 0) + countSetting(pod, 'max_cron_threads');
}

function usualPods({ replicas, parallelism }: JsonObject): number {
  const count = replicas ?? parallelism ?? 1;
  return typeof count === 'number' ? count : Number.NaN;
}
