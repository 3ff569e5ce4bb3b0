/** The outcome of a run: everything that a report format may show. */
import type { Finding } from './finding.ts';

export type Verdict = 'clean' | 'findings' | 'inconclusive';

export interface Counts {
  readonly tenants: number;
  readonly objects: number;
  readonly files: number;
  /** Number of policies that ran. */
  readonly policies: number;
  readonly errors: number;
  readonly warnings: number;
  /** Findings accepted by an exception. */
  readonly excepted: number;
}

export interface Report {
  readonly verdict: Verdict;
  /** Sorted with `compareFindings`. */
  readonly findings: readonly Finding[];
  readonly counts: Counts;
  /** Ids of the policies that ran, with their one-line titles: the rules of SARIF. */
  readonly rules: readonly Rule[];
  /** What was not examined, in sentences, so that nobody takes silence for approval. */
  readonly notes: readonly string[];
  /** Wall-clock time of the run in milliseconds. Shown to people only, so that machine-readable reports are reproducible. */
  readonly milliseconds: number;
}

export interface Rule {
  readonly id: string;
  readonly severity: 'error' | 'warning';
  readonly title: string;
  readonly why: string;
  readonly fix: string;
}
