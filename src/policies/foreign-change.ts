/** Refuses a change of a tenant's files for which there is no reason: nothing that it is made from changed. */
import type { TransitionPolicy } from '../model/transition.ts';

export const foreignChange: TransitionPolicy = {
  id: 'foreign-change',
  family: 'transition',
  severity: 'error',
  title: "A change of one tenant leaves the others' files as they are",
  why: "Who may change one tenant could reach another through a file that both have in common, or by an edit of the other's files that nobody expects in this change.",
  fix: 'Take the change of this tenant out. What all tenants have in common changes in `fleet/`, `tenants/shared/` or the generator, with their owners.',
  controls: { hipaa: ['164.308(a)(4)', '164.312(c)(1)'] },
  *check({ tenant, cause, before, objects }) {
    if (cause !== 'none') return;
    const [object] = objects;
    const how = before === undefined ? 'are new' : 'change';
    yield {
      ...(object && { object }),
      message: `the files of tenant ${JSON.stringify(tenant)} ${how}, must stay as they are: neither its spec nor anything that all tenants share changes`,
    };
  },
};
