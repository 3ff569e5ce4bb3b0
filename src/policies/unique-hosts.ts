/** Refuses host names that two tenants would answer to. */
import type { FleetPolicy } from '../model/policy.ts';
import { sharedClaims } from './shared-claims.ts';

export const uniqueHosts: FleetPolicy = {
  id: 'unique-hosts',
  family: 'fleet',
  severity: 'error',
  title: 'No two tenants answer to the same host name, in any cluster',
  why: "A host name that two tenants claim sends one agency's users, with their passwords, to another agency's application.",
  fix: 'Give each tenant its own domain, and remove the shared one from all but one.',
  controls: { hipaa: ['164.312(a)(1)', '164.312(e)(1)'], nsa: ['Network separation'] },
  *check({ claims }) {
    const hosts = claims.filter(({ kind }) => kind === 'host');
    for (const { claim, first } of sharedClaims(hosts, ({ value }) => value)) {
      yield {
        claim,
        specPointer: '/domains',
        message: `host name ${JSON.stringify(claim.value)} is already used by tenant ${JSON.stringify(first.tenant)}, must belong to one tenant`,
        via: [first, claim].map(
          ({ object, tenant }) => `tenant ${tenant}: ${object.kind} ${object.name} in ${object.file}`,
        ),
      };
    }
  },
};
