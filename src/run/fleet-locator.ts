/** Tells the places of violations between tenants, whose texts are no longer in memory: the tenant is rendered again. */
import type { FleetSource } from '../load/open-fleet.ts';
import type { Fleet } from '../model/fleet.ts';
import type { Locator } from '../policies/locator.ts';
import { ownerOf } from '../synth/paths.ts';
import { renderTenant } from '../synth/render-tenant.ts';
import { locatorOf } from './examine-objects.ts';

export function fleetLocator(source: FleetSource, fleet: Fleet): Locator {
  const locators = new Map<string, Locator>();
  const locatorFor = (id: string): Locator => {
    const known = locators.get(id);
    if (known) return known;
    const { tenant } = source.load(`tenants/${id}.ts`);
    const texts = tenant ? renderTenant(tenant, fleet).files : new Map<string, string>();
    const locator = locatorOf(texts, tenant ? { tenant } : {});
    locators.set(id, locator);
    return locator;
  };
  return {
    manifest: (object, pointer) => locatorFor(ownerOf(object.file)?.tenant ?? '').manifest(object, pointer),
    spec: (tenant, pointer) => locatorFor(tenant).spec(tenant, pointer),
  };
}
