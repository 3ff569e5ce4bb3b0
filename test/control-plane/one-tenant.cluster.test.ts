/** A commit that changes one of many tenants: who reconciles, by the controller's own count. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TenantSpec } from '../../src/model/specs.ts';
import { type FluxWorld, startFluxWorld } from './flux-world.ts';
import { type LiveFleet, liveFleet, type TenantTweak } from './live-fleet.ts';

/** With a repository for all, everything is slower by the number of tenants: `FLEET_TENANTS=50` measures that too. */
const sizes = { 'artifact-per-tenant': 50, repository: Number(process.env['FLEET_TENANTS'] ?? 12) } as const;

describe.each(['artifact-per-tenant', 'repository'] as const)('with delivery %s', (delivery) => {
  const all: readonly TenantTweak[] = Array.from({ length: sizes[delivery] }, (_, index) => ({
    id: `agency-${index + 1}`,
  }));
  const changed = all.map((tenant) => (tenant.id === 'agency-7' ? { id: tenant.id, tweak: shortLimit } : tenant));
  let live: LiveFleet;
  let world: FluxWorld;
  beforeAll(async () => {
    live = await liveFleet(({ clusters }) => {
      clusters[0]!.flux = { version: '2.9', delivery };
    });
    world = await startFluxWorld(live);
    const began = Date.now();
    await world.deliver(await live.commit(all), 280);
    process.stderr.write(
      `${delivery}: ${all.length} tenants ready after ${Math.round((Date.now() - began) / 1000)} s\n`,
    );
  }, 400_000);
  afterAll(() => world.stop());

  it('reconciles the tenants that it must', async () => {
    // Some wait for a dependency, and come once more when it is there.
    await settled(world);
    const before = await reconciliations(world);
    const began = Date.now();
    await world.deliver(await live.commit(changed), 280);
    const seconds = (Date.now() - began) / 1000;
    await settled(world);
    const after = await reconciliations(world);
    const reconciled = [...after].filter(([name, count]) => count > (before.get(name) ?? 0)).map(([name]) => name);
    process.stderr.write(
      `${delivery}: ${reconciled.length} of ${after.size} Kustomizations reconciled, ${seconds.toFixed(1)} s\n`,
    );
    const own = ['tenant-agency-7-app', 'tenant-agency-7-boundary', 'tenant-agency-7-data'];
    if (delivery === 'artifact-per-tenant') expect(reconciled.sort()).toEqual(['flux-system', ...own]);
    else expect(reconciled.sort()).toEqual([...after.keys()].sort());
  });
});

function shortLimit({ odoo }: TenantSpec): void {
  odoo.config = { limit_time_cpu: 120 };
}

/** How often each Kustomization was reconciled. */
async function reconciliations({ flux }: FluxWorld): Promise<ReadonlyMap<string, number>> {
  const line = /^gotk_reconcile_duration_seconds_count\{.*\bname="([^"]+)".*\} (\d+)$/gm;
  const counts = new Map<string, number>();
  for (const [, name = '', count] of (await flux.metrics()).matchAll(line)) {
    counts.set(name, (counts.get(name) ?? 0) + Number(count));
  }
  if (counts.size === 0) throw new Error('the controller counts nothing');
  return counts;
}

/** Returns when nothing has been reconciled for three seconds. */
async function settled(world: FluxWorld): Promise<void> {
  let last = -1;
  for (;;) {
    const counts = await reconciliations(world);
    const sum = [...counts.values()].reduce((a, b) => a + b, 0);
    if (sum === last) return;
    last = sum;
    await sleep(3000);
  }
}
