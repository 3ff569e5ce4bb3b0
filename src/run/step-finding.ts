/** A finding about the step that a tenant's spec takes from what its record in `dist` says. */
import type { Finding } from '../model/finding.ts';
import type { Tenant } from '../model/fleet.ts';
import { runCheck } from './run-checks.ts';

export interface StepTrouble {
  /** JSON pointer into the spec. */
  readonly pointer: string;
  readonly message: string;
  /** The value that stands there. */
  readonly value?: string;
}

/** @param policy id of one of `runChecks`. */
export function stepFinding(policy: string, tenant: Tenant, trouble: StepTrouble): Finding {
  const { id, severity, fix } = runCheck(policy);
  return {
    policy: id,
    severity,
    tenant: tenant.spec.id,
    object: { apiVersion: 'fleet.aos/v1', kind: 'Tenant', name: tenant.spec.id },
    place: tenant.document.locate(trouble.pointer),
    ...trouble,
    fix,
  };
}
