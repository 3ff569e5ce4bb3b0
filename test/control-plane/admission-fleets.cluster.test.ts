/** Real fleets before their own admission policies: every object passes, and of hundreds of changed ones those that CI passes. */
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fleet, Tenant } from '../../src/model/fleet.ts';
import { type JsonObject, refOf } from '../../src/model/manifest.ts';
import { admissionPolicies } from '../../src/stack/admission/index.ts';
import { stackManifests } from '../../src/stack/index.ts';
import { type AdmissionWorld, startAdmissionWorld } from './admission-world.ts';
import { distinct, saidBy } from './agreement.ts';
import { fleetsUnderTest } from './fleets.ts';
import { mutation } from './mutations.ts';
import { carriedBy, carrier } from './pod-mutations.ts';

interface Rendered {
  readonly tenant: Tenant;
  readonly manifest: JsonObject;
}

const changes = 600;
/** Nobody else changes what a namespace says of itself. */
const reconciler = 'system:serviceaccount:flux-system:fleet-boundary';

describe.each(fleetsUnderTest())('the fleet $name', ({ fleet, tenants }) => {
  const [cluster] = fleet.clusters.values();
  // The policies of a fleet's clusters differ in the operators only, and here none asks.
  const ids = admissionPolicies(fleet, cluster!)
    .filter(({ repeats, id }) => repeats === 'all' || id === 'foreign-namespace')
    .map(({ id }) => id);
  const rendered = tenants.flatMap((tenant): readonly Rendered[] => {
    const { boundary, data, app } = stackManifests(tenant, fleet);
    return [...boundary, ...data, ...app].map((manifest) => ({ tenant, manifest: opened(manifest) }));
  });
  const namespaces = rendered.filter(({ manifest }) => manifest['kind'] === 'Namespace');
  const inside = rendered.filter(({ manifest }) => refOf(manifest).namespace !== undefined);

  let world: AdmissionWorld;
  beforeAll(async () => {
    const spaces = namespaces.map(({ manifest }) => withoutPodSecurity(manifest));
    world = await startAdmissionWorld({ fleet, cluster: cluster!, namespaces: [...spaces, ...probed(fleet)] });
  });
  afterAll(() => world.stop());

  it('has no object that its own cluster refuses', async () => {
    const troubles: string[] = [];
    for (const { manifest } of rendered) {
      const { otherwise, faults } = await world.ask(
        manifest,
        manifest['kind'] === 'Namespace' ? reconciler : undefined,
      );
      for (const [id, sentences] of faults)
        troubles.push(`${JSON.stringify(refOf(manifest))} ${id}: ${sentences.join()}`);
      if (otherwise !== undefined) troubles.push(`${JSON.stringify(refOf(manifest))}: ${otherwise}`);
    }
    expect(troubles).toEqual([]);
  });

  it(`is judged alike by both when its objects are changed, ${changes} times`, async () => {
    const judged = new Map<string, number>();
    let decided = 0;
    const byKind = Object.values(Object.groupBy(inside, ({ manifest }) => String(manifest['kind'])));
    // Of a kind as likely as of any other, though most objects are network policies.
    const pods = byKind.filter((some) => some?.[0]?.manifest['kind'] === 'Deployment');
    const any = fc.constantFrom(...byKind, ...pods, ...pods).chain((some) => fc.constantFrom(...some!));
    const property = fc.asyncProperty(
      any,
      carrier,
      fc.array(mutation, { minLength: 20, maxLength: 20 }),
      async ({ tenant, manifest }, kind, mutations) => {
        const changed = structuredClone(carriedBy(kind, manifest)) as Record<string, unknown>;
        let left = 3;
        for (const change of mutations) if (left > 0 && change(changed)) left -= 1;
        const own = owned(changed as JsonObject, tenant);
        const { otherwise, faults } = await world.ask(own);
        if (otherwise !== undefined) return;
        decided += 1;
        for (const id of ids) {
          const said = saidBy(id, { manifest: own, tenant, fleet });
          if (said.length > 0) judged.set(id, (judged.get(id) ?? 0) + 1);
          expect(distinct(faults.get(id) ?? []), `${id} of ${JSON.stringify(own)}`).toEqual(said);
        }
      },
    );
    await fc.assert(property, { numRuns: changes, seed: 20261124, endOnFailure: true });
    expect(decided).toBeGreaterThan(changes * 0.8);
    expect([...judged.keys()].toSorted()).toEqual(ids.filter((id) => id !== 'cilium-names-only' || judged.has(id)));
  });
});

/** As Flux applies it, after it has decrypted it. */
function opened(manifest: JsonObject): JsonObject {
  const { sops: _, ...rest } = manifest;
  return rest;
}

/** The word `own` stands for what is the tenant's. */
function owned(manifest: JsonObject, { spec }: Tenant): JsonObject {
  return JSON.parse(JSON.stringify(manifest), (field, value: unknown) =>
    value !== 'own' ? value : field === 'value' || field.endsWith('/tenant') ? spec.id : spec.domains[0],
  ) as JsonObject;
}

/** So that the policies alone speak. */
function withoutPodSecurity(manifest: JsonObject): JsonObject {
  const metadata = manifest['metadata'] as JsonObject;
  const labels = Object.entries(metadata['labels'] as JsonObject).filter(([name]) => !name.startsWith('pod-security'));
  return { ...manifest, metadata: { ...metadata, labels: Object.fromEntries(labels) } };
}

/** The namespace that shows whether the policies are in force, of no tenant of the fleet. */
function probed(fleet: Fleet): readonly JsonObject[] {
  const labels = { [`${fleet.spec.labelPrefix}/tenant`]: 'acme' };
  return [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'tenant-acme', labels } }];
}
