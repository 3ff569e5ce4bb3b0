/** Flux's own controller applies a fleet: in order, as each tenant's own accounts, and one tenant at a time. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FluxWorld, startFluxWorld } from './flux-world.ts';
import { type LiveFleet, liveFleet } from './live-fleet.ts';

const two = [{ id: 'acme' }, { id: 'birch', tweak: (spec: { plan: string }) => void (spec.plan = 'medium') }];

describe.each(['artifact-per-tenant', 'repository'] as const)('with delivery %s', (delivery) => {
  let live: LiveFleet;
  let world: FluxWorld;
  beforeAll(async () => {
    live = await liveFleet(({ clusters }) => {
      clusters[0]!.flux = { version: '2.9', delivery };
    });
    world = await startFluxWorld(live);
  });
  afterAll(() => world.stop());

  it('makes every tenant ready', async () => {
    await world.deliver(await live.commit(two));
    const states = await world.kustomizations();
    expect([...states.keys()].sort()).toEqual([
      'flux-system',
      ...['acme', 'birch'].flatMap((id) => ['app', 'boundary', 'data'].map((layer) => `tenant-${id}-${layer}`)),
    ]);
  });
});
