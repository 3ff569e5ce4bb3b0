/** What speaks against a proof, the ways from tenant to tenant first. */
import type { Finding } from '../model/finding.ts';

export function proofErrors(findings: readonly Finding[]): readonly Finding[] {
  return findings
    .filter(({ severity, exception }) => severity === 'error' && exception === undefined)
    .toSorted((a, b) => (b.via?.length ?? 0) - (a.via?.length ?? 0));
}
