/** Refuses places in object stores that two tenants would write to or read from, but for a staging copy and its production tenant. */
import type { FleetPolicy } from '../model/policy.ts';
import { folderOf, isInFolder } from './backup-prefixes.ts';
import { sharedClaims } from './shared-claims.ts';

export const uniqueBackupPrefixes: FleetPolicy = {
  id: 'unique-backup-prefixes',
  family: 'fleet',
  severity: 'error',
  title: 'Each tenant has a prefix of its own in the object store, which only its staging copies may read too',
  why: "Whoever can read a prefix can read all data of the tenant whose backups are there, and a restore would bring one agency's records into another's database.",
  fix: 'Give each tenant the prefix `<bucket>/<tenant id>/`, and a staging copy that of its production tenant with the Secret `production-backup`. The generator does; so look for what was patched.',
  controls: { hipaa: ['164.308(a)(7)(ii)(A)', '164.312(a)(1)'], nsa: ['Network separation and hardening'] },
  *check({ claims }) {
    const prefixes = claims.filter(({ kind }) => kind === 'backup-prefix');
    for (const claim of prefixes) {
      if (isInFolder(claim.value)) continue;
      yield {
        claim,
        message: `backup prefix ${JSON.stringify(claim.value)} is a whole bucket, must begin with a folder of the tenant's own`,
      };
    }
    for (const claim of claims) {
      const { kind, value, copyOf } = claim;
      if (kind !== 'backup-source' || (copyOf !== undefined && folderOf(value)[1] === copyOf)) continue;
      const wanted = copyOf === undefined ? 'none, since the tenant is no staging copy' : `in the folder of ${copyOf}`;
      yield { claim, message: `backup prefix ${JSON.stringify(value)} is read by a copy, must be ${wanted}` };
    }
    // What is below one folder of a bucket belongs to one tenant, so neither can be inside the other.
    for (const { claim, first } of sharedClaims(prefixes, ({ value }) => folderOf(value).join('/'))) {
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
