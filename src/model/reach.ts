/** The connectivity of a set of manifests, as formats show it. */

/** One ordered pair of peers. Rows are sorted by source, then by destination. */
export interface ReachRow {
  /** `namespace/name[Kind]`, or a range of addresses such as `0.0.0.0-9.255.255.255`. */
  readonly src: string;
  readonly dst: string;
  /** `All Connections`, or such as `TCP 80,443,8000-8100,UDP 53`; `No Connections` only where reasons are asked for. */
  readonly conn: string;
  /** Why, in sentences; only where reasons are asked for. */
  readonly reasons?: { readonly egress: readonly string[]; readonly ingress: readonly string[] };
}
