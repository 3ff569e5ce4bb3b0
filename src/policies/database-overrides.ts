/** Finds how far a tenant's overrides must come down for its database to have enough memory. */
import type { Tenant } from '../model/fleet.ts';
import { isObject } from '../model/manifest.ts';
import { type DatabaseNeed, leastMemory } from './database-need.ts';
import { countSetting, type OdooPod } from './odoo-pods.ts';
import { mostPods } from './workload-demand.ts';

export interface SmallerOverrides {
  /** For example `odoo.workers must be at most 8 (is 16)`. */
  readonly advice: string;
  /** JSON pointer of the first of them in the spec. */
  readonly specPointer: string;
}

interface Shortage {
  readonly pods: readonly OdooPod[];
  readonly need: DatabaseNeed;
  /** Bytes. */
  readonly limit: number;
  readonly tenant: Tenant;
}

const mebibyte = 2 ** 20;
/** PostgreSQL's default of `work_mem`. */
const usualQueryMemory = 4 * mebibyte;
/** Least values that a spec may set. */
const fewest = { replicas: 1, workers: 3 } as const;

/** The change that takes least away; undefined when no override can make the need fit. */
export function smallerOverrides(shortage: Shortage): SmallerOverrides | undefined {
  return smallerQueryMemory(shortage) ?? fewerWorkers(shortage) ?? smallerEverything(shortage);
}

function smallerEverything(shortage: Shortage): SmallerOverrides | undefined {
  const found = shortage.tenant.spec.database.parameters.work_mem;
  const fewer = fewerWorkers({ ...shortage, need: { ...shortage.need, queryMemory: usualQueryMemory } });
  return found === undefined || !fewer ? undefined : { ...fewer, advice: `${queryAdvice(4, found)}, ${fewer.advice}` };
}

function queryAdvice(most: number, found: string): string {
  return `database.parameters.work_mem must be at most ${most}MB (is ${found})`;
}

function smallerQueryMemory({ need, limit, tenant }: Shortage): SmallerOverrides | undefined {
  const found = tenant.spec.database.parameters.work_mem;
  const most = Math.floor((limit - leastMemory({ ...need, queryMemory: 0 })) / need.processes / mebibyte);
  if (found === undefined || most * mebibyte < usualQueryMemory) return undefined;
  return {
    advice: queryAdvice(most, found),
    specPointer: '/database/parameters/work_mem',
  };
}

/** Of all smaller numbers of pods and of workers in each, the pair that leaves most workers and then most pods. */
function fewerWorkers({ pods: odoo, need, limit }: Shortage): SmallerOverrides | undefined {
  const web = odoo.find(({ role }) => role === 'web');
  const spec = web?.object.manifest['spec'];
  if (!web || !isObject(spec)) return undefined;
  const replicas = typeof spec['replicas'] === 'number' ? spec['replicas'] : 1;
  const workers = countSetting(web, 'workers');
  const surge = mostPods(web.object.manifest, spec) - replicas;
  const pool = countSetting(web, 'db_maxconn');
  const websocketPool = countSetting(web, 'db_maxconn_gevent');
  const connections = (pods: number, each: number) => (pods + surge) * ((each + 1) * pool + websocketPool);
  const others = need.connections - connections(replicas, workers);
  let best: { readonly pods: number; readonly each: number } | undefined;
  for (let pods = replicas; pods >= fewest.replicas; pods--) {
    for (let each = workers; each >= fewest.workers; each--) {
      const smaller = {
        ...need,
        // `max_connections` is rounded up to ten.
        connections: Math.ceil((others + connections(pods, each)) / 10) * 10,
        processes: need.processes - replicas * (workers + 1) + pods * (each + 1),
      };
      if (leastMemory(smaller) > limit) continue;
      if (best === undefined || pods * each > best.pods * best.each) best = { pods, each };
      break;
    }
  }
  if (best === undefined) return undefined;
  const lowered = [
    { name: 'replicas', most: best.pods, found: replicas },
    { name: 'workers', most: best.each, found: workers },
  ].filter(({ most, found }) => most < found);
  const [first] = lowered;
  return (
    first && {
      advice: lowered.map(({ name, most, found }) => `odoo.${name} must be at most ${most} (is ${found})`).join(', '),
      specPointer: `/odoo/${first.name}`,
    }
  );
}
