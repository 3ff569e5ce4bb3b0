/** The databases before the one that Odoo uses: they stay beside a restored one until somebody deletes them. */
import type { Tenant } from '../../model/fleet.ts';
import { databaseOf } from '../names.ts';

/** Servers of earlier generations, the first first; none any more when `restoreFrom` is taken out of the spec. */
export function earlierServersOf({ spec }: Tenant): readonly string[] {
  const { generation, restoreFrom } = spec.database;
  if (restoreFrom === undefined) return [];
  return Array.from({ length: generation - 1 }, (_, index) => databaseOf(index + 1).server);
}
