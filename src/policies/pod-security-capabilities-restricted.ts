/** Pod Security Standards, restricted, check `capabilities_restricted` (its variant since 1.25). */
import type { StackPolicy, Violation } from '../model/policy.ts';
import { isWindows } from './pod-security-relaxation.ts';
import { oneOf } from './pod-security-rule.ts';
import { containerSettings, distinct, refuse, type Rule } from './pod-security-setting.ts';
import { type Pod, podsIn } from './pod-template.ts';

const dropsAll: Rule = {
  allows: (value) => Array.isArray(value) && value.includes('ALL'),
  wanted: 'a list that includes "ALL"',
};

const onlyBinds = oneOf(['NET_BIND_SERVICE']);

export const podSecurityCapabilitiesRestricted: StackPolicy = {
  id: 'pod-security-capabilities-restricted',
  family: 'object',
  severity: 'error',
  title: 'Every container drops all capabilities and adds at most NET_BIND_SERVICE',
  why: 'Capabilities are parts of the power of root. A program that was taken over can use all that its container still has, though Odoo and PostgreSQL need none.',
  fix: 'Set `capabilities: {drop: [ALL]}` in the `securityContext` of the container, and add nothing but NET_BIND_SERVICE.',
  controls: { hipaa: ['164.312(a)(1)'], cis: ['5.2.8', '5.2.9'], nsa: ['Pod security enforcement'] },
  *check(inventory) {
    for (const pod of podsIn(inventory)) {
      // Windows has no capabilities; the API server refuses a Windows pod that sets them.
      if (isWindows(pod)) continue;
      yield* distinct(judge(pod));
    }
  },
};

function* judge(pod: Pod): Generator<Violation> {
  yield* refuse(containerSettings(pod, ['securityContext', 'capabilities', 'drop']), dropsAll);
  yield* refuse(containerSettings(pod, ['securityContext', 'capabilities', 'add', '*']), onlyBinds);
}
