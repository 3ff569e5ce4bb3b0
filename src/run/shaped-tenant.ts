/** What of a tenant's objects the proof of isolation keeps. */
import type { ShapedTenant } from '../isolation/representatives.ts';
import type { Shaper } from '../isolation/tenant-shape.ts';
import type { Tenant } from '../model/fleet.ts';
import type { InventoryObject } from '../model/policy.ts';

export function shapedTenant(
  shape: Shaper,
  objects: readonly InventoryObject[],
  { spec, cluster }: Tenant,
): ShapedTenant {
  return {
    tenant: spec.id,
    cluster: cluster.name,
    tier: spec.isolation,
    shape: shape(objects, spec.id),
  };
}
