/** What tenants do to each other: what each takes, compared, and the ways between them. */
import { representativesOf } from '../isolation/representatives.ts';
import type { Finding } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import type { IsolationInventory, SharedObjects } from '../model/isolation.ts';
import { judgeFleet, judgeIsolation } from '../policies/engine.ts';
import { fleetPolicies, isolationPolicies } from '../policies/index.ts';
import type { Locator } from '../policies/locator.ts';
import type { TenantOutcome } from './examine-tenant.ts';

interface Surroundings {
  readonly fleet: Fleet;
  readonly shared: readonly SharedObjects[];
  readonly locator: Locator;
}

export function judgeTogether(
  tenants: readonly Pick<TenantOutcome, 'claims' | 'isolation'>[],
  { fleet, shared, locator }: Surroundings,
): { readonly inventory: IsolationInventory; readonly findings: readonly Finding[] } {
  const claims = tenants.flatMap((outcome) => outcome.claims);
  const shaped = tenants.flatMap(({ isolation }) => isolation ?? []);
  const inventory = { fleet, tenants: representativesOf(shaped, { fleet, shared }), shared };
  return {
    inventory,
    findings: [
      ...judgeFleet(fleetPolicies, { fleet, claims }, locator),
      ...judgeIsolation(isolationPolicies, inventory, locator),
    ],
  };
}
