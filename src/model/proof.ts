/** The outcome of a proof of isolation: what was shown, over which content, and on which assumptions. */
import type { Finding } from './finding.ts';
import type { TrustedEdge, SharedPart } from './trust.ts';

/** A way in which tenants could meet, and the policies that close it. */
export interface Channel {
  readonly id: string;
  readonly title: string;
  readonly policies: readonly string[];
}

/** What a part that tenants share could reach if it were taken over. */
export interface SharedPartReach {
  readonly cluster: string;
  readonly part: SharedPart;
  readonly why: string;
  readonly reaches: readonly {
    /** Component of tenants' pods. */
    readonly component: string;
    /** Such as `TCP 8069,8072`. */
    readonly ports: string;
    readonly tenants: number;
  }[];
}

/** The certificate. Two runs over the same content give the same, but for `provenAt`. */
export interface Certificate {
  readonly apiVersion: 'fleet.aos/v1';
  readonly kind: 'IsolationCertificate';
  readonly verdict: 'proven';
  /** `2026-11-24T12:00:00Z` */
  readonly provenAt: string;
  readonly generator: Generator;
  readonly content: Content;
  readonly counts: ProofCounts;
  readonly channels: readonly (Channel & { readonly accepted: number })[];
  readonly trusted: readonly {
    readonly part: SharedPart;
    readonly why: string;
    readonly edges: readonly TrustedEdge[];
  }[];
  readonly sharedParts: readonly SharedPartReach[];
  /** Findings that exceptions accept: what is not proven. */
  readonly exceptions: readonly AcceptedFinding[];
  /** In sentences. */
  readonly assumptions: readonly string[];
}

export interface AcceptedFinding {
  readonly policy: string;
  readonly tenant: string;
  readonly message: string;
  readonly reason: string;
  readonly owner: string;
  readonly expires: string;
}

export interface Generator {
  readonly version: string;
  /** `sha256:<hex>` of the program that proved it, its policies among it. */
  readonly digest: string;
  readonly policies: number;
}

export interface Content {
  /** `sha256:<hex>` of every file of `dist` that was examined, with its path. */
  readonly dist: string;
  readonly files: number;
  /** The same of the specs in `fleet/` and `tenants/`. */
  readonly specs: string;
}

export interface ProofCounts {
  readonly clusters: number;
  readonly tenants: number;
  /** Ordered pairs of tenants. */
  readonly pairs: number;
  readonly objects: number;
  /** Groups of tenants that differ in nothing but their names. */
  readonly groups: number;
  /** Tenants by isolation tier. */
  readonly tiers: Readonly<Record<'namespace' | 'node' | 'cluster', number>>;
}

export type Proof =
  | { readonly verdict: 'proven'; readonly certificate: Certificate; readonly findings: readonly Finding[] }
  | {
      readonly verdict: 'not proven';
      readonly counts: ProofCounts;
      readonly channels: readonly Channel[];
      /** What stands against it, sorted; and warnings. */
      readonly findings: readonly Finding[];
    };
