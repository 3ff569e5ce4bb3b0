import { describe, expect, it } from 'vitest';
import type { Deletion } from '../../src/model/transition.ts';
import { deletionBudget } from '../../src/policies/deletion-budget.ts';
import { minimalFleet } from '../minimal-tenant.ts';

const left = (tenant: string): Deletion => ({ tenant, cluster: 'eu-1', isWhole: true, objects: 98 });
const loses = (tenant: string, objects: number): Deletion => ({ tenant, cluster: 'eu-1', isWhole: false, objects });

function found(deletions: readonly Deletion[], budget?: { tenants?: number; objects?: number }) {
  const fleet = minimalFleet((documents) => {
    if (budget) documents.fleet.policies = { deletionBudget: budget };
  });
  return [...deletionBudget.check({ fleet, deletions })].map(({ pointer, message, via }) => [pointer, message, via]);
}

const tenants = '/policies/deletionBudget/tenants';
const objects = '/policies/deletionBudget/objects';

describe('what a change deletes', () => {
  it.each<{ name: string; found: unknown; expected: readonly unknown[] }>([
    { name: 'nothing', found: found([]), expected: [] },
    { name: 'as much as it may', found: found([left('a'), loses('b', 20), loses('c', 30)]), expected: [] },
    {
      name: 'two tenants',
      found: found([left('a'), left('b')]),
      expected: [
        [
          tenants,
          'the change removes 2 tenants, must remove at most 1',
          ['tenant a leaves cluster eu-1', 'tenant b leaves cluster eu-1'],
        ],
      ],
    },
    { name: 'two tenants, as agreed', found: found([left('a'), left('b')], { tenants: 2 }), expected: [] },
    {
      name: 'one tenant where none may go',
      found: found([left('a')], { tenants: 0 }),
      expected: [[tenants, 'the change removes 1 tenants, must remove at most 0', ['tenant a leaves cluster eu-1']]],
    },
    {
      name: 'one object of each of many tenants',
      found: found(Array.from({ length: 51 }, (_, index) => loses(`t${index}`, 1))),
      expected: [
        [
          objects,
          'the change removes 51 objects of 51 tenants that stay, must remove at most 50',
          [...Array.from({ length: 10 }, (_, index) => `tenant t${index} on cluster eu-1 loses 1`), 'and 41 more'],
        ],
      ],
    },
  ])('$name', (each) => {
    expect(each.found).toEqual(each.expected);
  });
});
