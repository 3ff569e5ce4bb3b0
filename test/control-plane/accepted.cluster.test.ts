/** Every object of the fleets before a real API server: taken, and stored as it was asked for. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isObject, type JsonObject, refOf } from '../../src/model/manifest.ts';
import { platformManifests, stackManifests } from '../../src/stack/index.ts';
import { type FleetUnderTest, fleetsUnderTest } from './fleets.ts';
import { compare } from './stored.ts';
import { startWorld, type World } from './world.ts';

/** By kind, and fleet: what the server added. */
const additions = new Map<string, Set<string>>();

describe.each(fleetsUnderTest())('the fleet $name', ({ fleet, tenants }: FleetUnderTest) => {
  let world: World;
  beforeAll(async () => {
    const classes = [...fleet.clusters.values()].flatMap(({ storage }) => [
      storage.database.className,
      storage.filestore.className,
    ]);
    world = await startWorld([...new Set(classes)]);
  });
  afterAll(() => world.stop());

  it.each([...fleet.clusters.keys()])('is stored as asked for: cluster %s', async (name) => {
    const cluster = fleet.clusters.get(name)!;
    const stacks = tenants
      .filter((tenant) => tenant.cluster.name === name)
      .map((tenant) => Object.values(stackManifests(tenant, fleet)).flat());
    const troubles = await applied(world, platformManifests(fleet, cluster));
    const ofTenants = await Promise.all(stacks.map((manifests) => applied(world, manifests)));
    expect([...troubles, ...ofTenants.flat()]).toEqual([]);
  });
});

/** Applies one after the other, a namespace before what stands in it; returns what was refused or changed. */
async function applied({ objects }: World, manifests: readonly JsonObject[]): Promise<readonly string[]> {
  const troubles: string[] = [];
  for (const sealed of manifests) {
    const manifest = opened(sealed);
    const { status, body } = await objects.apply(manifest);
    const { kind, namespace, name } = refOf(manifest);
    const where = `${kind} ${namespace ?? ''}/${name}`;
    if (status >= 300) {
      troubles.push(`${where}: ${JSON.stringify(body['message'])}`);
      continue;
    }
    const { changed, added } = compare(comparable(manifest), body);
    troubles.push(...changed.map((change) => `${where}: ${change}`));
    additions.set(kind, new Set([...(additions.get(kind) ?? []), ...added]));
  }
  return troubles;
}

it('is given no other defaults than those that are known', async () => {
  const lines = [...additions]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([kind, fields]) => [...fields].sort().map((field) => `${kind} ${field}`));
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('golden/defaults.txt');
});

/** As Flux applies it, after it has decrypted it; the values stay unreadable, for nobody here has the keys. */
function opened(manifest: JsonObject): JsonObject {
  const { sops: _, ...rest } = manifest;
  return rest;
}

/** The server keeps the text of a Secret in another field and form. */
function comparable(manifest: JsonObject): JsonObject {
  const { stringData, ...rest } = manifest;
  if (!isObject(stringData)) return manifest;
  const data = Object.entries(stringData).map(([key, value]) => [key, Buffer.from(String(value)).toString('base64')]);
  return { ...rest, data: Object.fromEntries(data) as JsonObject };
}
