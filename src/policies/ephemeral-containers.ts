/** Refuses debugging containers that are written down. */
import type { StackPolicy, Violation } from '../model/policy.ts';
import { describeValue, podsIn } from './pod-template.ts';

export const ephemeralContainers: StackPolicy = {
  id: 'ephemeral-containers',
  family: 'object',
  severity: 'error',
  title: 'No pod is written with ephemeral containers',
  why: 'They are put into a running pod to look into it, and stay until it ends. The API server takes none with a new pod: a manifest that has them was copied from a pod that somebody had entered.',
  fix: 'Remove `ephemeralContainers`. Somebody who must look into a pod adds one to that pod, with a role for that time.',
  controls: { hipaa: ['164.312(a)(1)'], nsa: ['Pod security enforcement'] },
  *check(inventory): Iterable<Violation> {
    for (const { object, spec, pointer } of podsIn(inventory)) {
      const list = spec['ephemeralContainers'] ?? [];
      if (Array.isArray(list) && list.length === 0) continue;
      const found = Array.isArray(list) ? `a list of ${list.length}` : describeValue(list);
      yield {
        object,
        pointer: `${pointer}/spec/ephemeralContainers`,
        message: `ephemeralContainers is ${found}, must be unset`,
      };
    }
  },
};
