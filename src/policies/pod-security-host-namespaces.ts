/** Pod Security Standards, baseline, check `hostNamespaces` (since 1.0). */
import type { StackPolicy } from '../model/policy.ts';
import { unsetOrFalse } from './pod-security-rule.ts';
import { podSettings, refuse } from './pod-security-setting.ts';
import { podsIn } from './pod-template.ts';

export const podSecurityHostNamespaces: StackPolicy = {
  id: 'pod-security-host-namespaces',
  family: 'object',
  severity: 'error',
  title: "No pod shares its node's network, processes or IPC",
  why: 'In a namespace of the node a pod escapes every NetworkPolicy, or sees and signals the processes of other tenants.',
  fix: 'Remove `hostNetwork`, `hostPID` and `hostIPC`. Reach other pods through Services.',
  controls: {
    hipaa: ['164.312(a)(1)'],
    cis: ['5.2.3', '5.2.4', '5.2.5'],
    nsa: ['Pod security enforcement'],
  },
  *check(inventory) {
    for (const pod of podsIn(inventory)) {
      for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) {
        yield* refuse(podSettings(pod, [field]), unsetOrFalse);
      }
    }
  },
};
