/** Refuses pods that no policy could look into, so that nobody takes their silence for approval. */
import type { StackPolicy } from '../model/policy.ts';
import { podsIn } from './pod-template.ts';

export const podTemplateReadable: StackPolicy = {
  id: 'pod-template-readable',
  family: 'object',
  severity: 'error',
  title: 'Every pod can be read: it has a spec with a list of containers',
  why: 'Policies judge what they can read. A pod whose spec or containers are missing or have the wrong type would pass all of them unseen.',
  fix: 'Write the pod as the Kubernetes API defines it: an object `spec` with a list `containers` of at least one object.',
  controls: { cis: ['5.2.1'], nsa: ['Pod security enforcement'] },
  *check(inventory) {
    for (const { object, faults } of podsIn(inventory)) {
      for (const { pointer, message } of faults) yield { object, pointer, message };
    }
  },
};
