/** Demands that pods have the priority of their tenant, and no other. */
import { isObject, type JsonObject } from '../model/manifest.ts';
import type { Inventory, InventoryObject, StackPolicy, Violation } from '../model/policy.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { describeValue, podsIn } from './pod-template.ts';

export const priorityClass: StackPolicy = {
  id: 'priority-class',
  family: 'tenant',
  severity: 'error',
  title: 'Pods have the priority class of their environment',
  why: 'A node under pressure gives up the pods of the lower class first, and a class that preempts pushes others off it: a copy, or one tenant, must not take the place of a production tenant or of the system.',
  fix: 'Set `priorityClassName: fleet-tenant` for production, and `fleet-staging` for staging and demo tenants.',
  controls: { hipaa: ['164.308(a)(7)(ii)(C)', '164.312(a)(1)'], nsa: ['Resource policies'] },
  *check(inventory): Iterable<Violation> {
    if (!inventory.tenant) return;
    const { environment, class: kind } = inventory.tenant.spec;
    const wanted = environment === 'production' && kind !== 'demo' ? 'fleet-tenant' : 'fleet-staging';
    for (const { object, spec, pointer } of holdersIn(inventory)) {
      const name = spec['priorityClassName'];
      if (name !== wanted) {
        yield {
          object,
          pointer: name === undefined ? pointer : `${pointer}/priorityClassName`,
          specPointer: '/environment',
          message: `priorityClassName is ${describeValue(name)}, must be ${JSON.stringify(wanted)}`,
        };
      }
      const number = spec['priority'] ?? null;
      if (number === null) continue;
      const message = `priority is ${describeValue(number)}, must be left to the class`;
      yield { object, pointer: `${pointer}/priority`, message };
    }
  },
};

interface Holder {
  readonly object: InventoryObject;
  readonly spec: JsonObject;
  readonly pointer: string;
}

function* holdersIn(inventory: Inventory): Generator<Holder> {
  for (const { object, spec, pointer } of podsIn(inventory)) yield { object, spec, pointer: `${pointer}/spec` };
  for (const object of objectsOfKind(inventory, 'Cluster of postgresql.cnpg.io/v1')) {
    const { spec } = object.manifest;
    yield { object, spec: isObject(spec) ? spec : {}, pointer: '/spec' };
  }
}
