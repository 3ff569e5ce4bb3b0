/** Refuses services of a tenant that lead to something else than pods which they select. */
import { isObject, refOf } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { describeValue } from './pod-template.ts';

const endpoints = ['Endpoints of v1', 'EndpointSlice of discovery.k8s.io/v1'];

export const serviceLeadsElsewhere: StackPolicy = {
  id: 'service-leads-elsewhere',
  family: 'tenant',
  severity: 'error',
  title: 'Services of a tenant lead to pods that they select, and no endpoints are written by hand',
  why: "A service with an external name, or with endpoints that somebody wrote, leads wherever its text says: to another tenant's pods, to the node, to the metadata service. The gateway follows it with its own rights, past every network policy.",
  fix: 'Give the service a `selector` of pods of this stack. Destinations outside are integrations of the spec.',
  controls: { hipaa: ['164.312(a)(1)', '164.312(e)(1)'], cis: ['5.3.2'], nsa: ['Network separation and hardening'] },
  *check(inventory): Iterable<Violation> {
    if (!inventory.tenant) return;
    for (const object of objectsOfKind(inventory, 'Service of v1')) {
      const spec = isObject(object.manifest['spec']) ? object.manifest['spec'] : {};
      const { type, externalName, selector } = spec;
      const name = externalName ?? '';
      if (type === 'ExternalName' || name !== '') {
        const at = type === 'ExternalName' ? 'type' : 'externalName';
        const message = `the service leads to the name ${describeValue(name)}, must lead to pods that it selects`;
        yield { object, pointer: `/spec/${at}`, message };
      } else if (!isObject(selector) || Object.keys(selector).length === 0) {
        const message = `selector is ${isObject(selector) ? 'empty' : describeValue(selector)}, must select pods of the stack`;
        yield { object, pointer: '/spec/selector', message };
      }
    }
    for (const type of endpoints) {
      for (const object of objectsOfKind(inventory, type)) {
        const message = `${refOf(object.manifest).kind} is written by hand, must be left to the cluster`;
        yield { object, pointer: '/kind', message };
      }
    }
  },
};
