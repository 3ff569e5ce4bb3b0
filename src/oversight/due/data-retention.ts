/** Until when the data of tenants that leave is kept. */
import type { DueSource } from './source.ts';

/** Nothing once its deletion is ordered: then the spec alone is left to be removed. */
export const dataRetention: DueSource = function* ({ tenants }) {
  for (const { spec, document } of tenants) {
    const { id, offboarding } = spec;
    if (offboarding?.retainUntil === undefined || offboarding.deleteData !== undefined) continue;
    yield {
      kind: 'data-retention',
      on: offboarding.retainUntil,
      what: 'The data of a tenant that leaves is kept until this day.',
      fix: 'Write deleteData on the day after, or put retainUntil off: docs/runbooks/offboard-a-tenant.md.',
      tenants: [id],
      place: document.locate('/offboarding/retainUntil'),
    };
  }
};
