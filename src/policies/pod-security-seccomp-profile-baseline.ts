/** Pod Security Standards, baseline, check `seccompProfile_baseline` (its variant since 1.19). */
import type { StackPolicy } from '../model/policy.ts';
import { noneOrConfinedProfile } from './pod-security-rule.ts';
import { containerSettings, podSettings, refuse } from './pod-security-setting.ts';
import { podsIn } from './pod-template.ts';

// The alpha annotations of Kubernetes 1.18 and before are ignored by the kubelet, and so by this variant.
const path = ['securityContext', 'seccompProfile', 'type'];

export const podSecuritySeccompProfileBaseline: StackPolicy = {
  id: 'pod-security-seccomp-profile-baseline',
  family: 'object',
  severity: 'error',
  title: 'No pod or container switches the filter of system calls off',
  why: 'Seccomp keeps containers away from rarely used system calls, where most escapes to the node begin. `Unconfined` opens them all.',
  fix: 'Remove `seccompProfile`, or set its type to `RuntimeDefault`.',
  controls: { hipaa: ['164.312(a)(1)'], cis: ['5.6.2'], nsa: ['Hardening container environments'] },
  *check(inventory) {
    for (const pod of podsIn(inventory)) {
      yield* refuse(podSettings(pod, path), noneOrConfinedProfile);
      yield* refuse(containerSettings(pod, path), noneOrConfinedProfile);
    }
  },
};
