/** Pod Security Standards, restricted, check `procMount_restricted` (since 1.35). */
import type { StackPolicy } from '../model/policy.ts';
import { either, oneOf, unset } from './pod-security-rule.ts';
import { containerSettings, refuse } from './pod-security-setting.ts';
import { podsIn } from './pod-template.ts';

const masked = either(unset, oneOf(['Default']));

export const podSecurityProcMountRestricted: StackPolicy = {
  id: 'pod-security-proc-mount-restricted',
  family: 'object',
  severity: 'error',
  title: 'No container sees the unmasked `/proc`',
  why: 'The runtime hides the parts of `/proc` that show or change the kernel of the node. `Unmasked` shows them, and only programs that start containers themselves need it.',
  fix: 'Remove `procMount`.',
  controls: { hipaa: ['164.312(a)(1)'], cis: ['5.6.3'], nsa: ['Hardening container environments'] },
  *check(inventory) {
    for (const pod of podsIn(inventory)) {
      yield* refuse(containerSettings(pod, ['securityContext', 'procMount']), masked);
    }
  },
};
