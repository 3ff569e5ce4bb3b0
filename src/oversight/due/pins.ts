/** When pins end. */
import type { DueSource } from './source.ts';

export const pins: DueSource = function* ({ tenants }) {
  for (const { spec, document } of tenants) {
    const { id, pin, ring } = spec;
    if (pin === undefined) continue;
    yield {
      kind: 'pin',
      on: pin.until,
      what: `The pin to release ${pin.release} ends; ring ${ring} goes on without it.`,
      fix: 'Remove the pin, or renew it with a later day and its reason.',
      tenants: [id],
      place: document.locate('/pin/until'),
    };
  }
};
