/** The main job: the whole fleet from its specs to the verdict, and to `dist` when it is clean. */
import { surveyWorkingTree } from '../git/survey.ts';
import { joinTenants } from '../load/join-tenants.ts';
import { type FleetSource, openFleet } from '../load/open-fleet.ts';
import { specChecks } from '../load/spec-checks.ts';
import { compareText, type Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { policies } from '../policies/index.ts';
import { tenantVanished } from '../policies/tenant-vanished.ts';
import type { Difference } from '../synth/compare-dist.ts';
import { type DistListing, listDist } from '../synth/list-dist.ts';
import { writeDist } from '../synth/write-dist.ts';
import { acceptExceptions } from './accept-exceptions.ts';
import { type Comparison, comparisonWith } from './comparison.ts';
import { differenceFindings } from './examine-dist.ts';
import { goneSteps, judgeDeletions } from './judge-change.ts';
import type { TenantOutcome } from './examine-tenant.ts';
import type { TenantsTask } from './examine-tenants.ts';
import { fleetLocator } from './fleet-locator.ts';
import { examinePlatforms, type PlatformOutcome } from './examine-platforms.ts';
import { examineUnknown, keep, type KnownOutcome } from './examine-unknown.ts';
import { type CacheUse, type FleetMemory, recallFleet } from './fleet-memory.ts';
import { judgeKnown } from './judge-known.ts';
import { judgeTogether } from './judge-together.ts';
import { reportOf } from './report-of.ts';
import { runChecks } from './run-checks.ts';

export interface FleetRun extends Pick<TenantsTask, 'threads' | 'onProgress'> {
  readonly root: string;
  /** `YYYY-MM-DD`: what pins and exceptions are compared with. */
  readonly today: string;
  /** `write` brings `dist` up to date when nothing is wrong; `check` reports what is not. The caller holds the lock for `write`. */
  readonly mode: 'write' | 'check';
  /** With what the fleet is compared besides; default: the `dist` that is there. */
  readonly comparison?: Comparison | Promise<Comparison>;
  /** Once it is told, nothing is written any more. */
  readonly interruption?: AbortSignal;
  /** Results of earlier runs are used where nothing has changed, and kept for later ones; default: not. */
  readonly cache?: CacheUse;
}

export interface FleetResult {
  readonly report: Report;
  /** What differed from `dist`, sorted by path; in mode `write` and without errors, what was written. */
  readonly differences: readonly Difference[];
  readonly written: boolean;
}

export async function runFleet(run: FleetRun): Promise<FleetResult> {
  const comparing = Promise.resolve(run.comparison ?? { kind: 'working tree' as const });
  // Why it cannot be compared is told below, unless the fleet cannot be opened.
  comparing.catch(() => {});
  const survey = run.cache && (run.cache.survey ?? surveyWorkingTree(run.root));
  const source = openFleet(run.root, run.today);
  const mode = run.mode === 'write' ? 'stage' : 'compare';
  const before = comparing.then((with_) => comparisonWith(source, with_).before);
  const [comparison, memory] = await Promise.all([
    comparing,
    run.cache && survey && recallFleet(source, { ...run.cache, survey, today: run.today, before }),
    before,
  ]);
  const tenants = await examineUnknown({ ...run, source, mode, comparison }, memory);
  const platforms = examinePlatforms(source, { mode, memory });
  const outcomes = [...tenants, ...platforms];

  const joined = judgeJoined({ source, tenants, platforms, memory });
  const specFindings = [...source.findings, ...outcomes.flatMap(({ findings }) => findings), ...joined];
  // What a broken spec no longer produces is not unexpected: `dist` is compared only with a whole fleet.
  const complete = source.fleet !== undefined && outcomes.every(({ paths }) => paths.length > 0);
  const listing: DistListing = complete ? listDist(run.root, memory?.listing) : { paths: [], flux: [] };
  const expected = new Set(outcomes.flatMap(({ paths }) => paths));
  const unexpected = listing.paths.filter((path) => !expected.has(path));
  const differences = [
    ...outcomes.flatMap((outcome) => outcome.differences),
    ...(listing.difference ? [listing.difference] : []),
    ...unexpected.map((path) => ({ path, kind: 'unexpected' as const, line: 1 })),
  ].toSorted((a, b) => compareText(a.path, b.path));

  const changes = complete ? judgeChange({ source, comparison, tenants, unexpected, expected }) : [];
  const vanished = changes.filter(({ policy }) => policy === tenantVanished.id);
  const findings = [
    ...specFindings,
    ...changes,
    ...(run.mode === 'check' && complete ? differenceFindings(differences, vanished) : []),
  ];
  const judged = source.fleet
    ? acceptExceptions(findings, {
        exceptions: source.fleet.exceptions,
        documents: source.documents,
        policies,
        tenants: new Set(tenants.flatMap(({ paths, summary }) => (paths.length > 0 ? [summary.id] : []))),
      })
    : findings;
  const report = reportOf(judged, {
    tenants: source.tenantFiles.length,
    objects: outcomes.reduce((sum, { objects }) => sum + objects, 0),
    files: expected.size,
    // Without a fleet nothing was judged but its specs.
    policies: source.fleet ? policies.length : 0,
    ran: source.fleet ? [...specChecks, ...runChecks, ...policies] : specChecks,
    notes: listing.flux.map((folder) => `${folder} belongs to Flux and was not examined.`),
  });
  const mayWrite = run.mode === 'write' && run.interruption?.aborted !== true;
  const writes = mayWrite && complete && report.verdict === 'clean' && differences.length > 0;
  if (writes) {
    const replaced = new Set(differences.map(({ path }) => path));
    const kept = [...expected].filter((path) => !replaced.has(path));
    writeDist(run.root, { kept, replaced, flux: listing.flux });
  }
  return { report, differences, written: writes };
}

/** What a change does to the fleet as a whole. */
function judgeChange({
  source,
  comparison,
  tenants,
  expected,
  unexpected,
}: {
  readonly source: FleetSource;
  readonly comparison: Comparison;
  readonly tenants: readonly TenantOutcome[];
  readonly expected: ReadonlySet<string>;
  readonly unexpected: readonly string[];
}): readonly Finding[] {
  const { fleet } = source;
  if (!fleet) return [];
  const removed = comparisonWith(source, comparison).before.paths?.filter((path) => !expected.has(path)) ?? unexpected;
  const gone = goneSteps({ source, fleet, comparison }, removed);
  const steps = [...tenants.flatMap(({ step }) => step ?? []), ...gone];
  return [...gone.flatMap(({ findings }) => findings), ...judgeDeletions({ source, fleet, comparison, steps })];
}

interface Joining {
  readonly source: FleetSource;
  readonly tenants: readonly KnownOutcome[];
  readonly platforms: readonly PlatformOutcome[];
  readonly memory: FleetMemory | undefined;
}

function judgeJoined({ source, tenants, platforms, memory }: Joining): readonly Finding[] {
  const { fleet } = source;
  const findings = joinTenants(
    source,
    tenants.map(({ summary }) => summary),
  );
  if (!fleet) return findings;
  // What is already known to be wrong about a spec is not said again about its manifests.
  const known = new Set(findings.map(({ tenant }) => tenant));
  const others = tenants.filter(({ isolation }) => !known.has(isolation?.tenant));
  const shared = platforms.map((platform) => platform.shared);
  const locator = fleetLocator(source, fleet);
  if (!memory) return [...findings, ...judgeTogether(others, { fleet, shared, locator }).findings];
  const joined = judgeKnown(
    others.flatMap(({ claims, isolation, known: before, memory: now }) => {
      const shapeDigest = (before ?? now)?.shapeDigest;
      return isolation && shapeDigest !== undefined ? [{ claims, isolation, shapeDigest }] : [];
    }),
    { fleet, shared, locator, isolated: memory.isolated },
  );
  keep({ tenants, platforms, memory, isolated: joined.isolated });
  return [...findings, ...joined.findings];
}
