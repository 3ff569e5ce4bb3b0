/** The contract of a source of due dates. */
import type { DueDate } from '../../model/due-date.ts';
import type { Fleet, SourceDocument, Tenant } from '../../model/fleet.ts';

export interface Dated {
  readonly fleet: Fleet;
  readonly tenants: readonly Tenant[];
  /** The documents of `fleet/` by file. */
  readonly documents: ReadonlyMap<string, SourceDocument>;
}

/** Yields in any order, and once for each tenant: what is the same for several tenants is joined later. */
export type DueSource = (dated: Dated) => Iterable<DueDate>;
