/** A day by which somebody has to do something, as it follows from what is written in the repository. */
import type { Place } from './finding.ts';

export type DueKind = 'data-retention' | 'exception' | 'patch-age' | 'pin' | 'secret-age';

export interface DueDate {
  readonly kind: DueKind;
  /** The last good day, `YYYY-MM-DD`: on the day after it is past. */
  readonly on: string;
  /** One sentence about what ends. */
  readonly what: string;
  /** What to do before, or now. */
  readonly fix: string;
  /** Ids of the tenants that it concerns, sorted. */
  readonly tenants: readonly string[];
  /** Where the date, or what it follows from, stands; for several tenants that of the first. */
  readonly place: Place;
}
