/** Refuses changes that delete more than the fleet allows one change to delete. */
import type { ChangePolicy } from '../model/transition.ts';

export const deletionBudget: ChangePolicy = {
  id: 'deletion-budget',
  family: 'change',
  severity: 'error',
  title: 'No change deletes more tenants or objects than the budget',
  why: 'A wrong glob, a bad merge or a mistake of the generator can delete a fleet, and Flux is quick. What is meant comes in portions, or says how large it is.',
  fix: 'Divide the change; or, when all of it is meant, raise `policies.deletionBudget` in `fleet/fleet.ts` in the same change, for the platform team to read, and take it back afterwards.',
  controls: { hipaa: ['164.308(a)(7)(ii)(C)', '164.312(c)(1)'] },
  *check({ fleet, deletions }) {
    const budget = fleet.spec.policies.deletionBudget;
    const leaving = deletions.filter(({ isWhole }) => isWhole);
    const losing = deletions.filter(({ isWhole, objects }) => !isWhole && objects > 0);
    const objects = losing.reduce((sum, deletion) => sum + deletion.objects, 0);
    if (leaving.length > budget.tenants) {
      yield {
        pointer: '/policies/deletionBudget/tenants',
        message: `the change removes ${leaving.length} tenants, must remove at most ${budget.tenants}`,
        via: named(leaving.map(({ tenant, cluster }) => `tenant ${tenant} leaves cluster ${cluster}`)),
      };
    }
    if (objects > budget.objects) {
      yield {
        pointer: '/policies/deletionBudget/objects',
        message: `the change removes ${objects} objects of ${losing.length} tenants that stay, must remove at most ${budget.objects}`,
        via: named(
          losing.map(({ tenant, cluster, objects: count }) => `tenant ${tenant} on cluster ${cluster} loses ${count}`),
        ),
      };
    }
  },
};

const most = 10;

function named(lines: readonly string[]): readonly string[] {
  const more = lines.length - most;
  return [...lines.slice(0, most), ...(more > 0 ? [`and ${more} more`] : [])];
}
