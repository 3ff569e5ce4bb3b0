/** Refuses volumes that the stacks of two tenants name. */
import type { Claim, FleetPolicy } from '../model/policy.ts';
import { sharedClaims } from './shared-claims.ts';

export const sharedVolumes: FleetPolicy = {
  id: 'shared-volumes',
  family: 'fleet',
  severity: 'error',
  title: 'No two tenants name the same volume, snapshot or file server path',
  why: 'Two tenants with one volume read and write the same records, whatever network and account keeps them apart.',
  fix: 'Claim a volume for each tenant by a storage class, and delete the one that both name only when you know whose data it holds.',
  controls: { hipaa: ['164.312(a)(1)', '164.310(d)(1)'], nsa: ['Network separation and hardening'] },
  *check({ claims }) {
    const volumes = claims.filter(({ kind }) => kind === 'volume' || kind === 'cluster-volume');
    for (const { claim, first } of sharedClaims(volumes, volumeKey)) {
      yield {
        claim,
        message: `volume ${JSON.stringify(claim.value)} is already used by tenant ${JSON.stringify(first.tenant)}, must belong to one tenant`,
        via: [first, claim].map(
          ({ object, tenant }) => `tenant ${tenant}: ${object.kind} ${object.name} in ${object.file}`,
        ),
      };
    }
  },
};

/** Names of objects are of one cluster; handles and paths are of the storage behind it, which clusters may share. */
export function volumeKey({ kind, cluster, value }: Claim): string {
  return kind === 'volume' ? value : `${cluster} ${value}`;
}
