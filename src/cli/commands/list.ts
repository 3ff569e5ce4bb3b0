/** `fleet list`: the tenants and what they are. */
import { openFleet } from '../../load/open-fleet.ts';
import type { Fleet, Tenant } from '../../model/fleet.ts';
import type { JsonObject } from '../../model/manifest.ts';
import { reportOf } from '../../run/report-of.ts';
import { monthlyCost } from '../../stack/cost.ts';
import type { Command } from '../command.ts';
import { show } from '../show.ts';

export const list: Command = {
  name: 'list',
  summary: 'Show the tenants: where they run, what, and what they cost',
  description:
    'One line for each tenant, from the specs alone. The cost is an estimate of what its stack requests, by fleet/prices.ts. ' +
    'When a spec cannot be read, its findings are shown instead.',
  arguments: [],
  options: [
    { flags: '--cluster <name>', description: 'only tenants of this cluster' },
    { flags: '--ring <name>', description: 'only tenants of this ring' },
  ],
  examples: ['fleet list', 'fleet list --cluster internal-1 --format json'],
  run({ options }, context) {
    const source = openFleet(context.root, context.today);
    const results = source.tenantFiles.map((file) => source.load(file));
    const findings = [...source.findings, ...results.flatMap((result) => result.findings)];
    if (!source.fleet || results.some(({ tenant }) => !tenant)) {
      return context.report(
        reportOf(findings, { tenants: results.length, objects: 0, files: 0, policies: 0, notes: [] }),
      );
    }
    const { fleet } = source;
    const { cluster, ring } = options;
    const tenants = results
      .flatMap(({ tenant }) => tenant ?? [])
      .filter(({ spec }) => cluster === undefined || spec.placement.cluster === cluster)
      .filter(({ spec }) => ring === undefined || spec.ring === ring);
    const rows = tenants.map((tenant) => rowOf(tenant, fleet));
    show(context, {
      command: 'list',
      table: { head: Object.keys(rows[0] ?? { id: '' }), rows: rows.map((row) => Object.values(row).map(String)) },
      json: rows,
    });
    if (findings.length > 0) context.say(`${findings.length} findings: run fleet validate to see them.`);
    return 0;
  },
};

function rowOf(tenant: Tenant, fleet: Fleet): JsonObject {
  const { spec } = tenant;
  const cost = fleet.prices && monthlyCost(tenant, fleet.prices);
  return {
    id: spec.id,
    class: spec.class,
    environment: spec.environment,
    lifecycle: spec.lifecycle,
    cluster: spec.placement.cluster,
    isolation: spec.isolation,
    ring: spec.ring,
    release: tenant.release.id,
    plan: spec.plan,
    engine: spec.database.engine,
    domain: spec.domains[0] ?? '',
    ...(cost !== undefined && fleet.prices && { [`${fleet.prices.currency.toLowerCase()}/month`]: cost }),
  };
}
