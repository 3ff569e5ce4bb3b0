/** Pod Security Standards, baseline, check `seLinuxOptions` (its variant since 1.31). */
import type { StackPolicy, Violation } from '../model/policy.ts';
import { either, oneOf, unsetOrEmpty } from './pod-security-rule.ts';
import { containerSettings, distinct, podSettings, refuse } from './pod-security-setting.ts';
import { type Pod, podsIn } from './pod-template.ts';

const types = oneOf(['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']);
const rules = {
  type: either(unsetOrEmpty, types),
  user: unsetOrEmpty,
  role: unsetOrEmpty,
};

export const podSecuritySeLinuxOptions: StackPolicy = {
  id: 'pod-security-se-linux-options',
  family: 'object',
  severity: 'error',
  title: 'No pod or container leaves the SELinux domain of containers',
  why: 'SELinux separates containers from the node and from each other by the domain they run in. Another type, user or role can lift that separation.',
  fix: 'Remove `type`, `user` and `role` from `seLinuxOptions`; `level` may stay.',
  controls: { hipaa: ['164.312(a)(1)'], cis: ['5.6.3'], nsa: ['Hardening container environments'] },
  *check(inventory) {
    for (const pod of podsIn(inventory)) yield* distinct(judge(pod));
  },
};

function* judge(pod: Pod): Generator<Violation> {
  for (const [field, rule] of Object.entries(rules)) {
    const path = ['securityContext', 'seLinuxOptions', field];
    yield* refuse(podSettings(pod, path), rule);
    yield* refuse(containerSettings(pod, path), rule);
  }
}
