/** Reads the rules of Roles and ClusterRoles as the API server's authorizer does. */
import { isObject, type Json } from '../model/manifest.ts';
import type { Inventory, InventoryObject } from '../model/policy.ts';
import { remember } from '../model/remember.ts';
import { objectsOfKind } from './objects-of-kind.ts';

/** One rule. What cannot be read counts as everything, so that no mistake looks harmless. */
export interface AccessRule {
  readonly object: InventoryObject;
  /** JSON pointer into the manifest. */
  readonly pointer: string;
  /** The rule as it is written. */
  readonly value: Json;
  /** False for a Role, whose rules say nothing about objects of the whole cluster. */
  readonly isClusterRole: boolean;
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  /** With subresources, such as `pods/exec`. */
  readonly resources: readonly string[];
  /** Whether the rule holds for objects of certain names only. */
  readonly isNamed: boolean;
  readonly resourceNames: readonly string[];
}

/** Something that a rule may let its holder do. */
export interface Power {
  /** API group; the core group is empty. */
  readonly group: string;
  readonly resource: string;
  readonly verbs: readonly string[];
  /** Objects of no namespace: a Role cannot grant it. */
  readonly isOfCluster?: true;
  /** Harmless where the rule names the objects. */
  readonly isHarmlessWhenNamed?: true;
}

export const accessRulesIn: (inventory: Inventory) => readonly AccessRule[] = remember((inventory: Inventory) =>
  ['Role', 'ClusterRole'].flatMap((kind) =>
    objectsOfKind(inventory, `${kind} of rbac.authorization.k8s.io/v1`).flatMap((object) => rulesOf(object, kind)),
  ),
);

function rulesOf(object: InventoryObject, kind: string): readonly AccessRule[] {
  const rules = object.manifest['rules'] ?? [];
  const isClusterRole = kind === 'ClusterRole';
  if (!Array.isArray(rules)) return [{ object, isClusterRole, pointer: '/rules', value: rules, ...everything }];
  return Array.from(rules as readonly Json[], (value, index) => ({
    object,
    isClusterRole,
    pointer: `/rules/${index}`,
    value,
    ...(isObject(value) ? readable(value) : everything),
  }));
}

type Reach = Pick<AccessRule, 'verbs' | 'apiGroups' | 'resources' | 'resourceNames' | 'isNamed'>;

const everything: Reach = { verbs: ['*'], apiGroups: ['*'], resources: ['*'], resourceNames: [], isNamed: false };

function readable(rule: { readonly [field: string]: Json }): Reach {
  const names = rule['resourceNames'] ?? [];
  // An empty name is that of every request without one, such as to create.
  const isNamed =
    Array.isArray(names) && names.length > 0 && names.every((name: Json) => typeof name === 'string' && name !== '');
  return {
    verbs: texts(rule['verbs']),
    apiGroups: texts(rule['apiGroups']),
    resources: texts(rule['resources']),
    resourceNames: isNamed ? (names as readonly string[]) : [],
    isNamed,
  };
}

function texts(list: Json | undefined): readonly string[] {
  if (list === undefined || list === null) return [];
  return Array.isArray(list) ? list.map((item: Json) => (typeof item === 'string' ? item : '*')) : ['*'];
}

/** Those of the powers that the rule grants, as a message names them: `pods/exec (create, get)`. */
export function granted(rule: AccessRule, powers: readonly Power[]): readonly string[] {
  return powers.flatMap((power) => {
    const verbs = verbsGranted(rule, power);
    return verbs.length === 0 ? [] : [`${power.resource} (${verbs.join(', ')})`];
  });
}

export function verbsGranted(rule: AccessRule, power: Power): readonly string[] {
  if (power.isOfCluster && !rule.isClusterRole) return [];
  if (power.isHarmlessWhenNamed && rule.isNamed) return [];
  if (!rule.apiGroups.some((group) => group === '*' || group === power.group)) return [];
  if (!rule.resources.some((resource) => covers(resource, power.resource))) return [];
  return rule.verbs.includes('*') ? power.verbs : power.verbs.filter((verb) => rule.verbs.includes(verb));
}

/** `*` covers subresources too, and `*` before a slash any resource with this subresource; `pods/*` covers nothing. */
function covers(written: string, wanted: string): boolean {
  const slash = wanted.indexOf('/');
  return written === '*' || written === wanted || (slash !== -1 && written === `*${wanted.slice(slash)}`);
}
