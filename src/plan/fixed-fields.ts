/** The fields that an API server, or the webhook of an operator, refuses to change. */
import type { FieldChange } from '../model/change.ts';
import { type JsonObject, refOf } from '../model/manifest.ts';
import type { FixedFields } from './fixed-field.ts';
import { fixedKubernetes } from './fixed-kubernetes.ts';
import { fixedOperators } from './fixed-operators.ts';

export const fixedFields: readonly FixedFields[] = [...fixedKubernetes, ...fixedOperators];

/** Whether a change of a field of an object will be refused. */
export function isFixed(before: JsonObject, change: FieldChange): boolean {
  const { apiVersion, kind } = refOf(before);
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0]! : '';
  return fixedFields.some(
    (fixed) =>
      fixed.kind === `${kind} of ${group}` &&
      fixed.fields.some((field) => isIn(change.pointer, field)) &&
      !(fixed.except ?? []).some((field) => isIn(change.pointer, field)) &&
      (fixed.when?.(before, change) ?? true),
  );
}

function isIn(pointer: string, field: string): boolean {
  const parts = pointer.split('/');
  return field.split('/').every((part, index) => part === '*' || part === parts[index]);
}
