/** Pod Security Standards, baseline, check `hostPorts` (since 1.0). */
import type { StackPolicy } from '../model/policy.ts';
import { containerSettings, refuse } from './pod-security-setting.ts';
import { podsIn } from './pod-template.ts';

export const podSecurityHostPorts: StackPolicy = {
  id: 'pod-security-host-ports',
  family: 'object',
  severity: 'error',
  title: 'No container takes a port of its node',
  why: "A port on the node's address is reachable past the gateway, and no other tenant on that node can have it.",
  fix: 'Remove `hostPort`. Publish the port with a Service and a route of the gateway.',
  controls: { hipaa: ['164.312(a)(1)'], cis: ['5.2.12'], nsa: ['Pod security enforcement'] },
  *check(inventory) {
    for (const pod of podsIn(inventory)) {
      yield* refuse(containerSettings(pod, ['ports', '*', 'hostPort']), {
        allows: (value) => value === undefined || value === 0,
        wanted: 'unset or 0',
      });
    }
  },
};
