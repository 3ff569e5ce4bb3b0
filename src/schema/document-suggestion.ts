/** Finds the name that was probably meant. */
import { distance } from 'fastest-levenshtein';

/** The nearest of the known names, when it is near enough to be a slip of the finger. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  if (name.length > 100) return undefined;
  // Two letters swapped count as two edits.
  const allowed = name.length <= 3 ? 1 : Math.max(2, Math.floor(name.length / 3));
  let nearest: string | undefined;
  let least = allowed + 1;
  for (const candidate of known) {
    const apart = distance(name.toLowerCase(), candidate.toLowerCase());
    if (apart < least) {
      nearest = candidate;
      least = apart;
    }
  }
  return nearest;
}
