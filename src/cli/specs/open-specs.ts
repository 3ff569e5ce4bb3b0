/** Opens the fleet for a command that writes specs: it must be readable as a whole. */
import { type FleetSource, openFleet } from '../../load/open-fleet.ts';
import { specChecks } from '../../load/spec-checks.ts';
import type { Fleet } from '../../model/fleet.ts';
import { reportOf } from '../../run/report-of.ts';
import type { Context, ExitCode } from '../command.ts';
import { fleetRoot } from '../fleet-root.ts';

export interface OpenedSpecs {
  readonly source: FleetSource;
  readonly fleet: Fleet;
}

/** The exit code when a document of `fleet/` is wrong; then its findings were reported. */
export function openSpecs(context: Context): OpenedSpecs | ExitCode {
  const source = openFleet(fleetRoot(context), context.today);
  const { fleet, findings, tenantFiles } = source;
  if (fleet !== undefined) return { source, fleet };
  const counts = { tenants: tenantFiles.length, objects: 0, files: 0, policies: 0 };
  return context.report(reportOf(findings, { ...counts, ran: specChecks, notes: [] }));
}
