/** Pod Security Standards, baseline, check `appArmorProfile` (since 1.0). */
import type { StackPolicy } from '../model/policy.ts';
import { noneOrConfinedProfile } from './pod-security-rule.ts';
import { annotationSettings, containerSettings, podSettings, refuse, type Rule } from './pod-security-setting.ts';
import { podsIn } from './pod-template.ts';

const path = ['securityContext', 'appArmorProfile', 'type'];

/** One annotation for each container, older than the fields and still honoured. */
const annotationPrefix = 'container.apparmor.security.beta.kubernetes.io/';

const confinedAnnotation: Rule = {
  allows: (value) =>
    value === undefined ||
    value === '' ||
    value === 'runtime/default' ||
    (typeof value === 'string' && value.startsWith('localhost/')),
  wanted: 'unset, "runtime/default" or "localhost/…"',
};

export const podSecurityAppArmorProfile: StackPolicy = {
  id: 'pod-security-app-armor-profile',
  family: 'object',
  severity: 'error',
  title: 'No pod or container switches AppArmor off',
  why: "AppArmor keeps containers away from the node's files and devices on nodes that have it. `Unconfined` takes that wall down.",
  fix: 'Remove `appArmorProfile` and the AppArmor annotation, or set the type to `RuntimeDefault`.',
  controls: { hipaa: ['164.312(a)(1)'], cis: ['5.6.3'], nsa: ['Hardening container environments'] },
  *check(inventory) {
    for (const pod of podsIn(inventory)) {
      yield* refuse(podSettings(pod, path), noneOrConfinedProfile);
      yield* refuse(containerSettings(pod, path), noneOrConfinedProfile);
      yield* refuse(annotationSettings(pod, annotationPrefix), confinedAnnotation);
    }
  },
};
