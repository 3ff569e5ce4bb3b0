/** One mistake in a document, in words. */

export interface DocumentError {
  /** JSON pointer of the wrong value, of the unknown field, or of the place where a field is missing. */
  readonly pointer: string;
  /** True when the field's name is wrong, not its value. */
  readonly aboutName: boolean;
  readonly policy: DocumentPolicy;
  readonly message: string;
  readonly value?: string;
  readonly wanted: string;
  readonly fix: string;
}

/** Sorted by how much they say: of several errors about one value only the first is reported. */
export const documentPolicies = [
  'spec-not-supported-yet',
  'spec-unknown-field',
  'spec-missing-field',
  'spec-wrong-type',
  'spec-wrong-value',
] as const;
type DocumentPolicy = (typeof documentPolicies)[number];
