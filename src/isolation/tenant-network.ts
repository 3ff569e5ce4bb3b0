/** The network of one cluster as tenants see it: whose pods stand at each end of a connection. */
import type { Cluster } from '../model/fleet.ts';
import type { IsolationInventory, TenantObjects } from '../model/isolation.ts';
import type { InventoryObject } from '../model/policy.ts';
import { remember } from '../model/remember.ts';
import type { SharedPart } from '../model/trust.ts';
import { type AddressRange, parseCidr } from '../model/address-range.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import { type NetworkInventory, networkInventory } from './network-inventory.ts';
import type { PodGroup } from './read-pods.ts';
import { componentOf, madePods, namespacesOf } from './shared-parts.ts';

/** Pods at one end. */
export interface Peer {
  /** The workload, as `fleet reach` names it. */
  readonly id: string;
  readonly pods: PodGroup;
  readonly component: string;
  /** Absent for a part that tenants share. */
  readonly tenant?: TenantObjects;
  readonly part?: SharedPart;
  /** The object to look at when no policy says anything: the namespace, or the tenant's first object. */
  readonly object: InventoryObject;
}

export interface TenantNetwork {
  readonly cluster: Cluster;
  readonly inventory: NetworkInventory;
  readonly evaluation: Evaluation;
  /** By class of pods; several where no policy tells the pods of tenants apart. */
  readonly peers: ReadonlyMap<number, readonly Peer[]>;
}

/** One for each cluster that has tenants. */
export const tenantNetworks: (inventory: IsolationInventory) => readonly TenantNetwork[] = remember(
  ({ fleet, tenants, shared }: IsolationInventory) =>
    [...Map.groupBy(tenants, ({ cluster }) => cluster)].flatMap(([name, own]) => {
      const cluster = fleet.clusters.get(name);
      const platform = shared.filter((one) => one.cluster === name).flatMap(({ objects }) => objects);
      return cluster ? [networkOf(cluster, own, platform)] : [];
    }),
);

function networkOf(
  cluster: Cluster,
  tenants: readonly TenantObjects[],
  platform: readonly InventoryObject[],
): TenantNetwork {
  const made = madePods(cluster, tenants);
  const inventory = networkInventory([
    ...platform,
    ...tenants.flatMap(({ objects }) => objects),
    ...made.map(({ object }) => object),
  ]);
  const podNetworks = rangesOf(cluster.podCidrs);
  const services = rangesOf(cluster.serviceCidrs);
  const evaluation = evaluate(inventory, {
    mode: 'sound',
    podNetworks: {
      // Before or after the translation of a service's address is up to the network plugin.
      egress: [...podNetworks, ...services],
      // What comes by way of a node may have been sent by any pod.
      ingress: [...podNetworks, ...services, ...rangesOf(cluster.nodeCidrs)],
    },
  });
  const ofNamespace = new Map(tenants.flatMap((tenant) => namespacesOf(tenant).map((name) => [name, tenant] as const)));
  const ofId = new Map(tenants.map((tenant) => [tenant.tenant, tenant]));
  const ofPart = new Map(made.map((one) => [one.id, one]));
  const peers = new Map<number, Peer[]>();
  for (const { id, pods: groups } of inventory.workloads) {
    for (const pods of groups) {
      const part = ofPart.get(id);
      const tenant = part ? ofId.get(part.tenant ?? '') : ofNamespace.get(pods.namespace);
      const peer: Peer = {
        id,
        pods,
        component: componentOf(pods.labels, id),
        object: part?.object ?? placeOf(tenant, pods.namespace) ?? platform[0] ?? made[0]!.object,
        ...(tenant && { tenant }),
        ...(part?.part !== undefined && { part: part.part }),
      };
      const key = evaluation.classes.classOf(pods).id;
      const list = peers.get(key);
      if (list) list.push(peer);
      else peers.set(key, [peer]);
    }
  }
  return { cluster, inventory, evaluation, peers };
}

function placeOf(tenant: TenantObjects | undefined, namespace: string): InventoryObject | undefined {
  const isMeant = ({ manifest }: InventoryObject): boolean =>
    manifest['kind'] === 'Namespace' && namespacesOf({ objects: [{ manifest } as InventoryObject] })[0] === namespace;
  return tenant?.objects.find(isMeant) ?? tenant?.objects[0];
}

export function rangesOf(cidrs: readonly string[]): readonly AddressRange[] {
  return cidrs.flatMap((cidr) => parseCidr(cidr) ?? []);
}
