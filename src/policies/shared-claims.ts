/** Finds what more than one tenant claims. */
import type { Claim } from '../model/policy.ts';

/** Each claim that another tenant has made before, with that tenant's. Linear in claims. */
export function* sharedClaims(
  claims: readonly Claim[],
  keyOf: (claim: Claim) => string,
): Generator<{ readonly claim: Claim; readonly first: Claim }> {
  const firsts = new Map<string, Claim>();
  const reported = new Set<string>();
  for (const claim of claims) {
    const key = keyOf(claim);
    const first = firsts.get(key);
    if (!first) firsts.set(key, claim);
    else if (first.tenant !== claim.tenant && !reported.has(`${key} ${claim.tenant}`)) {
      reported.add(`${key} ${claim.tenant}`);
      yield { claim, first };
    }
  }
}
