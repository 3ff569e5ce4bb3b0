/** Pod Security Standards, restricted, check `runAsNonRoot` (its variant since 1.35). */
import type { StackPolicy } from '../model/policy.ts';
import { hasUserNamespace } from './pod-security-relaxation.ts';
import { containerSettings, podSettings, refuse } from './pod-security-setting.ts';
import { podsIn } from './pod-template.ts';

const path = ['securityContext', 'runAsNonRoot'];

export const podSecurityRunAsNonRoot: StackPolicy = {
  id: 'pod-security-run-as-non-root',
  family: 'object',
  severity: 'error',
  title: 'Every container is refused a start as root',
  why: 'Root in a container is root on the node as soon as any wall between them has a hole.',
  fix: "Set `runAsNonRoot: true` in the pod's `securityContext`, and nothing else in its containers.",
  controls: { hipaa: ['164.312(a)(1)'], cis: ['5.2.7'], nsa: ['Non-root containers and rootless container engines'] },
  *check(inventory) {
    for (const pod of podsIn(inventory)) {
      if (hasUserNamespace(pod)) continue;
      const podLevel = podSettings(pod, path);
      yield* refuse(podLevel, { allows: (value) => value === undefined || value === true, wanted: 'true' });
      // A container without its own setting has the pod's. When that is wrong it was named above, once.
      const inherits = podLevel.some(({ value, malformed }) => value !== undefined || malformed !== undefined);
      yield* refuse(containerSettings(pod, path), {
        allows: (value) => value === true || (value === undefined && inherits),
        wanted: inherits ? 'true' : 'true here or in the pod',
      });
    }
  },
};
