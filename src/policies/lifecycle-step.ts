/** Refuses steps between the states of a tenant that would lose data unasked. */
import { isObject, type JsonObject } from '../model/manifest.ts';
import type { ResolvedTenantSpec } from '../model/specs.ts';
import type { TransitionPolicy, TransitionViolation } from '../model/transition.ts';

export const lifecycleStep: TransitionPolicy = {
  id: 'lifecycle-step',
  family: 'transition',
  severity: 'error',
  title: 'The data of a leaving tenant goes in steps that each were reviewed',
  why: 'A single change must not be able to end a tenant and delete its data, nor to shorten what was promised. What was before is told by the record in `dist`: of the revision that a change starts from, or of this working tree.',
  fix: 'First set `lifecycle` and `offboarding` with `retainUntil`; when the final backup has succeeded, `backupConfirmed`; after that day `deleteData`; and in a last change remove the spec.',
  controls: { hipaa: ['164.310(d)(2)(i)', '164.316(b)(2)(i)'] },
  *check({ before, after }) {
    if (before?.record === undefined || after === undefined) return;
    const had = isObject(before.record['offboarding']) ? before.record['offboarding'] : undefined;
    if (had === undefined && after.record['offboarding'] === undefined) return;
    const trouble = troubleOf(had, after.tenant().spec.offboarding);
    if (trouble !== undefined) yield trouble;
  },
};

function troubleOf(
  before: JsonObject | undefined,
  after: ResolvedTenantSpec['offboarding'],
): TransitionViolation | undefined {
  const promised = before?.['retainUntil'];
  if (after?.deleteData !== undefined && before === undefined) {
    return {
      specPointer: '/offboarding/deleteData',
      message: 'deleteData is given in the change that begins the offboarding, must be given in a later one',
    };
  }
  if (after !== undefined && typeof promised === 'string' && after.retainUntil < promised) {
    return {
      specPointer: '/offboarding/retainUntil',
      message: `retainUntil is ${after.retainUntil}, must be no earlier than ${promised}, which was promised`,
    };
  }
  const had = before?.['finalBackup'];
  if (after?.backupConfirmed !== undefined && had !== 'wanted' && had !== 'confirmed') {
    return {
      specPointer: '/offboarding/backupConfirmed',
      message: 'backupConfirmed is given before a final backup was asked for, must be given in a later change',
    };
  }
  if (before?.['deletesData'] === true && after?.deleteData === undefined) {
    return {
      specPointer: '/lifecycle',
      message:
        'the tenant takes up its data again after their deletion was asked for, must be removed or stay as it is',
    };
  }
  return undefined;
}
