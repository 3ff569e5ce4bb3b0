/** Refuses places in object stores that two tenants would write to or read from. */
import type { FleetPolicy } from '../model/policy.ts';
import { sharedClaims } from './shared-claims.ts';

export const uniqueBackupPrefixes: FleetPolicy = {
  id: 'unique-backup-prefixes',
  family: 'fleet',
  severity: 'error',
  title: 'Each tenant has a prefix of its own in the object store, in any cluster',
  why: "Whoever can read a prefix can read all data of the tenant whose backups are there, and a restore would bring one agency's records into another's database.",
  fix: 'Give each tenant the prefix `<bucket>/<tenant id>/`. The generator does; so look for what was patched.',
  controls: { hipaa: ['164.308(a)(7)(ii)(A)', '164.312(a)(1)'], nsa: ['Network separation'] },
  *check({ claims }) {
    const prefixes = claims.filter(({ kind }) => kind === 'backup-prefix');
    for (const claim of prefixes) {
      if (/^[^/]+\/[^/]+/.test(claim.value)) continue;
      yield {
        claim,
        message: `backup prefix ${JSON.stringify(claim.value)} is a whole bucket, must begin with a folder of the tenant's own`,
      };
    }
    // What is below one folder of a bucket belongs to one tenant, so neither can be inside the other.
    for (const { claim, first } of sharedClaims(prefixes, ({ value }) => value.split('/').slice(0, 2).join('/'))) {
      yield {
        claim,
        message: `backup prefix ${JSON.stringify(claim.value)} is in a folder of tenant ${JSON.stringify(first.tenant)}, must be in one of its own`,
        via: [first, claim].map(
          ({ object, tenant }) => `tenant ${tenant}: ${object.kind} ${object.name} in ${object.file}`,
        ),
      };
    }
  },
};
