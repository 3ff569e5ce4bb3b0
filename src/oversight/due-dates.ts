/** Everything in the repository that ends on a day, soonest first. */
import type { DueDate } from '../model/due-date.ts';
import { compareText } from '../model/finding.ts';
import { dataRetention } from './due/data-retention.ts';
import { exceptions } from './due/exceptions.ts';
import { patchAge } from './due/patch-age.ts';
import { pins } from './due/pins.ts';
import { secretAge } from './due/secret-age.ts';
import type { Dated, DueSource } from './due/source.ts';

/** Sorted by name. */
const sources: readonly DueSource[] = [dataRetention, exceptions, patchAge, pins, secretAge];

/** What is the same for several tenants is one due date, so that a release of 10,000 tenants is one line. */
export function dueDates(dated: Dated): readonly DueDate[] {
  const all = sources.flatMap((source) => Array.from(source(dated)));
  const groups = Map.groupBy(all, ({ kind, on, what, fix }) => JSON.stringify([on, kind, what, fix]));
  return [...groups.values()].map(joined).toSorted(compareDueDates);
}

function joined(same: readonly DueDate[]): DueDate {
  const sorted = same.toSorted((a, b) => compareText(a.tenants[0] ?? '', b.tenants[0] ?? ''));
  return { ...sorted[0]!, tenants: [...new Set(sorted.flatMap(({ tenants }) => tenants))] };
}

function compareDueDates(a: DueDate, b: DueDate): number {
  return (
    compareText(a.on, b.on) || compareText(a.kind, b.kind) || compareText(a.what, b.what) || compareText(a.fix, b.fix)
  );
}
