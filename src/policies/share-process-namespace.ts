/** Refuses pods whose containers see each other's processes. */
import type { StackPolicy, Violation } from '../model/policy.ts';
import { describeValue, podsIn } from './pod-template.ts';

export const shareProcessNamespace: StackPolicy = {
  id: 'share-process-namespace',
  family: 'object',
  severity: 'error',
  title: "No container sees the processes of the pod's others",
  why: "With one process namespace each container reads the others' environment, arguments and files through `/proc`, and can stop them: a secret that only one of them has is a secret of all.",
  fix: 'Remove `shareProcessNamespace`. Containers of a pod talk over localhost or a shared volume.',
  controls: { hipaa: ['164.312(a)(1)'], nsa: ['Pod security enforcement'] },
  *check(inventory): Iterable<Violation> {
    for (const { object, spec, pointer } of podsIn(inventory)) {
      const value = spec['shareProcessNamespace'] ?? false;
      if (value === false) continue;
      yield {
        object,
        pointer: `${pointer}/spec/shareProcessNamespace`,
        message: `shareProcessNamespace is ${describeValue(value)}, must be false`,
      };
    }
  },
};
