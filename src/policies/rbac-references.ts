/** Demands that a tenant's bindings join its own roles to its own accounts. */
import { isObject, type Json, type JsonObject, refOf } from '../model/manifest.ts';
import type { Inventory, StackPolicy, Violation } from '../model/policy.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { describeValue } from './pod-template.ts';

const rbac = 'rbac.authorization.k8s.io/v1';

export const rbacReferences: StackPolicy = {
  id: 'rbac-references',
  family: 'tenant',
  severity: 'error',
  title: "A tenant's bindings give roles of its stack to accounts of its stack",
  why: 'A user, a group or an account of somebody else is let into the tenant by it. A role that is not in the stack is decided elsewhere, and an account that does not exist is that of whoever makes it first.',
  fix: 'Bind a Role of the same stack to a ServiceAccount of the same stack.',
  controls: {
    hipaa: ['164.312(a)(1)', '164.308(a)(4)(ii)(B)'],
    cis: ['5.1.1', '5.6.1'],
    nsa: ['Role-based access control'],
  },
  *check(inventory): Iterable<Violation> {
    if (!inventory.tenant) return;
    const bindings = objectsOfKind(inventory, `RoleBinding of ${rbac}`);
    if (bindings.length === 0) return;
    const roles = placesOf(inventory, `Role of ${rbac}`);
    const accounts = placesOf(inventory, 'ServiceAccount of v1');
    for (const object of bindings) {
      const { roleRef, subjects = null } = object.manifest;
      const { kind, name } = isObject(roleRef) ? roleRef : ({} as JsonObject);
      if (kind !== 'Role' || !roles.has(placeOf(refOf(object.manifest).namespace, name))) {
        const found = isObject(roleRef) ? described(roleRef) : describeValue(roleRef);
        yield { object, pointer: '/roleRef', message: `the role is ${found}, must be a Role of the stack` };
      }
      const list: readonly Json[] = Array.isArray(subjects) ? subjects : subjects === null ? [] : [subjects];
      for (const [index, subject] of list.entries()) {
        if (isObject(subject) && isAccount(subject) && accounts.has(placeOf(subject['namespace'], subject['name'])))
          continue;
        const pointer = Array.isArray(subjects) ? `/subjects/${index}` : '/subjects';
        const found = isObject(subject) ? described(subject) : describeValue(subject);
        yield { object, pointer, message: `a subject is ${found}, must be a ServiceAccount of the stack` };
      }
    }
  },
};

function isAccount({ kind, apiGroup = null }: JsonObject): boolean {
  return kind === 'ServiceAccount' && (apiGroup === null || apiGroup === '');
}

function described({ kind, name, namespace }: JsonObject): string {
  const place = namespace === undefined ? '' : ` of ${describeValue(namespace)}`;
  return `${typeof kind === 'string' ? kind : describeValue(kind)} ${describeValue(name)}${place}`;
}

function placesOf(inventory: Inventory, type: string): ReadonlySet<string> {
  return new Set(
    objectsOfKind(inventory, type).map(({ manifest }) => {
      const { namespace, name } = refOf(manifest);
      return placeOf(namespace, name);
    }),
  );
}

/** Without a slash in either, two are the same only if both parts are. */
function placeOf(namespace: Json | undefined, name: Json | undefined): string {
  return `${typeof namespace === 'string' ? namespace : ''}/${typeof name === 'string' ? name : ''}`;
}
