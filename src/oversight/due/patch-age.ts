/** When releases become older than contracts allow. */
import { dayAfter } from '../../model/day.ts';
import type { DueSource } from './source.ts';

/** Nothing for a stopped tenant, as in the check `patch-age`: it is judged when it starts again. */
export const patchAge: DueSource = function* ({ tenants }) {
  for (const { spec, document, release } of tenants) {
    const { id, contract, lifecycle, pin, ring } = spec;
    const most = contract.maxPatchAgeDays;
    if (most === undefined || lifecycle !== 'active') continue;
    yield {
      kind: 'patch-age',
      on: dayAfter(release.released, most),
      what: `Release ${release.id} is ${most} days old, the most that contract.maxPatchAgeDays allows.`,
      fix:
        pin === undefined
          ? `Move ring ${ring} to a newer release in fleet/rings.ts.`
          : 'Remove the pin, or pin a newer release.',
      tenants: [id],
      place: document.locate(pin === undefined ? '/ring' : '/pin/release'),
    };
  }
};
