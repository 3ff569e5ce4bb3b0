import { describe, expect, it } from 'vitest';
import type { TenantSpec } from '../../src/model/specs.ts';
import { databaseMemoryFitsConnections } from '../../src/policies/database-memory-fits-connections.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { cluster, config, cron, migration, statefulSet, web } from './odoo-objects.ts';
import { describePolicy, object } from './policy-cases.ts';
import { renderedStack } from './rendered-stack.ts';

const limit = '/spec/resources/limits/memory';
const container = '/spec/template/spec/containers/0';
const small = { shared_buffers: '256MB', max_connections: '130' };

/** Six processes with queries: three workers and the websockets, cron, migration. */
const stack = [config(), web(), cron(1), migration];

describePolicy(databaseMemoryFitsConnections, [
  { name: 'no database', objects: [...stack, object('StatefulSet of apps/v1', 'cache')], expected: [] },
  // 256 + 130 x 2 + 6 x (10 + 4)
  {
    name: 'nothing to spare, with the default of work_mem',
    objects: [...stack, cluster(small, '600Mi')],
    expected: [],
  },
  {
    name: 'nothing to spare on the command line',
    objects: [
      ...stack,
      statefulSet(['-c', 'shared_buffers=1GB', '-c', 'max_connections=130', '-c', 'work_mem=2048kB'], '1356Mi'),
    ],
    expected: [],
  },
  {
    name: 'a little too little',
    objects: [...stack, cluster(small, '599Mi')],
    expected: [
      [
        limit,
        'memory limit is "599Mi", must be at least 600Mi for shared_buffers of 256Mi, 130 connections and 6 queries at once with work_mem of 4Mi',
      ],
    ],
  },
  {
    name: 'a little too little on the command line',
    objects: [
      ...stack,
      statefulSet(['-c', 'shared_buffers=256MB', '-c', 'max_connections=200', '-c', 'work_mem=64MB'], '1Gi'),
    ],
    expected: [
      [
        `${container}/resources/limits/memory`,
        'memory limit is "1Gi", must be at least 1100Mi for shared_buffers of 256Mi, 200 connections and 6 queries at once with work_mem of 64Mi',
      ],
    ],
  },
  {
    name: 'limits that are missing or no quantity',
    objects: [...stack, cluster(small, {}), cluster(small, 'much')],
    expected: [
      [
        limit,
        'memory limit is an object, must be at least 600Mi for shared_buffers of 256Mi, 130 connections and 6 queries at once with work_mem of 4Mi',
      ],
      [
        limit,
        'memory limit is "much", must be at least 600Mi for shared_buffers of 256Mi, 130 connections and 6 queries at once with work_mem of 4Mi',
      ],
    ],
  },
  {
    name: 'parameters without a unit, or missing',
    objects: [...stack, cluster({ shared_buffers: '32768', work_mem: '4TB' })],
    expected: [
      [
        limit,
        'memory limit is "1Gi", must be enough, which cannot be told: shared_buffers is "32768"; max_connections is unset; work_mem is "4TB"',
      ],
    ],
  },
  {
    name: 'processes that cannot be counted',
    objects: [config({ workers: null }), web(), cluster(small)],
    expected: [
      [
        limit,
        'memory limit is "1Gi", must be enough, which cannot be told: Deployment "odoo-web" has no readable number of pods, processes or connections',
      ],
    ],
  },
]);

describe('the advice for a tenant', () => {
  const cases: readonly {
    readonly name: string;
    readonly tweak: (spec: TenantSpec) => void;
    readonly expected: readonly (readonly [specPointer: string | undefined, advice: string | undefined])[];
  }[] = [
    { name: 'a small plan as it is', tweak: () => {}, expected: [] },
    { name: 'a small plan at its most', tweak: (spec) => void (spec.odoo.workers = 11), expected: [] },
    {
      name: 'all that a spec may ask of a large plan',
      tweak: (spec) => {
        spec.plan = 'large';
        spec.odoo.replicas = 10;
        spec.odoo.workers = 16;
      },
      expected: [],
    },
    {
      name: 'too many workers',
      tweak: (spec) => void (spec.odoo.workers = 12),
      expected: [['/odoo/workers', 'odoo.workers must be at most 11 (is 12)']],
    },
    {
      name: 'too many pods',
      tweak: (spec) => void (spec.odoo.replicas = 10),
      expected: [['/odoo/replicas', 'odoo.replicas must be at most 3 (is 10)']],
    },
    {
      name: 'too many of both',
      tweak: (spec) => {
        spec.odoo.replicas = 10;
        spec.odoo.workers = 16;
      },
      expected: [['/odoo/replicas', 'odoo.replicas must be at most 2 (is 10), odoo.workers must be at most 6 (is 16)']],
    },
    {
      name: 'too much memory for each query',
      tweak: (spec) => void (spec.database = { parameters: { work_mem: '128MB' } }),
      expected: [['/database/parameters/work_mem', 'database.parameters.work_mem must be at most 74MB (is 128MB)']],
    },
    {
      name: 'too much of everything',
      tweak: (spec) => {
        spec.odoo.replicas = 10;
        spec.odoo.workers = 16;
        spec.database = { parameters: { work_mem: '9999MB' } };
      },
      expected: [
        [
          '/odoo/replicas',
          'database.parameters.work_mem must be at most 4MB (is 9999MB), odoo.replicas must be at most 2 (is 10), odoo.workers must be at most 6 (is 16)',
        ],
      ],
    },
  ];

  for (const engine of ['cloudnative-pg', 'statefulset'] as const) {
    it.each(cases)(`${engine}: $name`, ({ tweak, expected }) => {
      const tenant = minimalTenant((spec) => {
        tweak(spec);
        spec.database = { ...spec.database, engine };
      });
      const violations = [...databaseMemoryFitsConnections.check(renderedStack(tenant))];
      expect(violations.map(({ specPointer, message }) => [specPointer, message.split('; ')[1]])).toEqual(expected);
    });

    it(`${engine}: is enough when followed`, () => {
      for (const [replicas, workers] of [
        [1, 11],
        [2, 6],
        [3, 3],
      ] as const) {
        const tenant = minimalTenant((spec) => {
          Object.assign(spec.odoo, { replicas, workers });
          spec.database = { engine };
        });
        expect([...databaseMemoryFitsConnections.check(renderedStack(tenant))]).toEqual([]);
      }
    });
  }
});
