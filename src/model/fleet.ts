/** The fleet as checked data: what every room after `load/` works with. */
import type { Place } from './finding.ts';
import type { Json, JsonObject } from './manifest.ts';
import type { TrustedPart } from './trust.ts';
import type {
  ResolvedClusterSpecs,
  ResolvedExceptionSpecs,
  ResolvedFleetSpec,
  ResolvedPriceSpec,
  ResolvedReleaseSpec,
  ResolvedRingSpecs,
  ResolvedTenantSpec,
} from './specs.ts';

export type Cluster = ResolvedClusterSpecs[number];
export type Ring = ResolvedRingSpecs[number];
export type Exception = ResolvedExceptionSpecs[number];
export type Release = ResolvedReleaseSpec & { readonly id: string };

/** What the platform team decides for all tenants. Maps are keyed by name and iterate sorted by it. */
export interface Fleet {
  readonly spec: ResolvedFleetSpec;
  readonly clusters: ReadonlyMap<string, Cluster>;
  /** In the order in which releases reach them. */
  readonly rings: readonly Ring[];
  readonly releases: ReadonlyMap<string, Release>;
  readonly exceptions: readonly Exception[];
  readonly prices?: ResolvedPriceSpec;
  /** The shared parts and their connections; without it, what the generated stacks need. */
  readonly trusted?: readonly TrustedPart[];
}

/** One tenant with everything that its stack is made from. */
export interface Tenant {
  readonly spec: ResolvedTenantSpec;
  readonly cluster: Cluster;
  /** The release that the tenant's ring or pin selects. */
  readonly release: Release;
  /** The production tenant whose backup the database is made from; of staging tenants that ask for it only. */
  readonly copyOf?: CopySource;
  /** The files of `tenants/secrets/<id>/`, sorted by name; none with `external-secrets`. Not checked yet. */
  readonly secrets: readonly SecretFile[];
  /** The spec as written, with the source place of each value. */
  readonly document: SourceDocument;
  /** `sha256:<hex>` of the spec's value, independent of its formatting. */
  readonly specDigest: string;
}

export type ObjectStore = NonNullable<Cluster['objectStore']>;

/** What of a production tenant a staging copy of it is made from. */
export interface CopySource {
  readonly id: string;
  /** Of the production tenant's cluster, where its backups are. */
  readonly store: ObjectStore;
}

/** An encrypted Secret as it stands in `tenants/secrets/<tenant>/<name>.yaml`. */
export interface SecretFile {
  /** POSIX path relative to the root. */
  readonly file: string;
  /** The file's name without its ending. */
  readonly name: string;
  readonly manifest: JsonObject;
  /** Place of the value at a JSON pointer, or of its nearest enclosing value. */
  locate(pointer: string): Place;
}

/** A document that people wrote, evaluated or parsed, with the place of every value. */
export interface SourceDocument {
  /** POSIX path relative to the root. */
  readonly file: string;
  readonly value: Json;
  /** Place of the value at a JSON pointer; of its nearest enclosing value when it is absent. A value that came from another module is placed there. */
  locate(pointer: string): Place;
}
