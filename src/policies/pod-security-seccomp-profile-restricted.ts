/** Pod Security Standards, restricted, check `seccompProfile_restricted` (its variant since 1.25). */
import type { StackPolicy } from '../model/policy.ts';
import { isWindows } from './pod-security-relaxation.ts';
import { confinedProfile, noneOrConfinedProfile } from './pod-security-rule.ts';
import { containerSettings, podSettings, refuse } from './pod-security-setting.ts';
import { podsIn } from './pod-template.ts';

const path = ['securityContext', 'seccompProfile', 'type'];

export const podSecuritySeccompProfileRestricted: StackPolicy = {
  id: 'pod-security-seccomp-profile-restricted',
  family: 'object',
  severity: 'error',
  title: 'Every container runs under a filter of system calls',
  why: 'Seccomp keeps containers away from rarely used system calls, where most escapes to the node begin. Where nothing is set, many nodes apply no filter at all.',
  fix: "Set `seccompProfile: {type: RuntimeDefault}` in the pod's `securityContext`, and nothing else in its containers.",
  controls: { hipaa: ['164.312(a)(1)'], cis: ['5.6.2'], nsa: ['Hardening container environments'] },
  *check(inventory) {
    for (const pod of podsIn(inventory)) {
      // Windows has no seccomp; the API server refuses a Windows pod that sets it.
      if (isWindows(pod)) continue;
      const podLevel = podSettings(pod, path);
      yield* refuse(podLevel, noneOrConfinedProfile);
      // A container without its own profile has the pod's. When that is wrong it was named above, once.
      const inherits = podLevel.some(({ parentIsSet, malformed }) => parentIsSet || malformed !== undefined);
      yield* refuse(containerSettings(pod, path), {
        allows: (value, setting) => (setting.parentIsSet ? confinedProfile.allows(value, setting) : inherits),
        wanted: inherits ? confinedProfile.wanted : `${confinedProfile.wanted}, here or in the pod`,
      });
    }
  },
};
