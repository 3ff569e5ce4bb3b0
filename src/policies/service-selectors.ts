/** Demands that each service of a tenant leads to pods of its own stack, of one component, and to ports that they have. */
import { isObject, type Json } from '../model/manifest.ts';
import type { InventoryObject, StackPolicy, Violation } from '../model/policy.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { podsOfService } from './service-pods.ts';
import type { StackPod } from './stack-pods.ts';

export const serviceSelectors: StackPolicy = {
  id: 'service-selectors',
  family: 'tenant',
  severity: 'error',
  title: 'Each service of a tenant selects pods of its stack, of one component, and ports that they have',
  why: 'A service that selects nothing answers nobody, and waits for whatever pod gets its labels first. One that selects several components sends requests for Odoo to whatever else has the labels.',
  fix: 'Select the pods by name and component, and give ports by names that their containers have.',
  controls: { hipaa: ['164.312(a)(1)'], nsa: ['Network separation and hardening'] },
  *check(inventory): Iterable<Violation> {
    if (!inventory.tenant) return;
    for (const object of objectsOfKind(inventory, 'Service of v1')) {
      const spec = isObject(object.manifest['spec']) ? object.manifest['spec'] : {};
      const { selector } = spec;
      // Without a selector: `service-leads-elsewhere`.
      if (!isObject(selector) || Object.keys(selector).length === 0) continue;
      const pods = podsOfService(object, inventory);
      const components = [...new Set(pods.map(({ component }) => component))].toSorted();
      if (components.length === 1) {
        yield* faultsOfPorts(object, spec['ports'], pods);
      } else {
        const found = components.length === 0 ? 'no pod of the stack' : `pods of ${components.join(' and ')}`;
        yield {
          object,
          pointer: '/spec/selector',
          message: `the service selects ${found}, must select pods of one component`,
        };
      }
    }
  },
};

function* faultsOfPorts(
  object: InventoryObject,
  list: Json | undefined,
  pods: readonly StackPod[],
): Generator<Violation> {
  const ports: readonly Json[] = Array.isArray(list) ? list : [];
  const known = pods.filter((pod) => pod.ports.size > 0);
  for (const [index, port] of ports.entries()) {
    if (!isObject(port)) continue;
    const { targetPort } = port;
    // A number needs no container that declares it.
    if (typeof targetPort !== 'string') continue;
    const name = `${String(port['protocol'] ?? 'TCP')} ${targetPort}`;
    if (known.length > 0 && known.every((pod) => pod.ports.has(name))) continue;
    const message = `targetPort is ${JSON.stringify(targetPort)}, must be the name of a port that the selected pods have`;
    yield { object, pointer: `/spec/ports/${index}/targetPort`, message };
  }
}
