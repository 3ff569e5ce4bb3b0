/** What a change does: rendered after it, read before it, compared object by object, judged, and summed up. */
import type { FleetSource } from '../load/open-fleet.ts';
import type { Finding } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import type { Plan, Requests } from '../model/plan.ts';
import { assemblePlan, type PlanParts } from '../plan/assemble-plan.ts';
import { policies } from '../policies/index.ts';
import { monthlyCost } from '../stack/cost.ts';
import { acceptExceptions } from './accept-exceptions.ts';
import { changeScope, isProgram } from './change-scope.ts';
import { type Comparison, comparisonWith, revisionOf } from './comparison.ts';
import { examineTenants, type TenantsTask } from './examine-tenants.ts';
import { goneSteps, judgeDeletions } from './judge-change.ts';
import { otherFiles } from './other-files.ts';
import { notesOf } from './plan-notes.ts';
import {
  pricesBefore,
  removedPaths,
  selectedFiles,
  sourceAfter,
  synthesizedBefore,
  type Workplace,
} from './plan-sides.ts';
import { platformChanges, recordedPlatforms } from './platform-changes.ts';

export interface PlanRun extends Workplace, Pick<TenantsTask, 'threads' | 'onProgress'> {
  /** As the user names them. Without `head` the working tree. */
  readonly base: string;
  readonly head?: string;
}

/** @throws {GitError} for names that lead to no commit, and for commits that have nothing in common. */
export async function runPlan(run: PlanRun): Promise<Plan> {
  const scope = await changeScope(run.root, run);
  const source = sourceAfter(scope, run);
  const files = selectedFiles(scope, source);
  const overlay = synthesizedBefore(scope, files, run);
  const { base } = scope;
  const comparison: Comparison = { ...revisionOf(run.root, scope), purpose: 'plan', overlay };
  // Of a commit whose generator is another than this program, what that one made is shown.
  const isForeign = scope.head !== undefined && scope.changed.some(({ path }) => isProgram(path));
  const outcomes = await examineTenants({
    ...run,
    source,
    files,
    mode: isForeign ? 'recorded' : 'compare',
    comparison,
    // Texts of a whole fleet would be copied into each thread.
    ...(overlay.size > 0 && { threads: 1 }),
  });
  const broken = outcomes.filter(({ paths }) => paths.length === 0).flatMap(({ findings }) => findings);
  const { fleet } = source;
  const fleetWide = fleet && changesOf({ source, fleet, comparison });
  const steps = [...outcomes.flatMap(({ step }) => step ?? []), ...(fleetWide?.gone ?? [])];
  const changes = [...steps.flatMap(({ change }) => change ?? []), ...(fleetWide?.platforms ?? [])];
  const found = [...source.findings, ...broken].filter(({ severity }) => severity === 'error');
  const judged = [
    ...steps.flatMap(({ findings }) => findings),
    ...(fleet ? judgeDeletions({ source, fleet, comparison, steps }) : []),
  ];
  return assemblePlan({
    base: { name: run.base, commit: base },
    head: { name: run.head ?? 'working tree', ...(scope.head !== undefined && { commit: scope.head }) },
    findings: [...found, ...(fleet ? excepted(judged, source, fleet) : judged)],
    notes: notesOf({
      run,
      scope,
      outcomes,
      isForeign,
      overlay,
      isComplete: fleet !== undefined && broken.length === 0,
    }),
    changes,
    others: otherFiles(run.root, scope, new Set(changes.flatMap((change) => change.files.map(({ path }) => path)))),
    ...(fleet?.prices && pricesOf(fleet.prices)),
  });

  function changesOf(of: { readonly source: FleetSource; readonly fleet: Fleet; readonly comparison: Comparison }) {
    const { before } = comparisonWith(of.source, of.comparison);
    const produced = new Set(outcomes.flatMap(({ paths }) => paths));
    return {
      gone: goneSteps(of, removedPaths(scope, before.paths ?? [], produced)),
      platforms: platformChanges(before, isForeign ? recordedPlatforms(of.source.root, of.fleet) : of.fleet),
    };
  }

  function pricesOf(after: NonNullable<Fleet['prices']>): Pick<PlanParts, 'prices'> {
    const before = pricesBefore(scope, run) ?? after;
    return {
      prices: {
        currency: after.currency,
        before: (requests: Requests) => monthlyCost(requests, before),
        after: (requests: Requests) => monthlyCost(requests, after),
      },
    };
  }
}

/** What an exception accepts is marked. Whether exceptions are needed is told by a check of the whole fleet. */
function excepted(findings: readonly Finding[], { documents }: FleetSource, { exceptions }: Fleet): readonly Finding[] {
  const marked = acceptExceptions(findings, { exceptions, documents, policies, tenants: new Set() });
  return marked.filter(({ policy }) => policy !== 'exception-policy' && policy !== 'exception-too-wide');
}
