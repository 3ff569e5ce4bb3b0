import type { Json } from '../../src/model/manifest.ts';
import { odooMemoryFitsWorkers } from '../../src/policies/odoo-memory-fits-workers.ts';
import { config, cron, migration, web } from './odoo-objects.ts';
import { deployment, describePolicy } from './policy-cases.ts';

const at = '/spec/template/spec/containers/0/resources/limits/memory';
const limit = (memory: Json) => ({ resources: { limits: { memory } } });

describePolicy(odooMemoryFitsWorkers, [
  // 300 + 325 x workers + 512
  {
    name: 'nothing to spare',
    objects: [config(), web(limit('1787Mi')), cron(1, limit('1137Mi')), migration],
    expected: [],
  },
  { name: 'pods of others', objects: [deployment('cache', { containers: [{ name: 'cache' }] })], expected: [] },
  {
    name: 'a little too little',
    objects: [config(), web(limit('1786Mi')), cron(2, limit('1.4G'))],
    expected: [
      [at, 'memory limit is "1786Mi", must be at least 1787Mi for 3 workers'],
      [at, 'memory limit is "1.4G", must be at least 1462Mi for 2 cron threads'],
    ],
  },
  {
    name: 'more workers with the same memory',
    objects: [config({ workers: 16 }), web(limit('2552Mi'))],
    expected: [[at, 'memory limit is "2552Mi", must be at least 6012Mi for 16 workers']],
  },
  {
    name: 'limits that are missing or no quantity',
    objects: [config(), web(), web(limit('much'))],
    expected: [
      ['/spec/template/spec/containers/0', 'memory limit is unset, must be at least 1787Mi for 3 workers'],
      [at, 'memory limit is "much", must be at least 1787Mi for 3 workers'],
    ],
  },
  {
    name: 'numbers that cannot be read',
    objects: [config({ workers: null }), web(limit('8Gi')), cron('-1', limit('8Gi'))],
    expected: [
      [at, 'memory limit is "8Gi", must be enough for workers (unset)'],
      [at, 'memory limit is "8Gi", must be enough for max_cron_threads (-1)'],
    ],
  },
]);
