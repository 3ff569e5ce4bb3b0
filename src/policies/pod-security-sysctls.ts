/** Pod Security Standards, baseline, check `sysctls` (its variant since 1.37). */
import type { StackPolicy } from '../model/policy.ts';
import { oneOf } from './pod-security-rule.ts';
import { podSettings, refuse } from './pod-security-setting.ts';
import { podsIn } from './pod-template.ts';

/** Kernel parameters that belong to the pod alone. */
const safe = oneOf([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_notsent_lowat',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_slow_start_after_idle',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
]);

export const podSecuritySysctls: StackPolicy = {
  id: 'pod-security-sysctls',
  family: 'object',
  severity: 'error',
  title: 'Pods set only kernel parameters that concern nobody else',
  why: 'Most kernel parameters hold for the whole node. A pod that sets one can slow down, crash or weaken every other tenant there.',
  fix: 'Remove the parameter from `sysctls`, or ask the platform team to set it on the node.',
  controls: { hipaa: ['164.312(a)(1)'], cis: ['5.6.3'], nsa: ['Hardening container environments'] },
  *check(inventory) {
    for (const pod of podsIn(inventory)) {
      yield* refuse(podSettings(pod, ['securityContext', 'sysctls', '*', 'name']), safe);
    }
  },
};
