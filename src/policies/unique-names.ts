/** Refuses namespaces and Flux objects that two tenants of a cluster would share. */
import type { FleetPolicy } from '../model/policy.ts';
import { sharedClaims } from './shared-claims.ts';

export const uniqueNames: FleetPolicy = {
  id: 'unique-names',
  family: 'fleet',
  severity: 'error',
  title: 'No two tenants of a cluster have the same namespace or Flux object',
  why: 'Two tenants with one name are one tenant: the later one takes over the namespace, the account or the data of the earlier.',
  fix: 'Choose another id for one of the tenants. An id can never be changed later.',
  controls: { hipaa: ['164.312(a)(2)(i)'], cis: ['5.6.1'], nsa: ['Network separation and hardening'] },
  *check({ claims }) {
    const names = claims.filter(({ kind }) => kind === 'namespace' || kind === 'flux-name');
    for (const { claim, first } of sharedClaims(names, ({ kind, cluster, value }) => `${cluster} ${kind} ${value}`)) {
      yield {
        claim,
        specPointer: '/id',
        message: `${claim.object.kind} ${JSON.stringify(claim.object.name)} is already taken by tenant ${JSON.stringify(first.tenant)}, must be the tenant's own`,
      };
    }
  },
};
