/** One tenant from its spec to its verdict: loaded, rendered, judged, compared with `dist`. */
import type { FleetSource } from '../load/open-fleet.ts';
import type { Finding } from '../model/finding.ts';
import type { Fleet, Tenant } from '../model/fleet.ts';
import type { Claim } from '../model/policy.ts';
import type { TenantSummary } from '../model/summary.ts';
import { claimsOf } from '../policies/claims.ts';
import { commonRecipients } from '../policies/shared-secrets.ts';
import { stackPolicies } from '../policies/index.ts';
import type { ShapedTenant } from '../isolation/representatives.ts';
import { createShaper } from '../isolation/tenant-shape.ts';
import { checkSecretFiles } from '../secrets/check-files.ts';
import type { ManifestChecker } from '../schema/manifest-checker.ts';
import { compareFile, type Difference } from '../synth/compare-dist.ts';
import { renderTenant } from '../synth/render-tenant.ts';
import { stager } from '../synth/work-folder.ts';
import { type Comparison, comparisonWith } from './comparison.ts';
import { examineObjects } from './examine-objects.ts';
import { createTransitionJudge, type MadeTenant, type Step } from './judge-transitions.ts';
import { createManifestCheckers } from './manifest-checkers.ts';
import { shapedTenant } from './shaped-tenant.ts';
import { type MemoryMaker, memoryOf, type TenantMemory } from './tenant-memory.ts';

/** What came of one tenant or one cluster's platform. Plain data, fit to cross threads. */
export interface Outcome {
  readonly findings: readonly Finding[];
  readonly objects: number;
  /** Every path that is produced; none when nothing could be. */
  readonly paths: readonly string[];
  readonly differences: readonly Difference[];
}

export interface TenantOutcome extends Outcome {
  readonly summary: TenantSummary;
  readonly claims: readonly Claim[];
  /** Absent when nothing could be rendered. */
  readonly isolation?: ShapedTenant;
  /** Of the files that were read: `<sha256 in hex>  <path>`. */
  readonly digests?: readonly string[];
  /** Of the spec, when it can be read. */
  readonly specDigest?: string;
  /** Absent when nothing could be rendered, or nobody asked for it. */
  readonly memory?: TenantMemory;
  /** What becomes of it, when that is another than before. */
  readonly step?: Step;
}

export interface TenantsExamination {
  readonly source: FleetSource;
  /** `stage` keeps the text of each file that differs for a write that may follow. */
  readonly mode: 'stage' | 'compare';
  /** With what each tenant is compared. */
  readonly comparison: Comparison;
  /** Ids of contents have as many digits; undefined when nothing is remembered. */
  readonly remember?: number;
}

export type TenantsExaminer = (files: readonly string[]) => readonly TenantOutcome[];

/** Of many tenants at once: what they are compared with is read for all of them together. */
export function createTenantExaminer({ source, mode, comparison, remember }: TenantsExamination): TenantsExaminer {
  const examineOne = createSingleExaminer(source, mode, remember);
  const judge = source.fleet && createTransitionJudge({ ...comparisonWith(source, comparison), fleet: source.fleet });
  return (files) => {
    const results = files.map(examineOne);
    const steps = new Map(judge?.(results.flatMap(({ made }) => made ?? [])).map((step) => [step.owner.tenant, step]));
    return Array.from(results, ({ outcome }) => {
      const step = steps.get(outcome.summary.id);
      return step === undefined ? outcome : { ...outcome, findings: [...outcome.findings, ...step.findings], step };
    });
  };
}

interface Examined {
  readonly outcome: TenantOutcome;
  /** Absent when nothing could be rendered. */
  readonly made?: MadeTenant;
}

function createSingleExaminer(
  source: FleetSource,
  mode: 'stage' | 'compare',
  remember: number | undefined,
): (file: string) => Examined {
  const maker: MemoryMaker | undefined =
    remember === undefined || !source.fleet
      ? undefined
      : { root: source.root, idLength: remember, common: commonRecipients({ fleet: source.fleet }) };
  const stage = stager(source.root);
  const checkerOf = createManifestCheckers();
  const shape = createShaper();
  return (file) => {
    const result = source.load(file);
    const { tenant, summary, findings } = result;
    const loaded = { findings, summary };
    if (!tenant || !source.fleet) {
      return { outcome: { ...loaded, claims: [], objects: 0, paths: [], differences: [] } };
    }
    const outcome = examined(tenant, source.fleet, checkerOf(tenant.cluster.kubernetes));
    const differences: Difference[] = [];
    for (const [path, text] of outcome.files) {
      const difference = compareFile(source.root, path, text);
      if (!difference) continue;
      differences.push(difference);
      if (mode === 'stage') stage(path, text);
    }
    const isolation = shapedTenant(shape, outcome.objects, tenant);
    const all = [...findings, ...checkSecretFiles(tenant, source.fleet), ...outcome.findings];
    return {
      outcome: {
        ...loaded,
        findings: all,
        claims: outcome.claims,
        isolation,
        ...(maker && { memory: memoryOf({ ...outcome, result, findings: all, isolation }, maker) }),
        objects: outcome.objects.length,
        paths: [...outcome.files.keys()],
        differences,
      },
      made: {
        owner: { tenant: tenant.spec.id, cluster: tenant.cluster.name },
        files: outcome.files,
        tenant: () => tenant,
      },
    };
  };
}

/** @throws with the tenant's id, because only a mistake of the generator ends here. */
function examined(tenant: Tenant, fleet: Fleet, checkSchema: ManifestChecker): ReturnType<typeof examine> {
  try {
    return examine(tenant, fleet, checkSchema);
  } catch (error) {
    throw new Error(`Tenant ${tenant.spec.id} cannot be examined.`, { cause: error });
  }
}

function examine(tenant: Tenant, fleet: Fleet, checkSchema: ManifestChecker) {
  const { files, objects } = renderTenant(tenant, fleet);
  const inventory = { objects, tenant, fleet };
  return {
    files,
    objects,
    findings: examineObjects({ inventory, texts: files, policies: stackPolicies, checkSchema }),
    claims: claimsOf(objects, {
      tenant: tenant.spec.id,
      cluster: tenant.cluster.name,
      ...(tenant.copyOf !== undefined && { copyOf: tenant.copyOf.id }),
    }),
  };
}
