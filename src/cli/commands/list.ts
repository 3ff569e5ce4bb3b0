/** `fleet list`: the tenants and what they are. */
import { openFleet } from '../../load/open-fleet.ts';
import { specChecks } from '../../load/spec-checks.ts';
import type { Fleet, Tenant } from '../../model/fleet.ts';
import type { JsonObject } from '../../model/manifest.ts';
import { reportOf } from '../../run/report-of.ts';
import { monthlyCost, requestsOf } from '../../stack/cost.ts';
import { type Command, type Input, UsageError } from '../command.ts';
import { fleetRoot } from '../fleet-root.ts';
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
    const source = openFleet(fleetRoot(context), context.today);
    const results = source.tenantFiles.map((file) => source.load(file));
    const findings = [...source.findings, ...results.flatMap((result) => result.findings)];
    if (!source.fleet || results.some(({ tenant }) => !tenant)) {
      return context.report(
        reportOf(findings, { tenants: results.length, objects: 0, files: 0, policies: 0, ran: specChecks, notes: [] }),
      );
    }
    const { fleet } = source;
    const { cluster, ring } = options;
    mustBeKnown('cluster', cluster, fleet.clusters.keys());
    mustBeKnown(
      'ring',
      ring,
      fleet.rings.map(({ name }) => name),
    );
    const tenants = results
      .flatMap(({ tenant }) => tenant ?? [])
      .filter(({ spec }) => cluster === undefined || spec.placement.cluster === cluster)
      .filter(({ spec }) => ring === undefined || spec.ring === ring);
    const rows = tenants.map((tenant) => rowOf(tenant, fleet));
    show(context, { command: 'list', table: { head, rows: rows.map(cellsOf) }, json: rows });
    if (findings.length > 0) context.say('There are findings: fleet validate shows them.');
    return 0;
  },
};

const head = [
  'id',
  'class',
  'environment',
  'lifecycle',
  'cluster',
  'isolation',
  'ring',
  'release',
  'plan',
  'engine',
  'domain',
  'cost/month',
];

/** In the order of the head. */
function rowOf(tenant: Tenant, { prices }: Fleet): JsonObject {
  const { spec } = tenant;
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
    ...(prices && { monthlyCost: monthlyCost(requestsOf(tenant), prices), currency: prices.currency }),
  };
}

function cellsOf({ monthlyCost: cost, currency, ...texts }: JsonObject): readonly string[] {
  return [...Object.values(texts).map(String), cost === undefined ? '' : `${String(cost)} ${String(currency)}`];
}

function mustBeKnown(option: string, name: Input['options'][string], known: Iterable<string>): void {
  const names = [...known];
  if (typeof name !== 'string' || names.includes(name)) return;
  throw new UsageError(`--${option} is ${JSON.stringify(name)}, must be one of ${names.join(', ')}.`);
}
