/** Who holds rights where, by the bindings of a cluster. */
import { isObject, type Json, type JsonObject, refOf } from '../model/manifest.ts';
import type { InventoryObject } from '../model/policy.ts';

/** A subject of a binding, in the one spelling that equal subjects share. */
export type Identity =
  | { readonly kind: 'account'; readonly namespace: string; readonly name: string }
  | { readonly kind: 'accounts-of'; readonly namespace: string }
  | { readonly kind: 'everyone'; readonly name: string }
  | { readonly kind: 'user' | 'group'; readonly name: string }
  | { readonly kind: 'unknown'; readonly name: string };

export interface Grant {
  readonly identity: Identity;
  /** Undefined: in every namespace, and outside of them. */
  readonly namespace?: string;
  readonly role: string;
  readonly binding: InventoryObject;
  readonly pointer: string;
}

const api = 'rbac.authorization.k8s.io/v1';
/** Groups that an API server puts whole kinds of users in. */
const everyone = new Set([
  'system:authenticated',
  'system:unauthenticated',
  'system:serviceaccounts',
  'system:anonymous',
]);

export function grantsIn(objects: readonly InventoryObject[]): readonly Grant[] {
  return objects.flatMap((binding) => {
    const { manifest } = binding;
    const { apiVersion, kind } = manifest;
    if (apiVersion !== api || (kind !== 'RoleBinding' && kind !== 'ClusterRoleBinding')) return [];
    const { namespace = 'default' } = refOf(manifest);
    const role = isObject(manifest['roleRef']) ? manifest['roleRef'] : ({} as JsonObject);
    const grant = (identity: Identity, pointer: string): Grant => ({
      binding,
      role: `${String(role['kind'])} ${String(role['name'])}`,
      ...(kind === 'RoleBinding' && { namespace }),
      identity,
      pointer,
    });
    const subjects = manifest['subjects'] ?? [];
    // What cannot be read may name anybody.
    if (!Array.isArray(subjects)) return [grant({ kind: 'unknown', name: 'that cannot be read' }, '/subjects')];
    return subjects.map((subject: Json, index: number) => grant(identityOf(subject, namespace), `/subjects/${index}`));
  });
}

function identityOf(subject: Json, bindingNamespace: string): Identity {
  if (!isObject(subject) || typeof subject['name'] !== 'string' || subject['name'] === '') {
    return { kind: 'unknown', name: JSON.stringify(subject) };
  }
  const { name, namespace } = subject;
  switch (subject['kind']) {
    case 'ServiceAccount':
      return { kind: 'account', namespace: typeof namespace === 'string' ? namespace : bindingNamespace, name };
    case 'User': {
      const [, , of, account, ...rest] = name.split(':');
      if (name.startsWith('system:serviceaccount:') && of && account && rest.length === 0) {
        return { kind: 'account', namespace: of, name: account };
      }
      return everyone.has(name) ? { kind: 'everyone', name } : { kind: 'user', name };
    }
    case 'Group':
      if (everyone.has(name)) return { kind: 'everyone', name };
      return name.startsWith('system:serviceaccounts:')
        ? { kind: 'accounts-of', namespace: name.slice('system:serviceaccounts:'.length) }
        : { kind: 'group', name };
    default:
      return { kind: 'unknown', name };
  }
}

export function describeIdentity(identity: Identity): string {
  switch (identity.kind) {
    case 'account':
      return `ServiceAccount ${identity.namespace}/${identity.name}`;
    case 'accounts-of':
      return `every ServiceAccount of namespace ${identity.namespace}`;
    default:
      return `${identity.kind} ${JSON.stringify(identity.name)}`;
  }
}
