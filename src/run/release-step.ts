/** Judges the step from the release that a tenant runs, by its record in `dist`, to the one that its spec asks for. */
import type { Finding } from '../model/finding.ts';
import type { Fleet, Release, Tenant } from '../model/fleet.ts';
import type { JsonObject } from '../model/manifest.ts';
import { stepFinding } from './step-finding.ts';

/** Nothing for a tenant that is new, stays, or takes a step that one of the two releases allows. */
export function releaseStep(record: JsonObject | undefined, tenant: Tenant, fleet: Fleet): readonly Finding[] {
  const before = record?.['release'];
  if (typeof before !== 'string' || before === tenant.release.id) return [];
  if (isAllowed(before, tenant.release, fleet)) return [];
  return [
    stepFinding('release-step', tenant, {
      pointer: tenant.spec.pin === undefined ? '/ring' : '/pin/release',
      message: `release is ${JSON.stringify(tenant.release.id)}, must be one that can be reached from ${JSON.stringify(before)}, which the tenant runs`,
      value: tenant.release.id,
    }),
  ];
}

function isAllowed(before: string, after: Release, fleet: Fleet): boolean {
  if (after.upgradeableFrom.includes(before)) return true;
  const left = fleet.releases.get(before);
  return left !== undefined && left.reversibility === 'reversible' && left.upgradeableFrom.includes(after.id);
}
