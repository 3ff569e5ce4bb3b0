/** Demands that a cluster has room for the quotas of all its tenants. */
import type { Claim, FleetPolicy } from '../model/policy.ts';

/** Sums of decimal cores are not exact: a millionth of a core is nothing. */
const tolerance = 1e-6;

const units = { cpu: 'cores', memory: 'GiB' } as const;

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
      if (claim.kind !== 'cpu' && claim.kind !== 'memory') continue;
      const capacity = fleet.clusters.get(claim.cluster)?.capacity;
      if (!capacity) continue;
      const most = claim.kind === 'cpu' ? capacity.cpu : capacity.memoryGiB;
      const limit = most + tolerance;
      const before = sums.get(keyOf(claim)) ?? 0;
      const sum = before + Number(claim.value);
      sums.set(keyOf(claim), sum);
      // One finding for each cluster and resource: at the first tenant that no longer fits.
      if (before > limit || sum <= limit) continue;
      yield {
        claim,
        specPointer: '/placement/cluster',
        message: `cluster ${JSON.stringify(claim.cluster)} has ${most} ${units[claim.kind]} for tenants, but with this tenant's ${round(Number(claim.value))} they request ${round(sum)}, must fit`,
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
