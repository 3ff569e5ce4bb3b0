/** Pod Security Standards, baseline, check `windowsHostProcess` (since 1.0). */
import type { StackPolicy } from '../model/policy.ts';
import { unsetOrFalse } from './pod-security-rule.ts';
import { containerSettings, podSettings, refuse } from './pod-security-setting.ts';
import { podsIn } from './pod-template.ts';

const path = ['securityContext', 'windowsOptions', 'hostProcess'];

export const podSecurityWindowsHostProcess: StackPolicy = {
  id: 'pod-security-windows-host-process',
  family: 'object',
  severity: 'error',
  title: 'No container runs as a process of its Windows node',
  why: 'A HostProcess container is no container: it has the rights of a program that was started on the node itself.',
  fix: 'Remove `hostProcess` from `windowsOptions`.',
  controls: { hipaa: ['164.312(a)(1)'], cis: ['5.2.10'], nsa: ['Pod security enforcement'] },
  *check(inventory) {
    for (const pod of podsIn(inventory)) {
      yield* refuse(podSettings(pod, path), unsetOrFalse);
      yield* refuse(containerSettings(pod, path), unsetOrFalse);
    }
  },
};
