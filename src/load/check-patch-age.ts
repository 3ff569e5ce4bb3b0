/** Checks that the release which a tenant runs is no older than its contract allows, and that no pin lets it become so. */
import { dayAfter, daysBetween } from '../model/day.ts';
import type { Release, SourceDocument } from '../model/fleet.ts';
import type { ResolvedTenantSpec } from '../model/specs.ts';
import { mismatch } from './mismatch.ts';
import type { Problem } from './problem.ts';

/** Days before the last one in which there is a warning: time to roll a release out. */
const noticeDays = 7;
const policy = 'patch-age';

interface Aged {
  readonly spec: ResolvedTenantSpec;
  readonly document: SourceDocument;
  /** The one that the pin or the ring names; undefined when it cannot be read. */
  readonly release: Release | undefined;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** Nothing for a stopped tenant, of which no code serves anybody: it is judged when it starts again. */
export function* checkPatchAge({ spec, document, release, today }: Aged): Iterable<Problem> {
  const { contract, lifecycle, pin, ring } = spec;
  const most = contract.maxPatchAgeDays;
  if (most === undefined || release === undefined || lifecycle !== 'active') return;
  const last = dayAfter(release.released, most);
  const age = daysBetween(release.released, today);
  const fix =
    pin === undefined
      ? `Move ring ${ring} to a newer release in fleet/rings.ts, or the tenant to a ring that has one.`
      : 'Remove the pin, or pin a newer release.';
  const pointer = pin === undefined ? '/ring' : '/pin/release';
  const found = `${pin === undefined ? `${ring} with release ${release.id}` : release.id}, released on ${release.released}, ${age} days old`;
  if (age > most) {
    const wanted = `at most ${most} days old, as contract.maxPatchAgeDays says`;
    yield mismatch(document, { policy, pointer, found, wanted, fix });
    return;
  }
  if (pin !== undefined && pin.until > last) {
    yield mismatch(document, {
      policy,
      pointer: '/pin/until',
      found: pin.until,
      wanted: `${last} or earlier, when release ${release.id} is ${most} days old, as contract.maxPatchAgeDays says`,
      fix: `Write ${last}, or pin a newer release.`,
    });
  }
  if (age > most - noticeDays) {
    const wanted = `moved to a newer release by ${last}, as contract.maxPatchAgeDays says`;
    yield { ...mismatch(document, { policy, pointer, found, wanted, fix }), severity: 'warning' };
  }
}
