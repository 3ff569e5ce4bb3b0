/** Roles and bindings for the cases of policies that judge them. */
import type { Json, JsonObject } from '../../src/model/manifest.ts';
import { object } from './policy-cases.ts';

const group = 'rbac.authorization.k8s.io';

/** A Role of the minimal tenant's namespace. */
export function role(rules: Json, name = 'reader'): JsonObject {
  return object(`Role of ${group}/v1`, name, { rules });
}

export function clusterRole(rules: Json, rest: JsonObject = {}): JsonObject {
  return { apiVersion: `${group}/v1`, kind: 'ClusterRole', metadata: { name: 'reader' }, rules, ...rest };
}

/** A binding of the Role above, in the minimal tenant's namespace. */
export function roleBinding(subjects: Json, rest: JsonObject = {}): JsonObject {
  return object(`RoleBinding of ${group}/v1`, 'reader', {
    roleRef: { apiGroup: group, kind: 'Role', name: 'reader' },
    subjects,
    ...rest,
  });
}

export function clusterRoleBinding(subjects: Json, clusterRoleName = 'reader'): JsonObject {
  return {
    apiVersion: `${group}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: 'reader' },
    roleRef: { apiGroup: group, kind: 'ClusterRole', name: clusterRoleName },
    subjects,
  };
}
