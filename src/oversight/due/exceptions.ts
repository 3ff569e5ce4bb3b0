/** When exceptions expire. */
import type { DueSource } from './source.ts';

const file = 'fleet/exceptions.ts';

export const exceptions: DueSource = function* ({ fleet, documents }) {
  for (const [index, { policy, tenant, expires, owner }] of fleet.exceptions.entries()) {
    yield {
      kind: 'exception',
      on: expires,
      what: `The exception from ${policy} that ${owner} answers for expires.`,
      fix: 'Repair the violation and remove the exception, or renew it.',
      tenants: [tenant],
      place: documents.get(file)?.locate(`/${index}/expires`) ?? { file, line: 1, column: 1 },
    };
  }
};
