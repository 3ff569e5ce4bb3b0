/** Refuses host names that two tenants would answer to. */
import type { Claim, FleetPolicy } from '../model/policy.ts';
import { sharedClaims } from './shared-claims.ts';

export const uniqueHosts: FleetPolicy = {
  id: 'unique-hosts',
  family: 'fleet',
  severity: 'error',
  title: 'No two tenants answer to the same host name, in any cluster',
  why: "A host name that two tenants claim sends one agency's users, with their passwords, to another agency's application.",
  fix: 'Give each tenant its own domain, and remove the shared one from all but one.',
  controls: { hipaa: ['164.312(a)(1)', '164.312(e)(1)'], nsa: ['Network separation and hardening'] },
  *check({ claims }) {
    const hosts = claims.filter(({ kind }) => kind === 'host');
    for (const { claim, first } of [...sharedClaims(hosts, ({ value }) => value), ...belowWildcards(hosts)]) {
      yield {
        claim,
        specPointer: '/domains',
        message: `host name ${JSON.stringify(claim.value)} is already used by tenant ${JSON.stringify(first.tenant)}${first.value === claim.value ? '' : ` as ${JSON.stringify(first.value)}`}, must belong to one tenant`,
        via: [first, claim].map(
          ({ object, tenant }) => `tenant ${tenant}: ${object.kind} ${object.name} in ${object.file}`,
        ),
      };
    }
  },
};

/** Each host of one tenant that a wildcard of another covers, at any depth. */
function* belowWildcards(hosts: readonly Claim[]): Generator<{ readonly claim: Claim; readonly first: Claim }> {
  const wildcards = hosts.filter(({ value }) => value.startsWith('*.'));
  if (wildcards.length === 0) return;
  const byValue = Map.groupBy(wildcards, ({ value }) => value);
  for (const claim of hosts) {
    const labels = claim.value.split('.');
    for (let depth = 1; depth < labels.length; depth += 1) {
      const covering = byValue.get(`*.${labels.slice(depth).join('.')}`) ?? [];
      const first = covering.find(({ tenant, value }) => tenant !== claim.tenant && value !== claim.value);
      if (first !== undefined) yield { claim, first };
    }
  }
}
