/** One tenant from its spec to its verdict: loaded, rendered, judged, compared with `dist`. */
import type { FleetSource } from '../load/open-fleet.ts';
import type { Finding } from '../model/finding.ts';
import type { Fleet, Tenant } from '../model/fleet.ts';
import type { Claim } from '../model/policy.ts';
import type { TenantSummary } from '../model/summary.ts';
import { claimsOf } from '../policies/claims.ts';
import { stackPolicies } from '../policies/index.ts';
import type { ShapedTenant } from '../isolation/representatives.ts';
import { createShaper } from '../isolation/tenant-shape.ts';
import { checkSecretFiles } from '../secrets/check-files.ts';
import type { ManifestChecker } from '../schema/manifest-checker.ts';
import { compareFile, type Difference } from '../synth/compare-dist.ts';
import { renderTenant } from '../synth/render-tenant.ts';
import { stager } from '../synth/work-folder.ts';
import { dataStep } from './data-step.ts';
import { examineObjects } from './examine-objects.ts';
import { lifecycleStep } from './lifecycle-step.ts';
import { readRecord } from './read-record.ts';
import { releaseStep } from './release-step.ts';
import { createManifestCheckers } from './manifest-checkers.ts';
import { shapedTenant } from './shaped-tenant.ts';

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
}

/** @param mode `stage` keeps the text of each file that differs for a write that may follow. */
export function createTenantExaminer(source: FleetSource, mode: 'stage' | 'compare'): (file: string) => TenantOutcome {
  const stage = stager(source.root);
  const checkerOf = createManifestCheckers();
  const shape = createShaper();
  return (file) => {
    const { tenant, summary, findings } = source.load(file);
    const loaded = { findings, summary };
    if (!tenant || !source.fleet) return { ...loaded, claims: [], objects: 0, paths: [], differences: [] };
    const outcome = examined(tenant, source.fleet, checkerOf(tenant.cluster.kubernetes));
    const record = readRecord(source.root, { cluster: tenant.cluster.name, tenant: tenant.spec.id });
    const differences: Difference[] = [];
    for (const [path, text] of outcome.files) {
      const difference = compareFile(source.root, path, text);
      if (!difference) continue;
      differences.push(difference);
      if (mode === 'stage') stage(path, text);
    }
    return {
      ...loaded,
      findings: [
        ...findings,
        ...lifecycleStep(record, tenant),
        ...dataStep(record, tenant, { root: source.root, fleet: source.fleet }),
        ...checkSecretFiles(tenant, source.fleet),
        ...releaseStep(record, tenant, source.fleet),
        ...outcome.findings,
      ],
      claims: outcome.claims,
      isolation: shapedTenant(shape, outcome.objects, tenant),
      objects: outcome.objects.length,
      paths: [...outcome.files.keys()],
      differences,
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
