/** What a check says when something is wrong: a value, collected, never thrown. */

export type Severity = 'error' | 'warning';

/** Which object a finding is about. Specs and files that are no manifests appear as kinds of `fleet.aos/v1`. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** A place in a file. `file` is POSIX and relative to the root; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Finding {
  /** Id of the policy or check, in kebab-case. */
  readonly policy: string;
  readonly severity: Severity;
  readonly tenant?: string;
  readonly object: ObjectRef;
  readonly place: Place;
  /** Where in the spec the cause stands, when it is known and not `place` itself. */
  readonly source?: Place;
  /** JSON pointer (RFC 6901) into the object or spec. */
  readonly pointer?: string;
  /** One sentence with the value found and the value wanted. */
  readonly message: string;
  /** The value found, as short text, when there is one. */
  readonly value?: string;
  /** What was wanted in its place. */
  readonly wanted?: string;
  /** What to do about it. */
  readonly fix: string;
  /** The hops that prove a finding about a path, first to last. */
  readonly via?: readonly string[];
  /** Set when an exception of `fleet/exceptions.ts` accepts the finding; it no longer fails the verdict. */
  readonly exception?: { readonly reason: string; readonly owner: string; readonly expires: string };
}

/** Orders findings by file, line, column, policy, message, so that every report is stable. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.place.file, b.place.file) ||
    a.place.line - b.place.line ||
    a.place.column - b.place.column ||
    compareText(a.policy, b.policy) ||
    compareText(a.message, b.message)
  );
}

/** Orders strings by UTF-16 code units: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
