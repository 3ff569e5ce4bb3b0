/** Demands that the memory limit of each Odoo server has room for its workers. */
import { isObject } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { countSetting, describeSetting, type OdooPod, odooPodsOf } from './odoo-pods.ts';
import { describeValue } from './pod-template.ts';
import { parseQuantity } from '../model/quantity.ts';

/**
 * Memory in MiB: of the master and the websocket process, of one worker in the mix of heavy and light ones that Odoo's
 * deployment guide gives (a fifth with 1 GB, the rest with 150 MB), and of report rendering outside Python.
 */
const memory = { base: 300, worker: 325, rendering: 512 } as const;

const workersOf = {
  web: { key: 'workers', specPointer: '/odoo/workers', what: 'workers' },
  cron: { key: 'max_cron_threads', specPointer: '/odoo/cronThreads', what: 'cron threads' },
} as const;

export const odooMemoryFitsWorkers: StackPolicy = {
  id: 'odoo-memory-fits-workers',
  family: 'tenant',
  severity: 'error',
  title: 'The memory of each Odoo server is enough for its workers',
  why: 'All workers share the memory of their container. When they need more, the kernel kills one of them in the middle of a request, or the whole container.',
  fix: 'Raise the memory limit, or lower the number of workers. For a tenant the limit follows from the workers.',
  controls: { hipaa: ['164.308(a)(7)(ii)(C)'] },
  *check({ objects }): Iterable<Violation> {
    for (const pod of odooPodsOf(objects)) {
      if (pod.role === 'program') continue;
      const { key, specPointer, what } = workersOf[pod.role];
      const workers = countSetting(pod, key);
      const wanted = memory.base + workers * memory.worker + memory.rendering;
      const found = limitOf(pod);
      if ((parseQuantity(found) ?? Number.NaN) >= wanted * 2 ** 20) continue;
      const need = Number.isNaN(workers)
        ? `enough for ${describeSetting(pod, key)}`
        : `at least ${wanted}Mi for ${workers} ${what}`;
      yield {
        object: pod.object,
        pointer: found === undefined ? pod.containerPointer : `${pod.containerPointer}/resources/limits/memory`,
        specPointer,
        message: `memory limit is ${describeValue(found)}, must be ${need}`,
      };
    }
  },
};

function limitOf({ container }: OdooPod) {
  const resources = isObject(container['resources']) ? container['resources'] : {};
  return isObject(resources['limits']) ? resources['limits']['memory'] : undefined;
}
