/** The fleets that are put before a real control plane: the repository's own, the commercial example, and a generated one. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FleetSource, openFleet } from '../../src/load/open-fleet.ts';
import type { Fleet, Tenant } from '../../src/model/fleet.ts';
import { generateFleet } from '../generate-fleet.ts';

const today = '2026-11-24';
const repository = join(import.meta.dirname, '../..');

export interface FleetUnderTest {
  readonly name: string;
  readonly fleet: Fleet;
  readonly tenants: readonly Tenant[];
}

export function fleetsUnderTest(): readonly FleetUnderTest[] {
  const generated = mkdtempSync(join(tmpdir(), 'fleet-generated-'));
  generateFleet(generated, { tenants: 50, seed: 7 });
  return [
    loaded('own', repository),
    loaded('commercial', join(repository, 'test/fleets/commercial')),
    loaded('generated', generated),
  ];
}

function loaded(name: string, root: string): FleetUnderTest {
  const source: FleetSource = openFleet(root, today);
  const { fleet } = source;
  if (fleet === undefined) throw new Error(`fleet ${name} cannot be opened`);
  const tenants = source.tenantFiles.map((file) => {
    const { tenant, findings } = source.load(file);
    if (tenant === undefined) throw new Error(`${file}: ${findings[0]?.message}`);
    return tenant;
  });
  return { name, fleet, tenants };
}
