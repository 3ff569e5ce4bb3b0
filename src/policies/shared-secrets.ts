/** Refuses keys and secrets that two tenants have. */
import type { Claim, FleetInventory, FleetPolicy } from '../model/policy.ts';
import { sharedClaims } from './shared-claims.ts';

/** What each kind is called, and whether its value may be shown. */
const kinds: Partial<Record<Claim['kind'], (claim: Claim) => string>> = {
  'age-recipient': ({ value }) => `key ${value.slice(0, 12)}...${value.slice(-4)}, which opens the Secret,`,
  'remote-secret': ({ value }) => `remote secret ${JSON.stringify(value)}`,
  'sealed-value': () => 'encrypted value',
};

export const sharedSecrets: FleetPolicy = {
  id: 'shared-secrets',
  family: 'fleet',
  severity: 'error',
  title: 'No two tenants have a key or a secret in common',
  why: "Whoever has the one tenant's password or key then has the other's too. A file that was copied from another tenant is the usual cause.",
  fix: 'Run `fleet secrets rotate` for the tenant that the secret was copied to; a staging copy has credentials of its own for the backups that it reads.',
  controls: { hipaa: ['164.312(a)(2)(iv)', '164.312(d)'], cis: ['5.4.1'], nsa: ['Secrets'] },
  *check(inventory) {
    const common = commonRecipients(inventory);
    const secrets = inventory.claims.filter(
      ({ kind, value }) => kinds[kind] !== undefined && !(kind === 'age-recipient' && common.has(value)),
    );
    for (const { claim, first } of sharedClaims(secrets, ({ kind, value }) => `${kind} ${value}`)) {
      yield {
        claim,
        message: `${kinds[claim.kind]!(claim)} is already that of tenant ${JSON.stringify(first.tenant)}, must belong to one tenant`,
        via: [first, claim].map(
          ({ object, tenant }) => `tenant ${tenant}: ${object.kind} ${object.name} in ${object.file}`,
        ),
      };
    }
  },
};

/** Recovery keys open everything, and a cluster's keys the keys of its tenants. */
export function commonRecipients({ fleet }: Pick<FleetInventory, 'fleet'>): ReadonlySet<string> {
  const clusters = [...fleet.clusters.values()].flatMap(({ secrets }) => secrets.recipients ?? []);
  return new Set([...fleet.spec.secrets.recoveryRecipients, ...clusters]);
}
