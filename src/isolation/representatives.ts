/**
 * Few tenants that stand for all. Tenants of a group differ in their own names only, and names are only ever compared for
 * equality: to swap two of them, with their names, changes nothing about the fleet. So what two tenants of a group, or one
 * each of two groups, cannot do to each other, no two others of these groups can. A tenant whose name stands elsewhere too
 * stands for itself, and so does one with an exception.
 */
import { compareText } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import type { SharedObjects, TenantFacts, TenantObjects } from '../model/isolation.ts';
import { isObject, type Json, type JsonObject, refOf } from '../model/manifest.ts';
import { askedLabels, knownNetworks, objectKey } from './object-key.ts';
import { isPlaceholder, namespaceSuffixes, objectsOfShape, parseBody, type ShapedObject } from './tenant-shape.ts';

export interface ShapedTenant extends TenantFacts {
  readonly shape: readonly ShapedObject[];
}

/** Enough for a pair within the group. */
const perGroup = 2;

/** Sorted by cluster, then by tenant. */
export function representativesOf(
  tenants: readonly ShapedTenant[],
  { fleet, shared }: { readonly fleet: Fleet; readonly shared: readonly SharedObjects[] },
): readonly TenantObjects[] {
  const bodies = new Map<string, JsonObject>();
  for (const { shape } of tenants) {
    for (const { body } of shape) if (!bodies.has(body.text)) bodies.set(body.text, parseBody(body));
  }
  const manifests = [...bodies.values(), ...shared.flatMap(({ objects }) => objects.map(({ manifest }) => manifest))];
  const ids = new Set(tenants.map(({ tenant }) => tenant));
  const context = { asked: askedLabels(manifests), networks: knownNetworks(fleet), ids };
  const numbers = new Map<string, number>();
  const keys = new Map(
    [...bodies].map(([text, manifest]) => {
      const key = objectKey(manifest, context);
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      return [text, number];
    }),
  );
  const keyOf = (shape: readonly ShapedObject[]): string =>
    [...new Set(shape.map(({ body }) => keys.get(body.text)!))].sort((a, b) => a - b).join();
  const identities = new Map([...bodies].map(([text, manifest]) => [text, JSON.stringify(refOf(manifest))]));
  /** Objects of one name are refused, though each alone is like that of another tenant. */
  const namesakesIn = (shape: readonly ShapedObject[]): readonly ShapedObject[] =>
    [...Map.groupBy(shape, ({ body }) => identities.get(body.text)).values()].filter(({ length }) => length > 1).flat();

  const texts = textsIn(manifests);
  // What an exception accepts of one, it accepts of nobody else.
  const excepted = fleet.exceptions.map(({ tenant }) => tenant);
  const named = new Set([...namedTenants(ids, texts), ...clashingTenants(ids, texts), ...excepted]);
  const groups = Map.groupBy(tenants, ({ tenant, cluster, tier, shape }) =>
    JSON.stringify([cluster, tier, named.has(tenant) ? tenant : '', keyOf(shape), keyOf(namesakesIn(shape))]),
  );
  return [...groups.values()]
    .flatMap((members, group) =>
      members
        .toSorted(byName)
        .slice(0, perGroup)
        .map(({ shape, tenant, cluster, tier }) => ({
          tenant,
          cluster,
          tier,
          objects: objectsOfShape(shape, tenant),
          alike: members.length,
          group,
        })),
    )
    .sort(byName);
}

function byName(a: TenantFacts, b: TenantFacts): number {
  return compareText(a.cluster, b.cluster) || compareText(a.tenant, b.tenant);
}

/** Those whose name, or a name made from it, stands in objects that are not their own. */
function namedTenants(ids: ReadonlySet<string>, texts: ReadonlySet<string>): ReadonlySet<string> {
  const named = new Set<string>();
  for (const text of texts) {
    if (isPlaceholder(text)) continue;
    if (ids.has(text)) named.add(text);
    if (!text.includes('tenant-')) continue;
    for (const [, rest = ''] of text.matchAll(/tenant-([a-z0-9-]+)/g)) {
      // Of `tenant-a-b-data` nobody knows here whether it is of `a`, of `a-b`, or of a tenant of that whole name.
      const parts = rest.split('-');
      for (let count = 1; count <= parts.length; count++) {
        const id = parts.slice(0, count).join('-');
        if (ids.has(id)) named.add(id);
      }
    }
  }
  return named;
}

/**
 * Those of whom a name made from their own is also one made from another's: `tenant-a-b` is the namespace of `a-b`, and may
 * be something of `a`.
 */
function clashingTenants(ids: ReadonlySet<string>, texts: ReadonlySet<string>): ReadonlySet<string> {
  const suffixes = new Set(['']);
  for (const text of texts) {
    for (const suffix of namespaceSuffixes(text)) {
      const parts = suffix.split('-');
      for (let count = 2; count <= parts.length; count++) suffixes.add(parts.slice(0, count).join('-'));
    }
  }
  const clashing = new Set<string>();
  for (const id of ids) {
    for (const suffix of suffixes) {
      for (const other of [`${id}${suffix}`, `tenant-${id}${suffix}`]) {
        if (other === id || !ids.has(other)) continue;
        clashing.add(id);
        clashing.add(other);
      }
    }
  }
  return clashing;
}

/** Keys and texts, with placeholders. */
function textsIn(manifests: readonly JsonObject[]): ReadonlySet<string> {
  const texts = new Set<string>();
  const visit = (value: Json): void => {
    if (typeof value === 'string') texts.add(value);
    else if (Array.isArray(value)) for (const item of value as readonly Json[]) visit(item);
    else if (isObject(value)) {
      for (const key in value) {
        texts.add(key);
        visit(value[key]!);
      }
    }
  };
  for (const manifest of manifests) visit(manifest);
  return texts;
}
