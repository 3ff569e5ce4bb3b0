import { databaseConnectionsFit } from '../../src/policies/database-connections-fit.ts';
import { cluster, config, cron, migration, odooPod, statefulSet, web } from './odoo-objects.ts';
import { deployment, describePolicy, object } from './policy-cases.ts';

const parameter = '/spec/postgresql/parameters/max_connections';
const argument = (index: number) => `/spec/template/spec/containers/0/args/${index}`;
const accepts = (most: string) => cluster({ max_connections: most });

/** Web 2 x (4 x 8 + 16), cron 2 x 8, migration 8, reserve 10. */
const stack = [config(), web(), cron(1), migration];

describePolicy(databaseConnectionsFit, [
  { name: 'neither Odoo nor a database', objects: [object('Service of v1', 'odoo-web')], expected: [] },
  { name: 'not one to spare, as an operator takes it', objects: [...stack, accepts('130')], expected: [] },
  {
    name: 'not one to spare, on the command line',
    objects: [...stack, statefulSet(['-c', 'ssl=on', '-c', 'max_connections=130'])],
    expected: [],
  },
  {
    name: 'one too few for an operator',
    objects: [...stack, accepts('129')],
    expected: [[parameter, 'max_connections is "129", must be at least 130']],
  },
  {
    name: 'one too few on the command line, where the last word counts',
    objects: [...stack, statefulSet(['-c', 'max_connections=500', '-c', 'max_connections=129'])],
    expected: [[argument(3), 'max_connections is "129", must be at least 130']],
  },
  {
    name: 'no extra pod in an update that stops the old ones first',
    objects: [config(), web({}, {}, { strategy: { type: 'Recreate' } }), cron(1), migration, accepts('82')],
    expected: [],
  },
  {
    name: 'more pods, workers, threads and wider pools',
    objects: [
      config({ workers: 6, db_maxconn: 10, db_maxconn_gevent: 20 }),
      web({}, {}, { replicas: 3 }),
      cron(2),
      accepts('399'),
    ],
    expected: [[parameter, 'max_connections is "399", must be at least 400']],
  },
  {
    name: 'another workload with the configuration, and one without',
    objects: [
      ...stack,
      deployment('queue', odooPod({ command: ['python3', 'queue.py'] }), { replicas: 2 }),
      deployment('other', { containers: [{ name: 'other' }] }, { replicas: 50 }),
      accepts('130'),
    ],
    expected: [[parameter, 'max_connections is "130", must be at least 154']],
  },
  {
    name: 'workers on the command line of a container that runs the image as it is',
    objects: [config(), web({ command: null, args: ['--workers=16'] }), cron(1), migration, accepts('130')],
    expected: [[parameter, 'max_connections is "130", must be at least 338']],
  },
  {
    name: 'limits that cannot be read',
    objects: [...stack, cluster({}), statefulSet(['max_connections=500']), accepts('many'), statefulSet(null)],
    expected: [
      ['/spec', 'max_connections is unset, must be at least 130'],
      ['/spec/template/spec/containers/0', 'max_connections is unset, must be at least 130'],
      [parameter, 'max_connections is "many", must be at least 130'],
      ['/spec/template/spec/containers/0', 'max_connections is unset, must be at least 130'],
    ],
  },
  {
    name: 'processes that cannot be counted',
    objects: [
      config({ workers: 'auto' }),
      web(),
      cron('-1'),
      migration,
      deployment('queue', odooPod({ command: ['python3'] }), { replicas: 'two' }),
      accepts('500'),
    ],
    expected: [
      [
        parameter,
        'max_connections is "500", must be enough, which cannot be told: ' +
          ['odoo-web', 'odoo-cron', 'queue']
            .map((name) => `Deployment "${name}" has no readable number of pods, processes or connections`)
            .join('; '),
      ],
    ],
  },
  {
    name: 'no configuration',
    objects: [web(), accepts('500')],
    expected: [
      [
        parameter,
        'max_connections is "500", must be enough, which cannot be told: Deployment "odoo-web" has no readable number of pods, processes or connections',
      ],
    ],
  },
  {
    name: 'no database',
    objects: stack,
    expected: [['/spec', 'there is no database whose connections can be counted, must be one']],
  },
]);
