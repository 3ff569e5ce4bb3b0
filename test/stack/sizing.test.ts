import { describe, expect, it } from 'vitest';
import type { TenantSpec } from '../../src/model/specs.ts';
import { monthlyCost, requestsOf } from '../../src/stack/cost.ts';
import { connectionBudget, type Sizing, sizeOf } from '../../src/stack/sizing.ts';
import { minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import { at, closing, plainCluster, rendered } from './rendered.ts';

const odoo = (workers: number, memoryRequest: number, memoryLimit: number) => ({
  cpuRequest: workers * 250,
  cpuLimit: workers * 500,
  memoryRequest,
  memoryLimit,
});
const guaranteed = (cpu: number, memory: number) => ({
  cpuRequest: cpu,
  cpuLimit: cpu,
  memoryRequest: memory,
  memoryLimit: memory,
});
const fixed = {
  migration: { resources: { cpuRequest: 500, cpuLimit: 2000, memoryRequest: 1024, memoryLimit: 3072 } },
  metrics: { resources: { cpuRequest: 20, cpuLimit: 200, memoryRequest: 64, memoryLimit: 128 } },
  init: { cpuRequest: 50, cpuLimit: 500, memoryRequest: 64, memoryLimit: 256 },
  backup: {
    sidecar: guaranteed(250, 512),
    job: { cpuRequest: 100, cpuLimit: 1000, memoryRequest: 256, memoryLimit: 1024 },
    drill: { cpuRequest: 250, cpuLimit: 1000, memoryRequest: 512, memoryLimit: 1024 },
  },
};

const plans: Readonly<Record<TenantSpec['plan'], Sizing>> = {
  small: {
    ...fixed,
    web: { replicas: 1, surge: 1, workers: 3, resources: odoo(3, 1275, 2552) },
    cron: { threads: 1, resources: odoo(1, 625, 1512) },
    database: { instances: 1, storageGiB: 20, walGiB: 5, maxConnections: 130, resources: guaranteed(500, 1024) },
    filestoreGiB: 10,
    bandwidthMbit: 50,
  },
  medium: {
    ...fixed,
    web: { replicas: 2, surge: 1, workers: 4, resources: odoo(4, 1600, 3072) },
    cron: { threads: 1, resources: odoo(1, 625, 1512) },
    database: { instances: 2, storageGiB: 50, walGiB: 10, maxConnections: 210, resources: guaranteed(1000, 4096) },
    filestoreGiB: 50,
    bandwidthMbit: 100,
  },
  large: {
    ...fixed,
    web: { replicas: 3, surge: 1, workers: 6, resources: odoo(6, 2250, 4112) },
    cron: { threads: 2, resources: odoo(2, 950, 2032) },
    database: { instances: 3, storageGiB: 200, walGiB: 20, maxConnections: 330, resources: guaranteed(2000, 8192) },
    filestoreGiB: 200,
    bandwidthMbit: 200,
  },
};

describe('sizeOf', () => {
  it.each(Object.entries(plans))('makes of plan %s', (plan, expected) => {
    expect(sizeOf(minimalTenant((spec) => void (spec.plan = plan as TenantSpec['plan'])))).toEqual(expected);
  });

  const overrides: readonly (readonly [name: string, tweak: (spec: TenantSpec) => void, changed: object])[] = [
    [
      'web pods',
      (spec) => void (spec.odoo.replicas = 4),
      { web: { ...plans.small.web, replicas: 4 }, database: { ...plans.small.database, maxConnections: 280 } },
    ],
    [
      'workers',
      (spec) => void (spec.odoo.workers = 16),
      {
        web: { ...plans.small.web, workers: 16, resources: odoo(16, 5500, 9312) },
        database: { ...plans.small.database, maxConnections: 340 },
      },
    ],
    [
      'cron workers',
      (spec) => void (spec.odoo.cronThreads = 4),
      {
        cron: { threads: 4, resources: odoo(4, 1600, 3072) },
        database: { ...plans.small.database, maxConnections: 160 },
      },
    ],
    [
      'instances and storage',
      (spec) => {
        spec.database = { instances: 3, storageGiB: 75 };
        spec.filestore = { storageGiB: 33 };
      },
      { database: { ...plans.small.database, instances: 3, storageGiB: 75 }, filestoreGiB: 33 },
    ],
    [
      'the engine, which has one instance',
      (spec) => Object.assign(spec, { plan: 'large', database: { engine: 'statefulset' } }),
      { ...plans.large, database: { ...plans.large.database, instances: 1, walGiB: 0 } },
    ],
  ];

  it.each(overrides)('lets a tenant override %s', (_, tweak, changed) => {
    expect(sizeOf(minimalTenant(tweak))).toEqual({ ...plans.small, ...changed });
  });

  it('replaces pods that share a volume for one node, and so needs fewer connections', () => {
    const fleet = minimalFleet(plainCluster);
    const tenant = minimalTenant((spec) => void (spec.database = { engine: 'statefulset' }), fleet);
    expect(sizeOf(tenant)).toEqual({
      ...plans.small,
      web: { ...plans.small.web, surge: 0 },
      database: { ...plans.small.database, walGiB: 0, maxConnections: 90 },
    });
  });
});

describe('connectionBudget', () => {
  it.each([
    // (3 + 1) * 8 + 16 for the web pod, (1 + 1) * 8 for cron, 8 for the migration, 10 in reserve: 82.
    [{ webPods: 1, workers: 3, threads: 1 }, 90],
    [{ webPods: 2, workers: 3, threads: 1 }, 130],
    // 11 * (17 * 8 + 16) + 5 * 8 + 8 + 10 = 1730, no rounding needed.
    [{ webPods: 11, workers: 16, threads: 4 }, 1730],
  ])('of %j is %d', (pods, expected) => {
    expect(connectionBudget(pods)).toBe(expected);
  });
});

describe('monthlyCost', () => {
  // 0.75 cores and 1.5 GiB of a database with its sidecar, 35 GiB of storage.
  it('of a tenant that leaves has its database in it, until its final backup is confirmed', () => {
    const cost = (tweak: (spec: TenantSpec) => void) => monthlyCost(requestsOf(minimalTenant(tweak)), prices);
    expect(cost(closing)).toBe(125);
    expect(
      cost((spec) => {
        closing(spec);
        spec.offboarding!.backupConfirmed = '2026-03-02';
      }),
    ).toBe(35);
  });

  const prices = { currency: 'USD', cpu: 100, memoryGiB: 10, storageGiB: 1 };

  it.each([
    // 1.75 cores and 3.355 GiB of memory, 35 GiB of storage.
    ['active', 'small', 244],
    ['suspended', 'small', 35],
    ['offboarding', 'small', 35],
    // 4.75 cores, 12.74 GiB, 170 GiB.
    ['active', 'medium', 772],
    // 11.75 cores, 33.02 GiB, 860 GiB.
    ['active', 'large', 2365],
  ] as const)('of a tenant that is %s with plan %s is %d', (lifecycle, plan, expected) => {
    expect(monthlyCost(requestsOf(minimalTenant((spec) => Object.assign(spec, { lifecycle, plan }))), prices)).toBe(
      expected,
    );
  });
});

describe('the quota of a restored tenant', () => {
  it.each([
    ['small', 1],
    ['medium', 2],
    ['large', 3],
  ] as const)('has room for the instances of the server before it: %s', (plan, instances) => {
    const hard = (database: TenantSpec['database']) =>
      at(
        rendered((spec) => void Object.assign(spec, { plan, database })).find('ResourceQuota tenant'),
        'spec.hard',
      ) as Readonly<Record<string, string>>;
    const [first, fromTheSame, second] = [
      hard({}),
      hard({ restoreFrom: { generation: 1 } }),
      hard({ generation: 2, restoreFrom: { generation: 1 } }),
    ];
    // The Job that brings back the files is there in both.
    expect(Number(fromTheSame['pods'])).toBe(Number(first['pods']) + 1);
    expect(Number(second['pods'])).toBe(Number(fromTheSame['pods']) + instances);
    const memory = { small: 1536, medium: 4608, large: 8704 }[plan];
    const grown = parseInt(second['requests.memory']!, 10) - parseInt(fromTheSame['requests.memory']!, 10);
    expect(grown).toBe(instances * memory);
  });
});
