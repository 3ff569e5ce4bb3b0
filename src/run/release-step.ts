/** Judges the step from the release that a tenant runs, by its record in `dist`, to the one that its spec asks for. */
import type { Finding } from '../model/finding.ts';
import type { Fleet, Release, Tenant } from '../model/fleet.ts';
import { readRecord } from './read-record.ts';
import { runCheck } from './run-checks.ts';

/** Nothing for a tenant that is new, stays, or takes a step that one of the two releases allows. */
export function releaseStep(root: string, tenant: Tenant, fleet: Fleet): readonly Finding[] {
  const { id } = tenant.spec;
  const before = readRecord(root, { cluster: tenant.cluster.name, tenant: id })?.['release'];
  if (typeof before !== 'string' || before === tenant.release.id) return [];
  if (isAllowed(before, tenant.release, fleet)) return [];
  const check = runCheck('release-step');
  const pointer = tenant.spec.pin === undefined ? '/ring' : '/pin/release';
  return [
    {
      policy: check.id,
      severity: check.severity,
      tenant: id,
      object: { apiVersion: 'fleet.aos/v1', kind: 'Tenant', name: id },
      place: tenant.document.locate(pointer),
      pointer,
      message: `release is ${JSON.stringify(tenant.release.id)}, must be one that can be reached from ${JSON.stringify(before)}, which the tenant runs`,
      value: tenant.release.id,
      fix: check.fix,
    },
  ];
}

function isAllowed(before: string, after: Release, fleet: Fleet): boolean {
  if (after.upgradeableFrom.includes(before)) return true;
  const left = fleet.releases.get(before);
  return left !== undefined && left.reversibility === 'reversible' && left.upgradeableFrom.includes(after.id);
}
