/** Loads the tenant whose Secrets a command is about. */
import { openFleet } from '../../load/open-fleet.ts';
import { specChecks } from '../../load/spec-checks.ts';
import type { Finding } from '../../model/finding.ts';
import type { Fleet, Tenant } from '../../model/fleet.ts';
import { reportOf } from '../../run/report-of.ts';
import { type Context, type ExitCode, UsageError } from '../command.ts';
import { fleetRoot } from '../fleet-root.ts';

export interface OpenedTenant {
  readonly root: string;
  readonly tenant: Tenant;
  readonly fleet: Fleet;
  /** What is wrong with its files of secrets as files. */
  readonly findings: readonly Finding[];
}

/** The exit code when its spec or the fleet is wrong; then the findings were reported. */
export function openTenant(context: Context, id: string): OpenedTenant | ExitCode {
  const source = openFleet(fleetRoot(context), context.today);
  const file = `tenants/${id}.ts`;
  if (!source.tenantFiles.includes(file)) {
    throw new UsageError(`There is no tenant ${JSON.stringify(id)}: ${file} does not exist.`);
  }
  const { tenant, findings } = source.load(file);
  if (tenant === undefined || source.fleet === undefined) {
    const all = [...source.findings, ...findings];
    return context.report(reportOf(all, { tenants: 1, objects: 0, files: 0, policies: 0, ran: specChecks, notes: [] }));
  }
  const about = [...source.findings, ...findings].filter(({ place }) =>
    place.file.startsWith(`tenants/secrets/${id}/`),
  );
  return { root: source.root, tenant, fleet: source.fleet, findings: about };
}
