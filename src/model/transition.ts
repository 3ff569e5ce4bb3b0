/** What policies of family `transition` look at: one tenant before and after a change, or the whole change. */
import type { ObjectChange } from './change.ts';
import type { Fleet, Tenant } from './fleet.ts';
import type { JsonObject } from './manifest.ts';
import type { PolicyText } from './policy.ts';

/** One tenant on one cluster. A tenant that moves is gone on one and new on the other. */
export interface TenantTransition {
  readonly tenant: string;
  readonly cluster: string;
  readonly fleet: Fleet;
  /** What `dist` had of it; absent for a tenant that is new there. */
  readonly before?: {
    /** `tenant.json`; absent when there is none that can be read. */
    readonly record?: JsonObject;
    /** A file of it that is there. */
    readonly file: string;
  };
  /** What its spec makes of it; absent for a tenant that is gone from there. */
  readonly after?: {
    readonly record: JsonObject;
    tenant(): Tenant;
  };
  /** Sorted by file and document. None for a tenant that is new. */
  readonly objects: readonly ObjectChange[];
  /** What `dist` had of the tenant on other clusters; only for one that is new on this. */
  readonly elsewhere: readonly { readonly cluster: string; readonly record: JsonObject }[];
  /** What changed that it is made from; known only when two revisions are compared. */
  readonly cause?: ChangeCause;
}

/** `own`: its spec, its secrets, or a spec that it imports or copies; `shared`: `fleet/`, `tenants/shared/`, the generator. */
export type ChangeCause = 'own' | 'shared' | 'none';

export interface TransitionViolation {
  readonly message: string;
  /** When more can be said than the policy does. */
  readonly fix?: string;
  /** JSON pointer into the spec, where the cause is known. */
  readonly specPointer?: string;
  /** The value that stands there. */
  readonly value?: string;
  /** The object that changes, when it is about one. */
  readonly object?: ObjectChange;
  /** JSON pointer into that object, as it is after the change. */
  readonly pointer?: string;
}

/** Judges what a change does to one tenant. */
export interface TransitionPolicy extends PolicyText {
  readonly family: 'transition';
  check(transition: TenantTransition): Iterable<TransitionViolation>;
}

/** What a change deletes of one tenant on one cluster. */
export interface Deletion {
  readonly tenant: string;
  readonly cluster: string;
  /** Whether all of the tenant goes. */
  readonly isWhole: boolean;
  /** Number of objects that go while the tenant stays. */
  readonly objects: number;
}

/** Judges a change as a whole, between two revisions. */
export interface ChangePolicy extends PolicyText {
  readonly family: 'change';
  check(change: { readonly fleet: Fleet; readonly deletions: readonly Deletion[] }): Iterable<{
    readonly message: string;
    /** JSON pointer into `fleet/fleet.ts`. */
    readonly pointer: string;
    readonly via?: readonly string[];
  }>;
}
