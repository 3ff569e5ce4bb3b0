/** Demands that a cluster has room for the quotas of all its tenants. */
import type { Claim, FleetPolicy } from '../model/policy.ts';

/** What the capacity of a cluster says of each kind of claim. */
const resources = {
  cpu: { field: 'cpu', unit: 'cores' },
  memory: { field: 'memoryGiB', unit: 'GiB of memory' },
  storage: { field: 'storageGiB', unit: 'GiB of storage' },
} as const;

/** Sums of decimal cores are not exact: a millionth of a core is nothing. */
const tolerance = 1e-6;

export const clusterCapacity: FleetPolicy = {
  id: 'cluster-capacity',
  family: 'fleet',
  severity: 'error',
  title: "The quotas of a cluster's tenants fit its capacity",
  why: 'A quota is a promise. More promises than the cluster can keep means that one tenant is starved when others use what they were promised.',
  fix: 'Place the tenant on another cluster, choose a smaller plan, or add nodes and raise `capacity` in `fleet/clusters.ts`.',
  controls: { hipaa: ['164.308(a)(7)(ii)(C)'], nsa: ['Resource policies'] },
  *check({ fleet, claims }) {
    const sums = new Map<string, number>();
    for (const claim of claims) {
      const resource = claim.kind in resources ? resources[claim.kind as keyof typeof resources] : undefined;
      const most = resource && fleet.clusters.get(claim.cluster)?.capacity?.[resource.field];
      if (most === undefined) continue;
      const limit = most + tolerance;
      const before = sums.get(keyOf(claim)) ?? 0;
      const sum = before + Number(claim.value);
      sums.set(keyOf(claim), sum);
      // One finding for each cluster and resource: at the first tenant that no longer fits.
      if (before > limit || sum <= limit) continue;
      yield {
        claim,
        specPointer: '/placement/cluster',
        message: `cluster ${JSON.stringify(claim.cluster)} has ${most} ${resource!.unit} for tenants, but with this tenant's ${round(Number(claim.value))} they request ${round(sum)}, must fit`,
      };
    }
  },
};

function keyOf({ cluster, kind }: Claim): string {
  return `${cluster} ${kind}`;
}

function round(amount: number): string {
  return String(Math.round(amount * 1000) / 1000);
}
