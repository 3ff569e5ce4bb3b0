/** Pod Security Standards, restricted, check `allowPrivilegeEscalation` (its variant since 1.25). */
import type { StackPolicy } from '../model/policy.ts';
import { isWindows } from './pod-security-relaxation.ts';
import { containerSettings, refuse } from './pod-security-setting.ts';
import { podsIn } from './pod-template.ts';

export const podSecurityAllowPrivilegeEscalation: StackPolicy = {
  id: 'pod-security-allow-privilege-escalation',
  family: 'object',
  severity: 'error',
  title: 'No container lets a process gain more rights than its parent',
  why: 'Without this a set-user-ID program in the image turns an ordinary user into root inside the container.',
  fix: 'Set `allowPrivilegeEscalation: false` in the `securityContext` of the container.',
  controls: { hipaa: ['164.312(a)(1)'], cis: ['5.2.6'], nsa: ['Pod security enforcement'] },
  *check(inventory) {
    for (const pod of podsIn(inventory)) {
      // Windows has no such switch; the API server refuses a Windows pod that sets it.
      if (isWindows(pod)) continue;
      yield* refuse(containerSettings(pod, ['securityContext', 'allowPrivilegeEscalation']), {
        allows: (value) => value === false,
        wanted: 'false',
      });
    }
  },
};
