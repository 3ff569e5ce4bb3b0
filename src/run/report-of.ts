/** Findings and counts made into the report. */
import { compareFindings, compareText, type Finding } from '../model/finding.ts';
import type { Counts, Report, Rule } from '../model/report.ts';
import { manifestChecks } from '../load/manifest-checks.ts';
import { specChecks } from '../load/spec-checks.ts';
import { policies } from '../policies/index.ts';
import { secretChecks } from '../secrets/secret-checks.ts';
import { reachChecks } from './reach-checks.ts';
import { runChecks } from './run-checks.ts';

/** Everything that a finding may name: checks and policies, sorted by id. */
export const rules: readonly Rule[] = rulesOf([
  ...manifestChecks,
  ...specChecks,
  ...secretChecks,
  ...runChecks,
  ...reachChecks,
  ...policies,
]);

export type Examined = Pick<Counts, 'tenants' | 'objects' | 'files' | 'policies'> & {
  /** The checks and policies that ran, in any order. A report shows each of them without findings as passed. */
  readonly ran: readonly Rule[];
  readonly notes: readonly string[];
};

/** Time is added by the caller, who owns the clock. */
export function reportOf(findings: readonly Finding[], { notes, ran, ...counted }: Examined): Report {
  const open = findings.filter(({ exception }) => exception === undefined);
  const errors = open.filter(({ severity }) => severity === 'error').length;
  return {
    verdict: errors > 0 ? 'findings' : 'clean',
    findings: findings.toSorted(compareFindings),
    counts: { ...counted, errors, warnings: open.length - errors, excepted: findings.length - open.length },
    rules: rulesOf(ran),
    notes,
    milliseconds: 0,
  };
}

/** Policies know more than reports tell. */
function rulesOf(checks: readonly Rule[]): readonly Rule[] {
  return checks
    .map(({ id, severity, title, why, fix }) => ({ id, severity, title, why, fix }))
    .toSorted((a, b) => compareText(a.id, b.id));
}
