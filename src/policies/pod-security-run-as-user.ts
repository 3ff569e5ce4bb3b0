/** Pod Security Standards, restricted, check `runAsUser` (its variant since 1.35). */
import type { StackPolicy } from '../model/policy.ts';
import { hasUserNamespace } from './pod-security-relaxation.ts';
import { containerSettings, podSettings, refuse, type Rule } from './pod-security-setting.ts';
import { podsIn } from './pod-template.ts';

const path = ['securityContext', 'runAsUser'];

const notRoot: Rule = {
  allows: (value) => value === undefined || (Number.isInteger(value) && value !== 0),
  wanted: 'unset or a number other than 0',
};

export const podSecurityRunAsUser: StackPolicy = {
  id: 'pod-security-run-as-user',
  family: 'object',
  severity: 'error',
  title: 'No container asks to run as root',
  why: 'User 0 is root. With it a container either fails to start, when `runAsNonRoot` is set, or runs with far more rights than it needs.',
  fix: 'Remove `runAsUser`, so that the user of the image is taken, or set it to a number above 0.',
  controls: { hipaa: ['164.312(a)(1)'], cis: ['5.2.7'], nsa: ['Non-root containers and rootless container engines'] },
  *check(inventory) {
    for (const pod of podsIn(inventory)) {
      if (hasUserNamespace(pod)) continue;
      yield* refuse(podSettings(pod, path), notRoot);
      yield* refuse(containerSettings(pod, path), notRoot);
    }
  },
};
