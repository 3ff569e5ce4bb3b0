/** The proof: for all ordered pairs of tenants, over what stands in `dist`, no channel; or what speaks against it. */
import { createHash } from 'node:crypto';
import { representativesOf } from '../isolation/representatives.ts';
import { trimmed } from '../isolation/trim.ts';
import { type FleetSource, openFleet } from '../load/open-fleet.ts';
import { compareFindings, compareText, type Finding } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import type { IsolationInventory, SharedObjects } from '../model/isolation.ts';
import type { AcceptedFinding, Certificate, Generator, Proof, ProofCounts } from '../model/proof.ts';
import { standardTrust } from '../model/trust.ts';
import { channels } from '../policies/channels.ts';
import { judgeFleet, judgeIsolation, judgeStack } from '../policies/engine.ts';
import { fleetPolicies, isolationPolicies, policies } from '../policies/index.ts';
import { sharedPartReach } from '../policies/shared-part-reach.ts';
import { listDist } from '../synth/compare-dist.ts';
import { platformFile, recordFile } from '../synth/paths.ts';
import { renderPlatform } from '../synth/render-platform.ts';
import { acceptExceptions } from './accept-exceptions.ts';
import { assumptionsOf } from './assumptions.ts';
import { distLocator } from './dist-locator.ts';
import { differenceFindings } from './examine-dist.ts';
import { locatorOf } from './examine-objects.ts';
import type { TenantOutcome } from './examine-tenant.ts';
import { examineTenants, type TenantsTask } from './examine-tenants.ts';
import { provingPolicies, readDist, unlikeSpecs } from './prove-tenant.ts';

export interface ProveRun extends Pick<TenantsTask, 'threads' | 'onProgress'> {
  readonly root: string;
  /** `YYYY-MM-DD`: what pins and exceptions are compared with. */
  readonly today: string;
  /** `2026-11-24T12:00:00Z` */
  readonly time: string;
  readonly generator: Omit<Generator, 'policies'>;
}

export async function runProve(run: ProveRun): Promise<Proof> {
  const source = openFleet(run.root, run.today);
  const tenants = await examineTenants({ ...run, source, mode: 'prove' });
  const platforms = source.fleet ? [...source.fleet.clusters.keys()].map((name) => readPlatform(source, name)) : [];
  const shared = platforms.map((platform) => platform.shared);
  const inventory = source.fleet && inventoryOf(source.fleet, tenants, shared);
  const findings = [
    ...source.findings.filter(({ severity }) => severity === 'error'),
    ...[...tenants, ...platforms].flatMap((outcome) => outcome.findings),
    ...(inventory ? judgeTogether(source, inventory, tenants) : []),
    ...unexpectedFiles(source, tenants),
  ];
  const judged = source.fleet
    ? acceptExceptions(findings, {
        exceptions: source.fleet.exceptions,
        documents: source.documents,
        policies,
        tenants: new Set(),
      })
    : findings;
  const sorted = judged.toSorted(compareFindings);
  const counts = countsOf({ source, tenants, platforms, inventory });
  const isRefuted = sorted.some(({ severity, exception }) => severity === 'error' && exception === undefined);
  if (!source.fleet || !inventory || isRefuted) return { verdict: 'not proven', counts, channels, findings: sorted };
  const digests = [...tenants, ...platforms].flatMap((outcome) => outcome.digests ?? []);
  const accepted = sorted.flatMap(acceptedFinding);
  const certificate: Certificate = {
    apiVersion: 'fleet.aos/v1',
    kind: 'IsolationCertificate',
    verdict: 'proven',
    provenAt: run.time,
    generator: { ...run.generator, policies: policies.length },
    content: { dist: digestOf(digests), files: digests.length, specs: digestOf(specDigests(source, tenants)) },
    counts,
    channels: channels.map(({ id, title, policies: closedBy }) => ({
      id,
      title,
      policies: closedBy,
      accepted: accepted.filter(({ policy }) => closedBy.includes(policy)).length,
    })),
    trusted: source.fleet.trusted ?? standardTrust,
    sharedParts: sharedPartReach(inventory),
    exceptions: accepted,
    assumptions: assumptionsOf(source.fleet, tenants.length),
  };
  return { verdict: 'proven', certificate, findings: sorted };
}

interface Platform {
  readonly shared: SharedObjects;
  readonly findings: readonly Finding[];
  readonly digests: readonly string[];
  readonly objects: number;
  readonly paths: readonly string[];
}

function readPlatform({ root, fleet }: FleetSource, cluster: string): Platform {
  const declared = fleet?.clusters.get(cluster);
  const own = fleet && declared && { fleet, cluster: declared };
  const paths = [platformFile(cluster)];
  const { objects, texts, findings, digests } = readDist(root, paths);
  const inventory = { objects, ...(fleet && { fleet }) };
  const judged = judgeStack(provingPolicies, inventory, locatorOf(texts, {}));
  return {
    shared: { cluster, objects: objects.flatMap((object) => trimmed(object) ?? []) },
    findings: [...findings, ...(own ? unlikeSpecs(root, renderPlatform(own.fleet, own.cluster).files) : []), ...judged],
    digests,
    objects: objects.length,
    paths,
  };
}

function inventoryOf(
  fleet: Fleet,
  tenants: readonly TenantOutcome[],
  shared: readonly SharedObjects[],
): IsolationInventory {
  const shaped = tenants.flatMap(({ isolation }) => isolation ?? []);
  return { fleet, tenants: representativesOf(shaped, { fleet, shared }), shared };
}

function judgeTogether(
  source: FleetSource,
  inventory: IsolationInventory,
  tenants: readonly TenantOutcome[],
): readonly Finding[] {
  const locator = distLocator(source);
  const claims = tenants.flatMap((outcome) => outcome.claims);
  return [
    ...judgeFleet(fleetPolicies, { fleet: inventory.fleet, claims }, locator),
    ...judgeIsolation(isolationPolicies, inventory, locator),
  ];
}

/** Flux applies whatever stands in its folders, so that a file without an owner is a stack that nobody judged. */
function unexpectedFiles({ root, fleet }: FleetSource, tenants: readonly TenantOutcome[]): readonly Finding[] {
  if (!fleet) return [];
  const expected = new Set([
    ...[...fleet.clusters.keys()].map(platformFile),
    ...tenants.flatMap(({ paths, isolation }) => [...paths, ...(isolation ? [recordFile(isolation)] : [])]),
  ]);
  const { paths, difference } = listDist(root);
  const unexpected = paths.filter((path) => !expected.has(path));
  return differenceFindings(
    [
      ...(difference ? [difference] : []),
      ...unexpected.map((path) => ({ path, kind: 'unexpected' as const, line: 1 })),
    ],
    [],
  );
}

interface Examined {
  readonly source: FleetSource;
  readonly tenants: readonly TenantOutcome[];
  readonly platforms: readonly Platform[];
  readonly inventory: IsolationInventory | undefined;
}

function countsOf({ source, tenants, platforms, inventory }: Examined): ProofCounts {
  const shaped = tenants.flatMap(({ isolation }) => isolation ?? []);
  const tier = (name: string): number => shaped.filter((one) => one.tier === name).length;
  return {
    clusters: source.fleet?.clusters.size ?? 0,
    tenants: shaped.length,
    pairs: shaped.length * Math.max(0, shaped.length - 1),
    objects: [...tenants, ...platforms].reduce((sum, { objects }) => sum + objects, 0),
    groups: new Set(inventory?.tenants.map(({ group }) => group)).size,
    tiers: { namespace: tier('namespace'), node: tier('node'), cluster: tier('cluster') },
  };
}

function acceptedFinding({ policy, tenant, message, exception }: Finding): readonly AcceptedFinding[] {
  return exception && tenant !== undefined ? [{ policy, tenant, message, ...exception }] : [];
}

/** Documents of `fleet/` by what they say, so that only their formatting may change. */
function specDigests({ documents }: FleetSource, tenants: readonly TenantOutcome[]): readonly string[] {
  return [
    ...[...documents].map(([file, { value }]) => `${sha256(JSON.stringify(value))}  ${file}`),
    ...tenants.map(({ summary, specDigest }) => `${specDigest}  ${summary.file}`),
  ];
}

function digestOf(lines: readonly string[]): string {
  return `sha256:${sha256(lines.toSorted(compareText).join('\n'))}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
