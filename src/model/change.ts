/** What a change of the fleet does: per tenant, per object, per field. Plain data, fit to cross threads. */
import type { ObjectRef } from './finding.ts';
import type { Json, JsonObject } from './manifest.ts';

/** From the most to the least dangerous; what each means: `src/plan/risk-rules.ts`. */
export const riskLabels = ['deletion', 'data', 'identity', 'network', 'secret', 'availability', 'cost'] as const;
export type RiskLabel = (typeof riskLabels)[number];

/** One value that differs. */
export interface FieldChange {
  /**
   * For people, with members of lists by their key: `spec.template.spec.containers[odoo].image`. A name with other characters
   * than letters, digits, `_` and `-` stands in brackets with quotes: `metadata.labels["fleet.aos/release"]`.
   */
  readonly path: string;
  /** JSON pointer into the object after the change; where the field is gone, into the one before. */
  readonly pointer: string;
  /** Absent where there was none. */
  readonly before?: Json;
  /** Absent where there is none any more. */
  readonly after?: Json;
  /** The API server refuses to change it. */
  readonly isFixed?: true;
}

/**
 * - `replace`: deleted and created anew, because a field that cannot change does and its owner recreates it.
 * - `refuse`: the API server will refuse it, because a field that cannot change does.
 */
export type ChangeKind = 'create' | 'change' | 'replace' | 'refuse' | 'delete';

/** What happens in the cluster because of it. */
export type Effect =
  /** Pods are replaced, one after the other or all at once. */
  | { readonly kind: 'restart'; readonly what: string; readonly how: 'rolling' | 'all at once' }
  /** The database's servers are replaced, with a switchover. */
  | { readonly kind: 'switchover'; readonly what: string }
  /** A Job runs, once. */
  | { readonly kind: 'run'; readonly what: string }
  /** Only pods that start later see it. */
  | { readonly kind: 'next start'; readonly what: string }
  /** Flux leaves the object as it is: it is made once. */
  | { readonly kind: 'none'; readonly what: string };

/** What an object's change means; the object before and after are those that differ. */
export interface ChangeMeaning {
  readonly kind: ChangeKind;
  /** Of `change`, `replace` and `refuse`; sorted by path. Of the others none: the object tells. */
  readonly fields: readonly FieldChange[];
  /** In the order of `riskLabels`. */
  readonly risks: readonly RiskLabel[];
  readonly effects: readonly Effect[];
}

export interface ObjectChange extends ChangeMeaning {
  readonly object: ObjectRef;
  /** Where it stands in `dist`, after the change or, when deleted, before. */
  readonly file: string;
  /** Index of its document in that file. */
  readonly document: number;
  readonly before?: JsonObject;
  readonly after?: JsonObject;
}
