/** `fleet due`: what ends soon, or has ended. */
import { openFleet } from '../../load/open-fleet.ts';
import { specChecks } from '../../load/spec-checks.ts';
import { daysBetween } from '../../model/day.ts';
import type { DueDate } from '../../model/due-date.ts';
import type { JsonObject } from '../../model/manifest.ts';
import { dueDates } from '../../oversight/due-dates.ts';
import { reportOf } from '../../run/report-of.ts';
import { type Command, type Input, UsageError } from '../command.ts';
import { fleetRoot } from '../fleet-root.ts';
import { show } from '../show.ts';

const defaultDays = 30;

export const due: Command = {
  name: 'due',
  summary: 'Show what ends soon: pins, exceptions, patch ages, retained data, Secrets',
  description:
    'One line for each day in the specs and in fleet/ by which somebody has to act, when it is past or near. Tenants for which it is ' +
    'the same share a line. Exit code 1 when there is any. When a spec cannot be read, its findings are shown instead.',
  arguments: [],
  options: [{ flags: '--within <days>', description: `how near, in days, such as 14d (default: ${defaultDays}d)` }],
  examples: ['fleet due', 'fleet due --within 90d --format markdown'],
  run({ options }, context) {
    const within = daysOf(options['within']);
    const source = openFleet(fleetRoot(context), context.today);
    const results = source.tenantFiles.map((file) => source.load(file));
    if (!source.fleet || results.some(({ tenant }) => !tenant)) {
      const findings = [...source.findings, ...results.flatMap((result) => result.findings)];
      return context.report(
        reportOf(findings, { tenants: results.length, objects: 0, files: 0, policies: 0, ran: specChecks, notes: [] }),
      );
    }
    const all = dueDates({
      fleet: source.fleet,
      tenants: results.flatMap(({ tenant }) => tenant ?? []),
      documents: source.documents,
    });
    const near = all
      .map((date) => ({ ...date, days: daysBetween(context.today, date.on) }))
      .filter(({ days }) => days <= within);
    show(context, { command: 'due', table: { head, rows: near.map(cellsOf) }, json: near.map(jsonOf) });
    const past = near.filter(({ days }) => days < 0).length;
    context.say(`${past} past, ${near.length - past} within ${within} days, ${all.length - near.length} later.`);
    return near.length === 0 ? 0 : 1;
  },
};

const head = ['last day', 'days left', 'kind', 'tenants', 'what', 'place', 'fix'];

/** A date with the days until it; negative when it is past. */
type Near = DueDate & { readonly days: number };

function cellsOf({ on, days, kind, tenants, what, place, fix }: Near): readonly string[] {
  return [on, days < 0 ? 'past' : String(days), kind, shortList(tenants), what, `${place.file}:${place.line}`, fix];
}

function jsonOf({ on, days, kind, tenants, what, place, fix }: Near): JsonObject {
  return { on, days, kind, tenants: [...tenants], what, place: { ...place }, fix };
}

function shortList(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

function daysOf(value: Input['options'][string]): number {
  if (value === undefined) return defaultDays;
  const [, days] = /^(\d{1,4})d?$/.exec(String(value)) ?? [];
  if (days === undefined) {
    throw new UsageError(`--within is ${JSON.stringify(value)}, must be a number of days, such as 14d.`);
  }
  return Number(days);
}
