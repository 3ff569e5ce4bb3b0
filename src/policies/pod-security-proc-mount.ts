/** Pod Security Standards, baseline, check `procMount` (its variant since 1.35). */
import type { StackPolicy } from '../model/policy.ts';
import { hasUserNamespace } from './pod-security-relaxation.ts';
import { either, oneOf, unset } from './pod-security-rule.ts';
import { containerSettings, refuse } from './pod-security-setting.ts';
import { podsIn } from './pod-template.ts';

const masked = either(unset, oneOf(['Default']));

export const podSecurityProcMount: StackPolicy = {
  id: 'pod-security-proc-mount',
  family: 'object',
  severity: 'error',
  title: 'No container sees the unmasked `/proc`, unless it has its own user namespace',
  why: 'The runtime hides the parts of `/proc` through which root in a container could change the kernel of the node. `Unmasked` shows them.',
  fix: 'Remove `procMount`.',
  controls: { hipaa: ['164.312(a)(1)'], cis: ['5.6.3'], nsa: ['Hardening container environments'] },
  *check(inventory) {
    for (const pod of podsIn(inventory)) {
      if (hasUserNamespace(pod)) continue;
      yield* refuse(containerSettings(pod, ['securityContext', 'procMount']), masked);
    }
  },
};
