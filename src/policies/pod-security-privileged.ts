/** Pod Security Standards, baseline, check `privileged` (since 1.0). */
import type { StackPolicy } from '../model/policy.ts';
import { unsetOrFalse } from './pod-security-rule.ts';
import { containerSettings, refuse } from './pod-security-setting.ts';
import { podsIn } from './pod-template.ts';

export const podSecurityPrivileged: StackPolicy = {
  id: 'pod-security-privileged',
  family: 'object',
  severity: 'error',
  title: 'No container is privileged',
  why: 'A privileged container is root on its node: it can read the memory, disks and secrets of every other tenant there.',
  fix: 'Remove `privileged`. If the program needs one right of the kernel, find one that works without it.',
  controls: { hipaa: ['164.312(a)(1)'], cis: ['5.2.2'], nsa: ['Pod security enforcement'] },
  *check(inventory) {
    for (const pod of podsIn(inventory)) {
      yield* refuse(containerSettings(pod, ['securityContext', 'privileged']), unsetOrFalse);
    }
  },
};
