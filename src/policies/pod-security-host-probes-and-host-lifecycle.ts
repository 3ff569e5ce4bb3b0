/** Pod Security Standards, baseline, check `hostProbesAndHostLifecycle` (since 1.34). */
import type { StackPolicy } from '../model/policy.ts';
import { unsetOrEmpty } from './pod-security-rule.ts';
import { containerSettings, distinct, follow, refuse } from './pod-security-setting.ts';
import { podsIn } from './pod-template.ts';

const handlers = [
  ['livenessProbe'],
  ['readinessProbe'],
  ['startupProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
];
const actions = ['httpGet', 'tcpSocket'];

export const podSecurityHostProbesAndHostLifecycle: StackPolicy = {
  id: 'pod-security-host-probes-and-host-lifecycle',
  family: 'object',
  severity: 'error',
  title: 'Probes and lifecycle hooks call only the pod itself',
  why: 'The kubelet runs probes and hooks from the node, outside every NetworkPolicy. With a host of its own choice a pod makes the node call other tenants or cloud metadata.',
  fix: "Remove `host`: probes then go to the pod's own address. Set a `Host` header in `httpHeaders` when the server needs one.",
  controls: { hipaa: ['164.312(a)(1)'], nsa: ['Pod security enforcement'] },
  *check(inventory) {
    for (const pod of podsIn(inventory)) {
      const hosts = handlers
        .flatMap((handler) => containerSettings(pod, handler))
        .filter((handler) => handler.value !== undefined)
        .flatMap((handler) => actions.flatMap((action) => follow(handler, [action, 'host'])));
      yield* distinct(refuse(hosts, unsetOrEmpty));
    }
  },
};
