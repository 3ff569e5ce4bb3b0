/** What each part that tenants share could reach if somebody took it over. */
import { describePorts, type PortSet, unite } from '../isolation/port-set.ts';
import { tenantNetworks, type TenantNetwork } from '../isolation/tenant-network.ts';
import { compareText } from '../model/finding.ts';
import type { IsolationInventory, TenantObjects } from '../model/isolation.ts';
import type { SharedPartReach } from '../model/proof.ts';
import { type SharedPart, trustOf } from '../model/trust.ts';

/** Sorted by cluster, part and component. */
export function sharedPartReach(inventory: IsolationInventory): readonly SharedPartReach[] {
  const trusted = trustOf(inventory.fleet);
  return tenantNetworks(inventory)
    .flatMap((network) =>
      [...reachOf(network)].map(([part, components]) => ({
        cluster: network.cluster.name,
        part,
        why: trusted.find((one) => one.part === part)?.why ?? '',
        reaches: [...components]
          .map(([component, { ports, groups }]) => ({
            component,
            ports: describePorts(ports),
            tenants: [...groups.values()].reduce((sum, { alike }) => sum + alike, 0),
          }))
          .sort((a, b) => compareText(a.component, b.component)),
      })),
    )
    .sort((a, b) => compareText(a.cluster, b.cluster) || compareText(a.part, b.part));
}

interface Reached {
  ports: PortSet;
  readonly groups: Map<number, TenantObjects>;
}

function reachOf({ evaluation, peers }: TenantNetwork): ReadonlyMap<SharedPart, ReadonlyMap<string, Reached>> {
  const parts = new Map<SharedPart, Map<string, Reached>>();
  for (const [id, sources] of peers) {
    for (const { part } of sources) {
      if (part === undefined) continue;
      const components = parts.get(part) ?? new Map<string, Reached>();
      parts.set(part, components);
      for (const [reached, ports] of evaluation.reachable(id)) {
        for (const { tenant, component, part: isPart } of peers.get(reached) ?? []) {
          if (!tenant || isPart !== undefined) continue;
          const before = components.get(component) ?? { ports, groups: new Map() };
          before.ports = unite(before.ports, ports);
          before.groups.set(tenant.group, tenant);
          components.set(component, before);
        }
      }
    }
  }
  return parts;
}
