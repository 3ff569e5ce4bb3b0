/** Refuses namespaces, Flux objects and names in a shared proxy that two tenants of a cluster would share. */
import type { Claim, FleetPolicy } from '../model/policy.ts';
import { sharedClaims } from './shared-claims.ts';

export const uniqueNames: FleetPolicy = {
  id: 'unique-names',
  family: 'fleet',
  severity: 'error',
  title: 'No two tenants of a cluster have the same namespace or Flux object, or a name that is joined to the same',
  why: 'Two tenants with one name are one tenant: the later one takes over the namespace, the account or the data of the earlier. And where a proxy joins the names of namespace and object by hyphens, the router or the middleware of the later one replaces that of the earlier.',
  fix: 'Choose another id for one of the tenants. An id can never be changed later. Joined names also differ when one of the objects is called otherwise.',
  controls: { hipaa: ['164.312(a)(2)(i)'], cis: ['5.6.1'], nsa: ['Network separation and hardening'] },
  *check({ claims }) {
    const names = claims.filter(({ kind }) => kinds.has(kind));
    for (const { claim, first } of sharedClaims(names, ({ kind, cluster, value }) => `${cluster} ${kind} ${value}`)) {
      const what = `${claim.object.kind} ${JSON.stringify(claim.object.name)}`;
      const taken = claim.kind === 'joined-name' ? `makes the ${claim.value}, which is` : 'is';
      yield {
        claim,
        specPointer: '/id',
        message: `${what} ${taken} already taken by tenant ${JSON.stringify(first.tenant)}, must be the tenant's own`,
      };
    }
  },
};

const kinds: ReadonlySet<Claim['kind']> = new Set<Claim['kind']>(['flux-name', 'joined-name', 'namespace']);
