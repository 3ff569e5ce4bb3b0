/** Refuses bindings to everybody, to accounts that nobody chose, and to the strongest role. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { describeValue } from './pod-template.ts';

const everybody: ReadonlySet<unknown> = new Set([
  'system:anonymous',
  'system:authenticated',
  'system:masters',
  'system:serviceaccounts',
  'system:unauthenticated',
]);

export const rbacSubjects: StackPolicy = {
  id: 'rbac-subjects',
  family: 'object',
  severity: 'error',
  title: 'Roles are bound to accounts of their own, and cluster-admin to none',
  why: 'A right of a group that everybody is in is a right of whoever breaks into any pod; the account `default` is that of every pod that names none. `cluster-admin` and `system:masters` are above all rules.',
  fix: 'Make a service account for the program, and bind it to a role with the rights that it uses.',
  controls: {
    hipaa: ['164.312(a)(1)', '164.312(a)(2)(i)', '164.308(a)(4)(ii)(B)'],
    cis: ['5.1.1', '5.1.5', '5.1.7'],
    nsa: ['Role-based access control'],
  },
  *check(inventory): Iterable<Violation> {
    for (const kind of ['RoleBinding', 'ClusterRoleBinding']) {
      for (const object of objectsOfKind(inventory, `${kind} of rbac.authorization.k8s.io/v1`)) {
        for (const fault of faultsOf(object.manifest)) yield { object, ...fault };
      }
    }
  },
};

type Fault = Pick<Violation, 'message'> & { readonly pointer: string };

function* faultsOf({ roleRef, subjects = null }: JsonObject): Generator<Fault> {
  if (!isObject(roleRef) || (roleRef['kind'] === 'ClusterRole' && roleRef['name'] === 'cluster-admin')) {
    const found = isObject(roleRef) ? '"cluster-admin"' : describeValue(roleRef);
    yield { pointer: isObject(roleRef) ? '/roleRef/name' : '', message: `the role is ${found}, must be a limited one` };
  }
  if (subjects === null) return;
  if (!Array.isArray(subjects)) {
    yield { pointer: '/subjects', message: `subjects is ${describeValue(subjects)}, must be a list` };
    return;
  }
  for (const [index, subject] of (subjects as readonly Json[]).entries()) {
    const found = isObject(subject) ? shared(subject) : describeValue(subject);
    if (found === undefined) continue;
    yield { pointer: `/subjects/${index}`, message: `a subject is ${found}, must be an account made for this role` };
  }
}

/** How a message names a subject that stands for more than one holder; undefined for others. */
function shared({ kind, name, namespace }: JsonObject): string | undefined {
  const isShared =
    kind === 'ServiceAccount'
      ? typeof name !== 'string' || name === 'default'
      : (kind !== 'Group' && kind !== 'User') || typeof name !== 'string' || isEverybody(name);
  if (!isShared) return undefined;
  const place = kind === 'ServiceAccount' && typeof namespace === 'string' ? ` of ${namespace}` : '';
  return `${typeof kind === 'string' ? kind : describeValue(kind)} ${describeValue(name)}${place}`;
}

/** Accounts are users too, and all of a namespace are a group. */
function isEverybody(name: string): boolean {
  return everybody.has(name) || /^system:serviceaccounts:|^system:serviceaccount:[^:]*:default$/.test(name);
}
