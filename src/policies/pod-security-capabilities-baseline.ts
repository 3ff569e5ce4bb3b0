/** Pod Security Standards, baseline, check `capabilities_baseline` (since 1.0). */
import type { StackPolicy } from '../model/policy.ts';
import { oneOf } from './pod-security-rule.ts';
import { containerSettings, refuse } from './pod-security-setting.ts';
import { podsIn } from './pod-template.ts';

/** What container runtimes grant by default, without NET_RAW, which lets a container forge packets. */
const harmless = oneOf([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

export const podSecurityCapabilitiesBaseline: StackPolicy = {
  id: 'pod-security-capabilities-baseline',
  family: 'object',
  severity: 'error',
  title: 'No container adds capabilities beyond the default set',
  why: 'Capabilities are parts of the power of root. One beyond the default set, such as SYS_ADMIN or NET_RAW, is enough to leave the container or to forge the traffic of other tenants.',
  fix: 'Remove the capability from `capabilities.add`.',
  controls: { hipaa: ['164.312(a)(1)'], cis: ['5.2.8'], nsa: ['Pod security enforcement'] },
  *check(inventory) {
    for (const pod of podsIn(inventory)) {
      yield* refuse(containerSettings(pod, ['securityContext', 'capabilities', 'add', '*']), harmless);
    }
  },
};
