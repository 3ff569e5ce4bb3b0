/** Judges a change as a whole: the tenants that are gone, and how much is deleted. */
import type { FleetSource } from '../load/open-fleet.ts';
import type { Finding } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import { changePolicies } from '../policies/index.ts';
import { type Comparison, comparisonWith } from './comparison.ts';
import { goneTenants } from './examine-dist.ts';
import { createTransitionJudge, type Step } from './judge-transitions.ts';

export interface Change {
  readonly source: FleetSource;
  readonly fleet: Fleet;
  readonly comparison: Comparison;
  /** Of the tenants that are there. */
  readonly steps: readonly Step[];
}

/** The steps of tenants that are gone. @param removed paths that were in `dist` and that no spec produces. */
export function goneSteps(
  { source, fleet, comparison }: Omit<Change, 'steps'>,
  removed: readonly string[],
): readonly Step[] {
  const judge = createTransitionJudge({ ...comparisonWith(source, comparison), fleet });
  const owners = goneTenants(removed);
  return judge(
    owners.map((owner) => ({
      owner,
      files: new Map(),
      tenant: () => {
        throw new Error(`No spec makes tenant ${owner.tenant} on cluster ${owner.cluster} any more.`);
      },
    })),
  );
}

/** What one run after the other deletes in a working tree is no change of its own. */
export function judgeDeletions({ source, fleet, comparison, steps }: Change): readonly Finding[] {
  if (comparison.kind === 'working tree') return [];
  const document = source.documents.get('fleet/fleet.ts');
  const deletions = steps.map(({ deletion }) => deletion);
  return changePolicies.flatMap(({ id, severity, fix, check }) =>
    Array.from(check({ fleet, deletions }), ({ message, pointer, via }): Finding => ({
      policy: id,
      severity,
      object: { apiVersion: 'fleet.aos/v1', kind: 'Fleet', name: 'fleet' },
      place: document?.locate(pointer) ?? { file: 'fleet/fleet.ts', line: 1, column: 1 },
      pointer,
      message,
      fix,
      ...(via && { via }),
    })),
  );
}
