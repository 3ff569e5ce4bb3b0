/** What really runs, beside what should: the outcome of `fleet status`. */

/** From the worst to the best; the order in which rows are shown. */
export const tenantStates = [
  'failing',
  'missing',
  'unknown',
  'stale',
  'suspended',
  'unlisted',
  'progressing',
  'ready',
] as const;

/** `docs/status.md` says when a tenant is in which. */
export type TenantState = (typeof tenantStates)[number];

/** What the working tree wants of a tenant, as far as the status needs it. */
export interface WantedTenant {
  readonly tenant: string;
  readonly cluster: string;
  readonly lifecycle?: string;
  readonly release?: string;
  /** Name of its database server. */
  readonly server?: string;
  /** Whether `dist/` has a record of it; without one there is nothing that a cluster could apply. */
  readonly isGenerated: boolean;
}

/** A state with its cause. Texts are as the cluster gave them: whoever shows them makes them harmless. */
export interface Judgement {
  readonly state: TenantState;
  /** In one word, as Flux and Kubernetes write reasons: `HealthCheckFailed`. */
  readonly reason: string;
  /** One line; empty when there is nothing to add. */
  readonly message: string;
  /** What it is about: a layer, such as `app`, or a workload, such as `odoo-web`. */
  readonly part?: string;
  /** Since when it is so, as far as the cluster remembers. RFC 3339. */
  readonly since?: string;
}

export interface WorkloadStatus {
  readonly name: string;
  /** By its label: the release that it was applied for. */
  readonly release?: string;
  readonly ready: number;
  readonly wanted: number;
}

export interface TenantStatus extends Judgement {
  readonly tenant: string;
  readonly cluster: string;
  /** By its record in `dist/`. */
  readonly lifecycle?: string;
  /** `running` is there only when every part of Odoo has been rolled out and all are of the same release. */
  readonly release: { readonly wanted?: string; readonly running?: string };
  /** Of the layer that the judgement is about, otherwise of the app. `wanted` is that of the newest artifact of its source. */
  readonly revision: { readonly wanted?: string; readonly applied?: string };
  readonly workloads: readonly WorkloadStatus[];
}

export interface ClusterStatus {
  readonly cluster: string;
  /** Of the kubeconfig; absent when none was found. */
  readonly context?: string;
  readonly isReached: boolean;
  /** Newest revision of the repository that the cluster has fetched. */
  readonly revision?: string;
  /** What is wrong with the cluster itself, in sentences. */
  readonly troubles: readonly string[];
}

export interface FleetStatus {
  /** When it was asked, in the time of this machine. */
  readonly time: string;
  /** Worst first, then by cluster and tenant. */
  readonly tenants: readonly TenantStatus[];
  /** Sorted by name. */
  readonly clusters: readonly ClusterStatus[];
}

/** Whether all is as it should be: every tenant ready, and nothing wrong with any cluster. */
export function isAllReady({ tenants, clusters }: FleetStatus): boolean {
  return tenants.every(({ state }) => state === 'ready') && clusters.every(({ troubles }) => troubles.length === 0);
}
