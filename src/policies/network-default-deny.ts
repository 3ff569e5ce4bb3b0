/** Demands a policy that denies everything, in each namespace, as the ground on which edges are opened. */
import type { InventoryObject, StackPolicy, Violation } from '../model/policy.ts';
import { isObject } from '../model/manifest.ts';

const directions = ['Ingress', 'Egress'] as const;

export const networkDefaultDeny: StackPolicy = {
  id: 'network-default-deny',
  family: 'tenant',
  severity: 'error',
  title: 'Every namespace denies all traffic by default, in both directions',
  why: 'Kubernetes allows all traffic to and from a pod that no policy selects. With a default of deny, forgetting an edge breaks the tenant; without it, forgetting a policy opens the tenant to all others.',
  fix: 'Keep a NetworkPolicy with an empty `podSelector`, `policyTypes` Ingress and Egress, and no rules in the namespace.',
  controls: { hipaa: ['164.312(a)(1)', '164.312(e)(1)'], cis: ['5.3.2'], nsa: ['Network policies'] },
  *check(inventory): Iterable<Violation> {
    const denied = new Set(inventory.objects.flatMap(deniedBy));
    for (const object of inventory.objects) {
      const { manifest } = object;
      if (manifest['apiVersion'] !== 'v1' || manifest['kind'] !== 'Namespace') continue;
      const name = String(isObject(manifest['metadata']) ? manifest['metadata']['name'] : '');
      const open = directions.filter((direction) => !denied.has(`${name}/${direction}`));
      if (open.length === 0) continue;
      yield {
        object,
        pointer: '/metadata/name',
        message: `namespace ${JSON.stringify(name)} has no policy that denies all ${open.join(' and ')}, must have one that selects every pod and has no rules`,
      };
    }
  },
};

/** `<namespace>/<direction>` for each direction that a policy denies to all pods of its namespace. */
function deniedBy({ manifest }: InventoryObject): readonly string[] {
  if (manifest['apiVersion'] !== 'networking.k8s.io/v1' || manifest['kind'] !== 'NetworkPolicy') return [];
  const spec = isObject(manifest['spec']) ? manifest['spec'] : {};
  const namespace = isObject(manifest['metadata']) ? String(manifest['metadata']['namespace'] ?? 'default') : 'default';
  if (!selectsAll(spec['podSelector'])) return [];
  // Without `policyTypes` Ingress is always meant, and Egress only where there are egress rules, which do not deny all.
  const types = isEmpty(spec['policyTypes']) ? ['Ingress'] : spec['policyTypes'];
  if (!Array.isArray(types)) return [];
  return directions
    .filter((direction) => types.includes(direction) && isEmpty(spec[direction.toLowerCase()]))
    .map((direction) => `${namespace}/${direction}`);
}

function selectsAll(selector: unknown): boolean {
  // Since 1.34 the selector may be left out, which selects all pods too.
  if (selector === undefined || selector === null) return true;
  if (!isObject(selector)) return false;
  const { matchLabels, matchExpressions } = selector;
  return (
    (matchLabels === undefined || (isObject(matchLabels) && Object.keys(matchLabels).length === 0)) &&
    isEmpty(matchExpressions)
  );
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
