/** What checks over all tenants need of each: plain data, small, fit to cross threads. */
import type { Place } from './finding.ts';

/** A text of a spec and where it stands. */
export interface PlacedText {
  readonly text: string;
  readonly place: Place;
}

export interface TenantSummary {
  /** POSIX path relative to the root. */
  readonly file: string;
  /** The name of the file without its ending: the tenant's id, unless the spec is wrong about it. */
  readonly id: string;
  /** The id as written; absent, like the fields below, when the spec has none that can be read. */
  readonly writtenId?: PlacedText;
  readonly environment?: 'production' | 'staging';
  readonly stagingOf?: PlacedText;
  readonly domains: readonly PlacedText[];
}
