/** How members of lists before and after a change find each other. */
import { isObject, type Json } from '../model/manifest.ts';
import { canonical } from './canonical.ts';

/**
 * By the name of the list's field, what identifies a member: the keys of `x-kubernetes-list-map-keys` and
 * `x-kubernetes-patch-merge-key` in Kubernetes' OpenAPI (api/openapi-spec/swagger.json of 1.35), and the same of the custom
 * kinds of a stack.
 */
const keys: Readonly<Record<string, readonly (readonly string[])[]>> = {
  volumeMounts: [['mountPath']],
  volumeDevices: [['devicePath']],
  ports: [['containerPort', 'protocol'], ['port', 'protocol'], ['name']],
  hostAliases: [['ip']],
  topologySpreadConstraints: [['topologyKey', 'whenUnsatisfiable']],
  conditions: [['type']],
  limits: [['type']],
  rules: [['alert'], ['record']],
  imagePullSecrets: [['name']],
  age: [['recipient']],
};

/** Lists in which the order means nothing and each member is itself: a change is a member more or less. */
const sets: ReadonlySet<string> = new Set([
  'accessModes',
  'add',
  'apiGroups',
  'cidrs',
  'dnsNames',
  'drop',
  'except',
  'finalizers',
  'from',
  'hostnames',
  'namespaces',
  'nonResourceURLs',
  'policyTypes',
  'resourceNames',
  'resources',
  'scopes',
  'subjects',
  'to',
  'tolerations',
  'usages',
  'values',
  'verbs',
]);

/**
 * - `keyed`: members are the same by what they name; `keyOf` is text for people.
 * - `set`: members are the same by their whole value.
 * - `sequence`: by their place.
 */
export type Matching =
  | { readonly kind: 'keyed'; keyOf(member: Json): string }
  | { readonly kind: 'set' }
  | { readonly kind: 'sequence' };

/** @param field the name of the list's field; of a list in a list, that of the outer one. */
export function matchingOf(field: string, before: readonly Json[], after: readonly Json[]): Matching {
  const candidates = [...(Object.hasOwn(keys, field) ? keys[field]! : []), ['name']];
  for (const names of candidates) {
    const keyOf = (member: Json): string | undefined => keyText(member, names);
    if (isKeyed(before, keyOf) && isKeyed(after, keyOf))
      return { kind: 'keyed', keyOf: (member) => keyOf(member) ?? '' };
  }
  return sets.has(field) && isSet(before) && isSet(after) ? { kind: 'set' } : { kind: 'sequence' };
}

/** Undefined where the first of the keys is missing; a missing further one counts as empty. */
function keyText(member: Json, names: readonly string[]): string | undefined {
  if (!isObject(member)) return undefined;
  const [first, ...more] = names.map((name) => member[name]);
  if (typeof first !== 'string' && typeof first !== 'number') return undefined;
  const parts = [first, ...more].filter((part) => typeof part === 'string' || typeof part === 'number');
  return parts.join('/');
}

function isKeyed(list: readonly Json[], keyOf: (member: Json) => string | undefined): boolean {
  const found = new Set<string>();
  for (const member of list) {
    const key = keyOf(member);
    if (key === undefined || found.has(key)) return false;
    found.add(key);
  }
  return true;
}

function isSet(list: readonly Json[]): boolean {
  return new Set(list.map(canonical)).size === list.length;
}
