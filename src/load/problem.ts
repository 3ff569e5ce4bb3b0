/** A mistake in a file, before it is known which tenant it is reported for. */
import type { Finding, ObjectRef, Place } from '../model/finding.ts';

export interface Problem {
  readonly policy: string;
  /** Default: `error`. */
  readonly severity?: 'warning';
  readonly place: Place;
  readonly message: string;
  readonly pointer?: string;
  readonly value?: string;
  readonly wanted?: string;
  readonly fix: string;
}

/** What a problem is reported about. */
export interface Subject {
  readonly object: ObjectRef;
  readonly tenant?: string;
}

export function findingOf(problem: Problem, { object, tenant }: Subject): Finding {
  return { ...problem, severity: problem.severity ?? 'error', object, ...(tenant !== undefined && { tenant }) };
}

/** The kinds under which documents appear as objects of findings. */
export type DocumentKind =
  | 'Tenant'
  | 'Fleet'
  | 'Clusters'
  | 'Rings'
  | 'Release'
  | 'Exceptions'
  | 'Prices'
  | 'TrustedParts'
  | 'Module';

export function subjectOf(kind: DocumentKind, name: string): Subject {
  const object = { apiVersion: 'fleet.aos/v1', kind, name };
  return kind === 'Tenant' ? { object, tenant: name } : { object };
}
