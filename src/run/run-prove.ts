/** The proof: for all ordered pairs of tenants, over what stands in `dist`, no channel; or what speaks against it. */
import { createHash } from 'node:crypto';
import { sharedObjects } from '../isolation/trim.ts';
import { type FleetSource, openFleet } from '../load/open-fleet.ts';
import { compareFindings, compareText, type Finding } from '../model/finding.ts';
import type { Cluster, Fleet } from '../model/fleet.ts';
import type { IsolationInventory, SharedObjects } from '../model/isolation.ts';
import type { AcceptedFinding, Certificate, Generator, Proof, ProofCounts } from '../model/proof.ts';
import { trustOf } from '../model/trust.ts';
import { channels } from '../policies/channels.ts';
import { judgeStack } from '../policies/engine.ts';
import { policies } from '../policies/index.ts';
import { sharedPartReach } from '../policies/shared-part-reach.ts';
import { listDist } from '../synth/list-dist.ts';
import { platformFile, recordFile } from '../synth/paths.ts';
import { renderPlatform } from '../synth/render-platform.ts';
import { acceptExceptions } from './accept-exceptions.ts';
import { assumptionsOf } from './assumptions.ts';
import { distLocator } from './dist-locator.ts';
import { differenceFindings } from './examine-dist.ts';
import { locatorOf } from './examine-objects.ts';
import type { TenantOutcome } from './examine-tenant.ts';
import { examineTenants, type TenantsTask } from './examine-tenants.ts';
import { judgeTogether } from './judge-together.ts';
import { provingPolicies, readDist } from './prove-tenant.ts';

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
  const tenants = await examineTenants({ ...run, source, mode: 'prove', comparison: { kind: 'working tree' } });
  const { fleet } = source;
  const platforms = fleet ? Array.from(fleet.clusters.values(), (one) => readPlatform(source.root, fleet, one)) : [];
  const shared = platforms.map((platform) => platform.shared);
  const joined = fleet && judgeTogether(tenants, { fleet, shared, locator: distLocator(source) });
  const inventory = joined?.inventory;
  const findings = [
    ...source.findings.filter(({ severity }) => severity === 'error'),
    ...[...tenants, ...platforms].flatMap((outcome) => outcome.findings),
    ...(joined?.findings ?? []),
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
    trusted: trustOf(source.fleet),
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
}

function readPlatform(root: string, fleet: Fleet, cluster: Cluster): Platform {
  const { files } = renderPlatform(fleet, cluster);
  const { objects, texts, findings, digests } = readDist(root, files);
  return {
    shared: sharedObjects(cluster.name, objects),
    findings: [...findings, ...judgeStack(provingPolicies, { objects, fleet }, locatorOf(texts, {}))],
    digests,
    objects: objects.length,
  };
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
