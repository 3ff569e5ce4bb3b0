/** Refuses Secrets that hold, or are filled with, credentials of the cluster that never end. */
import type { StackPolicy, Violation } from '../model/policy.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { describeValue } from './pod-template.ts';

const tokens: ReadonlySet<unknown> = new Set(['kubernetes.io/service-account-token', 'bootstrap.kubernetes.io/token']);

export const legacyTokenSecrets: StackPolicy = {
  id: 'legacy-token-secrets',
  family: 'object',
  severity: 'error',
  title: 'No Secret holds a token of the API server',
  why: 'The API server fills such a Secret with a token that never expires and works from anywhere; a bootstrap token lets its holder join the cluster as a node. Whoever reads the Secret once keeps it.',
  fix: 'Let the program ask for a token that expires: a projected volume, or the TokenRequest API for a named account.',
  controls: {
    hipaa: ['164.312(a)(1)', '164.312(d)'],
    cis: ['5.1.6', '5.4.1'],
    nsa: ['Protecting Pod service account tokens'],
  },
  *check(inventory): Iterable<Violation> {
    for (const object of objectsOfKind(inventory, 'Secret of v1')) {
      const { type = null } = object.manifest;
      // Without one, a Secret is Opaque.
      if (type === null || (typeof type === 'string' && !tokens.has(type))) continue;
      yield {
        object,
        pointer: '/type',
        message: `type is ${describeValue(type)}, must be that of a Secret without token`,
      };
    }
  },
};
