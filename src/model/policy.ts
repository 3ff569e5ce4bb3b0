/** The contract of every check, and the inventory that checks look at. */
import type { Severity } from './finding.ts';
import type { JsonObject } from './manifest.ts';
import type { Fleet, Tenant } from './fleet.ts';

/** One decoded Kubernetes object and the place it came from. */
export interface InventoryObject {
  readonly manifest: JsonObject;
  /** POSIX path relative to the root. */
  readonly file: string;
  /** Index of the document in the file, from 0, after empty documents are dropped. */
  readonly document: number;
  /** JSON pointer of the object inside its document: empty, or `/items/<n>` for a member of a List. */
  readonly base: string;
}

/** What a policy looks at: one tenant's whole stack, or any set of manifests. */
export interface Inventory {
  readonly objects: readonly InventoryObject[];
  /** The tenant that the objects belong to; absent for manifests that are not ours. */
  readonly tenant?: Tenant;
  /** The fleet around the tenant; absent for manifests that are not ours. */
  readonly fleet?: Fleet;
}

/** What a fleet policy looks at: few facts of each tenant, so that ten thousand tenants fit in memory. */
export interface FleetInventory {
  readonly fleet: Fleet;
  /** Sorted by tenant. */
  readonly claims: readonly Claim[];
}

/** Something that a tenant's stack takes for itself and that other tenants may not take too, or must share fairly. */
export interface Claim {
  readonly kind:
    | 'age-recipient'
    | 'backup-prefix'
    | 'backup-source'
    | 'cluster-volume'
    | 'cpu'
    | 'flux-name'
    | 'host'
    | 'joined-name'
    | 'memory'
    | 'namespace'
    | 'remote-secret'
    | 'sealed-value'
    | 'storage'
    | 'volume';
  /** The name taken, or for `cpu` (cores), `memory` and `storage` (GiB) the amount as decimal text. */
  readonly value: string;
  readonly tenant: string;
  readonly cluster: string;
  /** The production tenant that this one is a copy of, whose backups it may read. */
  readonly copyOf?: string;
  readonly object: ClaimSource;
}

/** Where a claim comes from: enough to point a finding at it without keeping the object. */
export interface ClaimSource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly file: string;
  readonly document: number;
  readonly pointer: string;
}

export interface Controls {
  /** HIPAA Security Rule paragraphs of 45 CFR, for example `164.312(a)(1)`. */
  readonly hipaa?: readonly string[];
  /** CIS Kubernetes Benchmark v1.12 items, for example `5.2.2`. */
  readonly cis?: readonly string[];
  /** Headings of the NSA/CISA Kubernetes Hardening Guidance v1.2, for example `Network policies`. */
  readonly nsa?: readonly string[];
}

export interface PolicyText {
  /** Kebab-case; also the file's name, the docs' anchor and the SARIF rule. */
  readonly id: string;
  readonly severity: Severity;
  /** One line: what must hold. */
  readonly title: string;
  /** Why it matters, for the person who broke it. */
  readonly why: string;
  /** What to do about it. */
  readonly fix: string;
  readonly controls: Controls;
}

/** Judges manifests one by one (`object`: any manifests) or one tenant's stack as a whole (`tenant`). */
export interface StackPolicy extends PolicyText {
  readonly family: 'object' | 'tenant';
  check(inventory: Inventory): Iterable<Violation>;
}

/** Judges several tenants together, across clusters. */
export interface FleetPolicy extends PolicyText {
  readonly family: 'fleet';
  check(inventory: FleetInventory): Iterable<FleetViolation>;
}

export interface Violation {
  readonly object: InventoryObject;
  /** One sentence with the value found and the value wanted. */
  readonly message: string;
  /** JSON pointer into the manifest. */
  readonly pointer?: string;
  /** JSON pointer into the tenant's spec, where the cause is known. */
  readonly specPointer?: string;
  readonly via?: readonly string[];
}

export interface FleetViolation {
  readonly claim: Claim;
  readonly message: string;
  readonly specPointer?: string;
  readonly via?: readonly string[];
}
