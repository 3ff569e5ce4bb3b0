/** What the change of one object means: its kind, its fields, its risks, and what happens because of it. */
import { type ChangeMeaning, type FieldChange, riskLabels } from '../model/change.ts';
import { compareText } from '../model/finding.ts';
import { isObject, type JsonObject } from '../model/manifest.ts';
import { changedFields } from './changed-fields.ts';
import { effectsOf } from './effects.ts';
import { isFixed } from './fixed-fields.ts';
import { risksOf } from './risk-rules.ts';
import { withoutCiphertexts } from './ciphertexts.ts';

/** At least one is given; they are one object: of one kind, namespace and name. */
export function meaningOf(before: JsonObject | undefined, after: JsonObject | undefined): ChangeMeaning {
  const fields = before === undefined || after === undefined ? [] : fieldsOf(before, after);
  const kind = kindOf({ before, after, fields });
  const risks = risksOf({ ...(before && { before }), ...(after && { after }), fields });
  // What is made anew was deleted first.
  const labels = kind === 'replace' ? new Set([...risks, 'deletion' as const]) : risks;
  return {
    kind,
    fields,
    risks: riskLabels.filter((label) => labels.has(label)),
    effects: before && after && isLeftAlone(after) ? [] : effectsOf({ kind, fields, ...(after && { after }) }),
  };
}

function fieldsOf(before: JsonObject, after: JsonObject): readonly FieldChange[] {
  const fields = withoutCiphertexts(changedFields(before, after));
  const isLeft = isLeftAlone(after);
  return fields
    .toSorted((a, b) => compareText(a.path, b.path))
    .map((field) => (!isLeft && isFixed(before, field) ? { ...field, isFixed: true } : field));
}

interface Pair {
  readonly before: JsonObject | undefined;
  readonly after: JsonObject | undefined;
  readonly fields: readonly FieldChange[];
}

function kindOf({ before, after, fields }: Pair): ChangeMeaning['kind'] {
  if (before === undefined) return 'create';
  if (after === undefined) return 'delete';
  if (!fields.some((field) => field.isFixed)) return 'change';
  return isForced(after) ? 'replace' : 'refuse';
}

/** Flux recreates what it cannot change only where the object says so (fluxcd/kustomize-controller docs/spec/v1: force). */
function isForced(manifest: JsonObject): boolean {
  return directive(manifest, 'force') === 'enabled';
}

/** Flux makes it when it is missing, and changes nothing of one that is there (the same page: ssa). */
function isLeftAlone(manifest: JsonObject): boolean {
  return ['ifnotpresent', 'ignore'].includes(directive(manifest, 'ssa') ?? '');
}

function directive({ metadata }: JsonObject, name: string): string | undefined {
  const annotations = isObject(metadata) ? metadata['annotations'] : undefined;
  const value = isObject(annotations) ? annotations[`kustomize.toolkit.fluxcd.io/${name}`] : undefined;
  return typeof value === 'string' ? value.toLowerCase() : undefined;
}
