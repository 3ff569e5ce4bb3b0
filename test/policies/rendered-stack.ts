/** Real stacks of tenants, and changes to them: seeded violations. */
import { representativesOf } from '../../src/isolation/representatives.ts';
import { createShaper } from '../../src/isolation/tenant-shape.ts';
import type { Fleet, Tenant } from '../../src/model/fleet.ts';
import { isObject, type Json, type JsonObject } from '../../src/model/manifest.ts';
import type { IsolationInventory } from '../../src/model/isolation.ts';
import type { Inventory, InventoryObject } from '../../src/model/policy.ts';
import { claimsOf } from '../../src/policies/claims.ts';
import { judgeFleet, judgeIsolation, judgeStack } from '../../src/policies/engine.ts';
import { fleetPolicies, isolationPolicies, stackPolicies } from '../../src/policies/index.ts';
import type { Locator } from '../../src/policies/locator.ts';
import { shapedTenant } from '../../src/run/shaped-tenant.ts';
import { renderTenant } from '../../src/synth/render-tenant.ts';
import { minimalFleet, minimalTenant } from '../minimal-tenant.ts';

/** One change to one object of a stack. */
export interface Change {
  /** The kind and the beginning of the name, for example `Deployment odoo-web`; exactly one object must match. */
  readonly object: string;
  /** JSON pointer; `-` as its last part appends to a list. Empty for the whole object. */
  readonly at: string;
  /** The new value; without it, what stands there is removed. */
  readonly value?: Json;
}

export interface Reported {
  readonly policy: string;
  readonly object: string;
  readonly pointer: string;
  readonly message: string;
}

export function renderedStack(tenant: Tenant = minimalTenant(), fleet: Fleet = minimalFleet()): Inventory {
  return { objects: renderTenant(tenant, fleet).objects, tenant, fleet };
}

/** The manifest of a kind and name, given as in a `Change`. */
export function manifestOf(objects: readonly InventoryObject[], object: string): JsonObject {
  return objects[indexOf(objects, object)]!.manifest;
}

export function changed(inventory: Inventory, ...changes: readonly Change[]): Inventory {
  let objects = [...inventory.objects];
  for (const { object, at, value } of changes) {
    const index = indexOf(objects, object);
    const found = objects[index]!;
    const manifest = at === '' ? value : replaced(found.manifest, at.split('/').slice(1), value);
    objects = isObject(manifest)
      ? objects.with(index, { ...found, manifest })
      : objects.filter((_, position) => position !== index);
  }
  return { ...inventory, objects };
}

/** Every violation of every policy in a stack, and between it and the other stacks of its fleet. */
export function reportsOn(inventory: Inventory, ...others: readonly Inventory[]): Reported[] {
  const stacks = [...others, inventory];
  const fleet = inventory.fleet ?? minimalFleet();
  const claims = stacks.flatMap(({ objects, tenant }) =>
    claimsOf(objects, {
      tenant: tenant!.spec.id,
      cluster: tenant!.cluster.name,
      ...(tenant!.copyOf !== undefined && { copyOf: tenant!.copyOf.id }),
    }),
  );
  return [
    ...judgeStack(stackPolicies, inventory, nowhere),
    ...judgeFleet(fleetPolicies, { fleet, claims }, nowhere),
    ...judgeIsolation(isolationPolicies, isolationOf(stacks, fleet), nowhere),
  ].map(({ policy, object, pointer, message }) => ({
    policy,
    object: `${object.kind} ${object.name}`,
    pointer: pointer ?? '',
    message,
  }));
}

/** The stacks side by side, as the proof of isolation looks at them. */
export function isolationOf(stacks: readonly Inventory[], fleet: Fleet): IsolationInventory {
  const shape = createShaper();
  const shaped = stacks.map(({ objects, tenant }) => shapedTenant(shape, objects, tenant!));
  return { fleet, tenants: representativesOf(shaped, { fleet, shared: [] }), shared: [] };
}

export const nowhere: Locator = {
  manifest: ({ file }) => ({ file, line: 1, column: 1 }),
  spec: () => undefined,
};

function indexOf(objects: readonly InventoryObject[], object: string): number {
  const [wanted = '', prefix = ''] = object.split(' ');
  const matching = objects.flatMap(({ manifest: { kind, metadata } }, index) => {
    const name = isObject(metadata) ? String(metadata['name']) : '';
    return kind === wanted && name.startsWith(prefix) ? [{ index, name }] : [];
  });
  const exact = matching.filter(({ name }) => name === prefix);
  const [first, ...more] = exact.length > 0 ? exact : matching;
  if (first === undefined || more.length > 0)
    throw new Error(`${object} matches ${matching.length} objects, must be 1`);
  return first.index;
}

/** A copy in which the value at a path is another, or gone. */
export function replaced(holder: Json | undefined, path: readonly string[], value: Json | undefined): Json {
  const [escaped = '', ...rest] = path;
  const key = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
  const inner = (child: Json | undefined) => (rest.length === 0 ? value : replaced(child, rest, value));
  if (Array.isArray(holder)) {
    const index = key === '-' ? holder.length : Number(key);
    const next = inner(holder[index] as Json | undefined);
    return next === undefined ? holder.toSpliced(index, 1) : holder.toSpliced(index, 1, next);
  }
  if (holder !== undefined && !isObject(holder)) throw new Error(`there is no ${key} in ${JSON.stringify(holder)}`);
  if (value === undefined && rest.length === 0 && holder?.[key] === undefined)
    throw new Error(`there is no ${key} to remove`);
  const next = inner(holder?.[key]);
  const { [key]: _, ...others } = holder ?? {};
  return next === undefined ? others : { ...others, [key]: next };
}
