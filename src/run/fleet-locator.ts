/** Tells the places of violations between tenants, whose texts are no longer in memory: what is asked for is rendered again. */
import type { FleetSource } from '../load/open-fleet.ts';
import type { Fleet } from '../model/fleet.ts';
import type { Locator } from '../policies/locator.ts';
import { ownerOf } from '../synth/paths.ts';
import { renderPlatform } from '../synth/render-platform.ts';
import { renderTenant } from '../synth/render-tenant.ts';
import { locatorOf } from './examine-objects.ts';

export function fleetLocator(source: FleetSource, fleet: Fleet): Locator {
  const locators = new Map<string, Locator>();
  const remembered = (key: string, make: () => Locator): Locator => {
    const known = locators.get(key);
    if (known) return known;
    const made = make();
    locators.set(key, made);
    return made;
  };
  const locatorFor = (id: string): Locator =>
    remembered(`tenant ${id}`, () => {
      const { tenant } = source.load(`tenants/${id}.ts`);
      const texts = tenant ? renderTenant(tenant, fleet).files : new Map<string, string>();
      return locatorOf(texts, tenant ? { tenant } : {});
    });
  /** Of the platform of a cluster; of `fleet/` for what is made from it. */
  const sharedLocator = (file: string): Locator =>
    remembered(file, () => {
      const cluster = fleet.clusters.get(file.split('/')[2] ?? '');
      return locatorOf(cluster ? renderPlatform(fleet, cluster).files : new Map<string, string>(), {});
    });
  return {
    manifest: (object, pointer) => {
      const owner = ownerOf(object.file);
      return (owner ? locatorFor(owner.tenant) : sharedLocator(object.file)).manifest(object, pointer);
    },
    spec: (tenant, pointer) => locatorFor(tenant).spec(tenant, pointer),
  };
}
