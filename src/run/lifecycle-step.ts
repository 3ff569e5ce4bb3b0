/** Judges the step from the state in which a tenant is, by its record in `dist`, to the one that its spec asks for. */
import type { Finding } from '../model/finding.ts';
import type { Tenant } from '../model/fleet.ts';
import { isObject, type JsonObject } from '../model/manifest.ts';
import { stepFinding, type StepTrouble } from './step-finding.ts';

/** Nothing for a tenant that is new, and for every step but those that would lose data unasked. */
export function lifecycleStep(record: JsonObject | undefined, tenant: Tenant): readonly Finding[] {
  if (record === undefined) return [];
  const before = isObject(record['offboarding']) ? record['offboarding'] : undefined;
  const trouble = troubleOf(before, tenant.spec.offboarding);
  return trouble === undefined ? [] : [stepFinding('lifecycle-step', tenant, trouble)];
}

function troubleOf(before: JsonObject | undefined, after: Tenant['spec']['offboarding']): StepTrouble | undefined {
  const promised = before?.['retainUntil'];
  if (after?.deleteData !== undefined && before === undefined) {
    return {
      pointer: '/offboarding/deleteData',
      message: 'deleteData is given in the change that begins the offboarding, must be given in a later one',
    };
  }
  if (after !== undefined && typeof promised === 'string' && after.retainUntil < promised) {
    return {
      pointer: '/offboarding/retainUntil',
      message: `retainUntil is ${after.retainUntil}, must be no earlier than ${promised}, which was promised`,
    };
  }
  const had = before?.['finalBackup'];
  if (after?.backupConfirmed !== undefined && had !== 'wanted' && had !== 'confirmed') {
    return {
      pointer: '/offboarding/backupConfirmed',
      message: 'backupConfirmed is given before a final backup was asked for, must be given in a later change',
    };
  }
  if (before?.['deletesData'] === true && after?.deleteData === undefined) {
    return {
      pointer: '/lifecycle',
      message:
        'the tenant takes up its data again after their deletion was asked for, must be removed or stay as it is',
    };
  }
  return undefined;
}
