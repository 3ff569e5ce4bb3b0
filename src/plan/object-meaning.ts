/** What the change of one object means: its kind, its fields, its risks, and what happens because of it. */
import { type ChangeMeaning, type FieldChange, riskLabels } from '../model/change.ts';
import { compareText } from '../model/finding.ts';
import { type JsonObject, refOf } from '../model/manifest.ts';
import { changedFields } from './changed-fields.ts';
import { withoutCiphertexts } from './ciphertexts.ts';
import { effectsOf } from './effects.ts';
import { isFixed } from './fixed-fields.ts';
import { isForced, isLeftAlone } from './flux-modes.ts';
import { risksOf } from './risk-rules.ts';

/** At least one is given; they are one object: of one kind, namespace and name. */
export function meaningOf(before: JsonObject | undefined, after: JsonObject | undefined): ChangeMeaning {
  const fields =
    before === undefined || after === undefined
      ? []
      : withoutCiphertexts(changedFields(before, after)).toSorted(byPath);
  if (before !== undefined && after !== undefined && isLeftAlone(after)) return unapplied(before, after, fields);
  const marked = fields.map((field) => (isFixed(before!, field) ? { ...field, isFixed: true as const } : field));
  const kind = kindOf({ before, after, fields: marked });
  const risks = risksOf({ ...(before && { before }), ...(after && { after }), fields });
  // What is made anew was deleted first.
  const labels = kind === 'replace' ? new Set([...risks, 'deletion' as const]) : risks;
  return {
    kind,
    fields: marked,
    risks: riskLabels.filter((label) => labels.has(label)),
    effects: effectsOf({ kind, fields: marked, ...(after && { after }) }),
  };
}

/** Nothing happens in the cluster; only to leave an object alone from now on is a change. */
function unapplied(before: JsonObject, after: JsonObject, fields: readonly FieldChange[]): ChangeMeaning {
  const { kind, name } = refOf(after);
  const labels = isLeftAlone(before) ? new Set() : risksOf({ before, after, fields });
  return {
    kind: 'change',
    fields,
    risks: riskLabels.filter((label) => labels.has(label)),
    effects: [{ kind: 'none', what: `${kind} ${name}` }],
  };
}

function byPath(a: FieldChange, b: FieldChange): number {
  return compareText(a.path, b.path);
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
