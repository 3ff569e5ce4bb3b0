/** What tenants do to each other, of which some are known from before: only what can be another than before is looked at. */
import { createHash } from 'node:crypto';
import { representativesOf, type ShapedTenant } from '../isolation/representatives.ts';
import type { Finding } from '../model/finding.ts';
import { compareText } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import type { SharedObjects } from '../model/isolation.ts';
import type { Claim } from '../model/policy.ts';
import { judgeFleet, judgeIsolation } from '../policies/engine.ts';
import { fleetPolicies, isolationPolicies } from '../policies/index.ts';
import type { Locator } from '../policies/locator.ts';

export interface JoinedTenant {
  /** All, or those that policies must see when no other is contested. */
  readonly claims: readonly Claim[];
  readonly isolation: ShapedTenant;
  readonly shapeDigest: string;
}

interface Surroundings {
  readonly fleet: Fleet;
  readonly shared: readonly SharedObjects[];
  readonly locator: Locator;
  /** Digests of clusters of which isolation is proven. */
  readonly isolated: ReadonlySet<string>;
}

export interface Joined {
  readonly findings: readonly Finding[];
  /** Digests of the clusters of which isolation is proven now. */
  readonly isolated: readonly string[];
}

export function judgeKnown(tenants: readonly JoinedTenant[], surroundings: Surroundings): Joined {
  const { fleet, locator } = surroundings;
  const claims = tenants.flatMap((tenant) => tenant.claims);
  const isolation = judgeClusters(tenants, surroundings);
  return {
    findings: [...judgeFleet(fleetPolicies, { fleet, claims }, locator), ...isolation.findings],
    isolated: isolation.isolated,
  };
}

/** Nothing leads from one cluster to another, so each is judged by itself; but what is wrong is told as in a run over all. */
function judgeClusters(tenants: readonly JoinedTenant[], surroundings: Surroundings): Joined {
  const clusters = [...Map.groupBy(tenants, ({ isolation }) => isolation.cluster).values()];
  const digests = new Map(clusters.map((members) => [members, clusterDigest(members)]));
  const unknown = clusters.filter((members) => !surroundings.isolated.has(digests.get(members)!));
  if (unknown.length === 0 && clusters.length > 0) return { findings: [], isolated: [...digests.values()] };
  let findings = judge(unknown.flat(), surroundings);
  if (findings.length > 0 && unknown.length < clusters.length) findings = judge(tenants, surroundings);
  return { findings, isolated: findings.length > 0 ? [] : [...digests.values()] };
}

function judge(tenants: readonly JoinedTenant[], { fleet, shared, locator }: Surroundings): readonly Finding[] {
  const shaped = tenants.map(({ isolation }) => isolation);
  const inventory = { fleet, tenants: representativesOf(shaped, { fleet, shared }), shared };
  return judgeIsolation(isolationPolicies, inventory, locator);
}

/** Of everything that the proof looks at, besides what all tenants of the run have in common. */
function clusterDigest(members: readonly JoinedTenant[]): string {
  const lines = members
    .map(({ isolation, shapeDigest }) => `${isolation.tenant} ${isolation.cluster} ${shapeDigest}`)
    .toSorted(compareText);
  return createHash('sha256').update(lines.join('\n')).digest('base64');
}
