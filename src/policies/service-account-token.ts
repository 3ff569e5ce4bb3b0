/** Refuses pods that get a token of the API server without need. */
import type { StackPolicy, Violation } from '../model/policy.ts';
import { describeValue, podsIn } from './pod-template.ts';

export const serviceAccountToken: StackPolicy = {
  id: 'service-account-token',
  family: 'object',
  severity: 'error',
  title: 'No pod gets a service account token by default',
  why: 'A token that is mounted into every pod lets whoever breaks into one talk to the API server. Odoo and PostgreSQL never need it.',
  fix: 'Set `automountServiceAccountToken: false` in the pod. A program that really needs the API gets a projected token with an audience and an expiry.',
  controls: { hipaa: ['164.312(a)(1)', '164.312(d)'], cis: ['5.1.5', '5.1.6'], nsa: ['Service account tokens'] },
  *check(inventory): Iterable<Violation> {
    for (const { object, spec, pointer } of podsIn(inventory)) {
      const value = spec['automountServiceAccountToken'];
      if (value === false) continue;
      yield {
        object,
        pointer: value === undefined ? `${pointer}/spec` : `${pointer}/spec/automountServiceAccountToken`,
        message: `automountServiceAccountToken is ${describeValue(value)}, must be false`,
      };
    }
    yield* accountsWithToken(inventory.objects);
  },
};

function* accountsWithToken(objects: Parameters<StackPolicy['check']>[0]['objects']): Generator<Violation> {
  for (const object of objects) {
    const { manifest } = object;
    if (manifest['apiVersion'] !== 'v1' || manifest['kind'] !== 'ServiceAccount') continue;
    const value = manifest['automountServiceAccountToken'];
    if (value === false) continue;
    yield {
      object,
      pointer: value === undefined ? '' : '/automountServiceAccountToken',
      message: `automountServiceAccountToken of the service account is ${describeValue(value)}, must be false`,
    };
  }
}
