/** Refuses steps to releases that nobody prepared the way to. */
import type { TransitionPolicy } from '../model/transition.ts';

export const releaseStep: TransitionPolicy = {
  id: 'release-step',
  family: 'transition',
  severity: 'error',
  title: 'A tenant steps only to a release that knows the way from its own',
  why: 'An image migrates the database it meets. A step that nobody prepared can leave a database that neither release runs on. What a tenant runs is told by its record in `dist`: of the revision that a change starts from, or of this working tree.',
  fix: 'Step over a release in between, or add the release to `upgradeableFrom` once the step is proven.',
  controls: { hipaa: ['164.312(c)(1)', '164.308(a)(7)(ii)(C)'] },
  *check({ before, after, fleet }) {
    const had = before?.record?.['release'];
    const has = after?.record['release'];
    if (after === undefined || typeof had !== 'string' || typeof has !== 'string' || had === has) return;
    if (fleet.releases.get(has)?.upgradeableFrom.includes(had) === true) return;
    // Back on the way that it came: `release-revert`.
    if (fleet.releases.get(had)?.upgradeableFrom.includes(has) === true) return;
    yield {
      specPointer: after.tenant().spec.pin === undefined ? '/ring' : '/pin/release',
      message: `release is ${JSON.stringify(has)}, must be one that can be reached from ${JSON.stringify(had)}, which the tenant runs`,
      value: has,
    };
  },
};
