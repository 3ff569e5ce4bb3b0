/** Plants one fault of isolation into a clean fleet, at a random tenant and place. */
import { representativesOf, type ShapedTenant } from '../../../src/isolation/representatives.ts';
import { createShaper } from '../../../src/isolation/tenant-shape.ts';
import { trimmed } from '../../../src/isolation/trim.ts';
import { openFleet } from '../../../src/load/open-fleet.ts';
import type { Fleet, Tenant } from '../../../src/model/fleet.ts';
import type { IsolationInventory, Policy, SharedObjects } from '../../../src/model/isolation.ts';
import { isObject, type Json, type JsonObject } from '../../../src/model/manifest.ts';
import type { Claim, InventoryObject, StackPolicy } from '../../../src/model/policy.ts';
import { claimsOf } from '../../../src/policies/claims.ts';
import { judgeFleet, judgeIsolation, judgeStack } from '../../../src/policies/engine.ts';
import { policies } from '../../../src/policies/index.ts';
import { shapedTenant } from '../../../src/run/shaped-tenant.ts';
import { renderPlatform } from '../../../src/synth/render-platform.ts';
import { renderTenant } from '../../../src/synth/render-tenant.ts';
import { type Random, randomFrom } from '../../generate-fleet/random.ts';
import { nowhere, replaced } from '../../policies/rendered-stack.ts';

export interface Stack {
  readonly tenant: Tenant;
  readonly objects: readonly InventoryObject[];
}

/** One change of an object that stands in a stack, or one object more. */
export type Edit =
  | { readonly object: InventoryObject; readonly at: string; readonly value?: Json }
  | { readonly add: JsonObject; readonly to?: Stack };

export interface Site {
  readonly own: Stack;
  readonly id: string;
  readonly namespace: string;
  /** A tenant of the same cluster. */
  readonly other: Stack;
  readonly otherId: string;
  readonly otherNamespace: string;
  readonly random: Random;
  /** A random object of the tenant; none when it has no such. */
  one(kind: string, where?: (manifest: JsonObject) => boolean): InventoryObject | undefined;
}

export interface Mutant {
  readonly kind: string;
  /** Nothing when the tenant has no place for the fault. */
  plant(site: Site): readonly Edit[];
  /** Policies of which each must find it. */
  readonly finds: readonly string[];
}

export interface CleanFleet {
  readonly fleet: Fleet;
  readonly stacks: readonly Stack[];
  readonly shared: readonly SharedObjects[];
  readonly shaped: ReadonlyMap<Stack, ShapedTenant>;
  readonly claims: ReadonlyMap<Stack, readonly Claim[]>;
}

const shape = createShaper();

export function cleanFleet(root: string, today: string): CleanFleet {
  const source = openFleet(root, today);
  const { fleet } = source;
  if (!fleet) throw new Error(`${root} is no fleet`);
  const stacks = source.tenantFiles.map((file): Stack => {
    const { tenant } = source.load(file);
    if (!tenant) throw new Error(`${file} is no tenant`);
    return { tenant, objects: renderTenant(tenant, fleet).objects };
  });
  const shared = [...fleet.clusters.values()].map((cluster) => ({
    cluster: cluster.name,
    objects: renderPlatform(fleet, cluster).objects.flatMap((object) => trimmed(object) ?? []),
  }));
  return {
    fleet,
    stacks,
    shared,
    shaped: new Map(stacks.map((stack) => [stack, shapedTenant(shape, stack.objects, stack.tenant)])),
    claims: new Map(stacks.map((stack) => [stack, claimsIn(stack)])),
  };
}

/** Ids of the policies, of those that are asked, which find something in the fleet after some of its stacks were changed. */
export function foundIn(
  clean: CleanFleet,
  changed: ReadonlyMap<Stack, Stack>,
  asked: readonly Policy[] = policies,
): ReadonlySet<string> {
  const { fleet } = clean;
  const ofStacks = asked.filter(
    (policy): policy is StackPolicy => policy.family === 'object' || policy.family === 'tenant',
  );
  const ofFleet = asked.filter((policy) => policy.family === 'fleet');
  const ofIsolation = asked.filter((policy) => policy.family === 'isolation');
  const findings = [
    ...[...changed.values()].flatMap(({ objects, tenant }) =>
      judgeStack(ofStacks, { objects, tenant, fleet }, nowhere),
    ),
    ...(ofFleet.length > 0 ? judgeFleet(ofFleet, { fleet, claims: claimsAfter(clean, changed) }, nowhere) : []),
    ...(ofIsolation.length > 0 ? judgeIsolation(ofIsolation, inventoryAfter(clean, changed), nowhere) : []),
  ];
  return new Set(findings.map(({ policy }) => policy));
}

function claimsAfter({ stacks, claims }: CleanFleet, changed: ReadonlyMap<Stack, Stack>): readonly Claim[] {
  return stacks.flatMap((stack) => {
    const now = changed.get(stack);
    return now ? claimsIn(now) : claims.get(stack)!;
  });
}

function inventoryAfter(
  { fleet, stacks, shared, shaped }: CleanFleet,
  changed: ReadonlyMap<Stack, Stack>,
): IsolationInventory {
  const after = stacks.map((stack) => {
    const now = changed.get(stack);
    return now ? shapedTenant(shape, now.objects, now.tenant) : shaped.get(stack)!;
  });
  return { fleet, tenants: representativesOf(after, { fleet, shared }), shared };
}

/** The fleet with one fault, at a tenant and a place that the seed decides. */
export function planted({ stacks }: CleanFleet, { kind, plant }: Mutant, seed: number): ReadonlyMap<Stack, Stack> {
  const random = randomFrom(seed);
  for (const own of shuffled(stacks, random)) {
    // One that is alone on its cluster meets nobody.
    const others = stacks.filter((stack) => stack !== own && stack.tenant.cluster === own.tenant.cluster);
    for (const other of shuffled(others, random)) {
      const edits = plant(siteOf(own, other, random));
      if (edits.length > 0) return new Map([own, other].flatMap((stack) => edited(stack, own, edits)));
    }
  }
  throw new Error(`no tenant has a place for: ${kind}`);
}

function siteOf(own: Stack, other: Stack, random: Random): Site {
  const id = own.tenant.spec.id;
  const otherId = other.tenant.spec.id;
  return {
    own,
    id,
    namespace: `tenant-${id}`,
    other,
    otherId,
    otherNamespace: `tenant-${otherId}`,
    random,
    one: (kind, where) => oneOf(own, random, kind, where),
  };
}

export function oneOf(
  { objects }: Stack,
  random: Random,
  ...[kind, where = () => true]: Parameters<Site['one']>
): InventoryObject | undefined {
  const matching = objects.filter(({ manifest }) => manifest['kind'] === kind && where(manifest));
  return matching.length === 0 ? undefined : random.pick(matching);
}

export function nameOf({ metadata }: JsonObject): string {
  return isObject(metadata) ? String(metadata['name']) : '';
}

function edited(stack: Stack, own: Stack, edits: readonly Edit[]): readonly [Stack, Stack][] {
  const objects = [...stack.objects];
  const now = new Map<InventoryObject, InventoryObject>();
  let changes = 0;
  for (const edit of edits) {
    if ('add' in edit) {
      if ((edit.to ?? own) !== stack) continue;
      objects.push({ manifest: edit.add, file: stack.objects[0]!.file, document: objects.length, base: '' });
      changes += 1;
      continue;
    }
    const found = now.get(edit.object) ?? edit.object;
    const at = objects.indexOf(found);
    if (at < 0) continue;
    changes += 1;
    if (edit.at === '' && edit.value === undefined) {
      objects.splice(at, 1);
      continue;
    }
    const manifest = edit.at === '' ? edit.value : replaced(found.manifest, edit.at.split('/').slice(1), edit.value);
    const next = { ...found, manifest: manifest as JsonObject };
    now.set(edit.object, next);
    objects[at] = next;
  }
  return changes === 0 ? [] : [[stack, { ...stack, objects }]];
}

function claimsIn({ objects, tenant }: Stack): readonly Claim[] {
  return claimsOf(objects, {
    tenant: tenant.spec.id,
    cluster: tenant.cluster.name,
    ...(tenant.copyOf !== undefined && { copyOf: tenant.copyOf.id }),
  });
}

function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  return items
    .map((item) => ({ item, order: random.next() }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ item }) => item);
}
