/** What the proof of isolation looks at: of each tenant the objects through which another could be met. */
import type { Fleet } from './fleet.ts';
import type { FleetPolicy, InventoryObject, PolicyText, StackPolicy } from './policy.ts';
import type { ChangePolicy, TransitionPolicy } from './transition.ts';

/** Who a tenant is, as far as isolation asks. */
export interface TenantFacts {
  readonly tenant: string;
  readonly cluster: string;
  /** The isolation tier that was sold. */
  readonly tier: 'namespace' | 'node' | 'cluster';
}

/** One tenant's objects, cut to what isolation depends on. Pointers into them are those into the whole manifests. */
export interface TenantObjects extends TenantFacts {
  readonly objects: readonly InventoryObject[];
  /** How many tenants this one stands for, itself among them: all that differ from it in names only. */
  readonly alike: number;
  /** Equal for tenants that stand for the same ones. */
  readonly group: number;
}

/** What a cluster has for all of its tenants. */
export interface SharedObjects {
  readonly cluster: string;
  readonly objects: readonly InventoryObject[];
}

export interface IsolationInventory {
  readonly fleet: Fleet;
  /** Sorted by cluster, then by tenant. */
  readonly tenants: readonly TenantObjects[];
  readonly shared: readonly SharedObjects[];
}

/** One step of a way from one tenant to another, and where it is opened. */
export interface Hop {
  /** A sentence. */
  readonly text: string;
  readonly object: InventoryObject;
  readonly pointer: string;
}

export interface IsolationViolation {
  /** Whose object it is; absent for shared ones. */
  readonly tenant?: string;
  readonly object: InventoryObject;
  readonly pointer: string;
  readonly message: string;
  /** From one tenant to the other. */
  readonly hops?: readonly Hop[];
  /** The one change that closes the way, when more can be said than the policy does. */
  readonly fix?: string;
}

/** Judges what tenants could do to each other, and to what they share. */
export interface IsolationPolicy extends PolicyText {
  readonly family: 'isolation';
  check(inventory: IsolationInventory): Iterable<IsolationViolation>;
}

export type Policy = StackPolicy | FleetPolicy | IsolationPolicy | TransitionPolicy | ChangePolicy;
