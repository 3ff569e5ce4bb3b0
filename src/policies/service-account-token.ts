/** Refuses pods that get a token of the API server. */
import { apiServerAudience } from '../model/api-server-audience.ts';
import { isObject, listOf } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { describeValue, type Pod, podsIn } from './pod-template.ts';

const ofApiServer = new RegExp(apiServerAudience);

export const serviceAccountToken: StackPolicy = {
  id: 'service-account-token',
  family: 'object',
  severity: 'error',
  title: 'No pod gets a token of the API server',
  why: 'A token that is mounted into a pod lets whoever breaks into it talk to the API server. Odoo and PostgreSQL never need it.',
  fix: 'Set `automountServiceAccountToken: false` in the pod, and name in a projected token the audience that it is shown to. A program that really needs the API server is an exception.',
  controls: {
    hipaa: ['164.312(a)(1)', '164.312(d)'],
    cis: ['5.1.5', '5.1.6'],
    nsa: ['Protecting Pod service account tokens'],
  },
  *check(inventory): Iterable<Violation> {
    for (const pod of podsIn(inventory)) {
      const { object, spec, pointer } = pod;
      const value = spec['automountServiceAccountToken'];
      if (value !== false) {
        yield {
          object,
          pointer: value === undefined ? `${pointer}/spec` : `${pointer}/spec/automountServiceAccountToken`,
          message: `automountServiceAccountToken is ${describeValue(value)}, must be false`,
        };
      }
      yield* projectedTokens(pod);
    }
    for (const object of objectsOfKind(inventory, 'ServiceAccount of v1')) {
      const value = object.manifest['automountServiceAccountToken'];
      if (value === false) continue;
      yield {
        object,
        pointer: value === undefined ? '' : '/automountServiceAccountToken',
        message: `automountServiceAccountToken of the service account is ${describeValue(value)}, must be false`,
      };
    }
  },
};

/** A projected token is meant for the API server unless it says otherwise. */
function* projectedTokens({ object, spec, pointer }: Pod): Generator<Violation> {
  for (const [at, volume] of listOf(spec['volumes']).entries()) {
    const projected = isObject(volume) ? volume['projected'] : undefined;
    for (const [index, source] of listOf(isObject(projected) ? projected['sources'] : undefined).entries()) {
      const token = isObject(source) ? (source['serviceAccountToken'] ?? null) : null;
      if (token === null) continue;
      const audience = (isObject(token) ? token['audience'] : undefined) ?? '';
      if (typeof audience === 'string' && audience !== '' && !ofApiServer.test(audience)) continue;
      const place = `${pointer}/spec/volumes/${at}/projected/sources/${index}/serviceAccountToken`;
      yield {
        object,
        pointer: audience === '' ? place : `${place}/audience`,
        message: `the audience of a projected token is ${audience === '' ? 'unset' : describeValue(audience)}, must be another than the API server`,
      };
    }
  }
}
