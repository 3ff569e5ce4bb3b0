/** Which findings to show when not all can be shown. */
import type { Finding } from '../model/finding.ts';

/** Errors, then warnings, then accepted findings; in their old order within each. */
export function byImportance(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => rank(a) - rank(b));
}

/** The `limit` most important findings, in the order of the report. */
export function mostImportant(findings: readonly Finding[], limit: number): readonly Finding[] {
  if (findings.length <= limit) return findings;
  const kept = new Set(byImportance(findings).slice(0, limit));
  return findings.filter((finding) => kept.has(finding));
}

/** The level under which a finding is shown. */
export function levelOf({ severity, exception }: Finding): 'error' | 'warning' | 'accepted' {
  return exception === undefined ? severity : 'accepted';
}

function rank(finding: Finding): number {
  return { error: 0, warning: 1, accepted: 2 }[levelOf(finding)];
}
