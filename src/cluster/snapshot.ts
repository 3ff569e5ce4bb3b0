/** What one cluster answered, as plain data: all that the status is computed from. */
import type { WorkloadStatus } from '../model/status.ts';

export interface Condition {
  /** `True`, `False` or `Unknown`. */
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  readonly since?: string;
  /** Generation of the object that it speaks of. */
  readonly generation?: number;
}

/** What every object of Flux has. */
export interface FluxObject {
  readonly name: string;
  readonly generation: number;
  readonly observedGeneration?: number;
  readonly created?: string;
  readonly deleting?: string;
  readonly isSuspended: boolean;
  readonly ready?: Condition;
  readonly reconciling?: Condition;
  readonly stalled?: Condition;
}

export interface Kustomization extends FluxObject {
  /** As `sourceKey` writes it. */
  readonly source: string;
  /** In seconds. */
  readonly interval: number;
  readonly timeout: number;
  readonly retryInterval: number;
  readonly appliedRevision?: string;
  /** What Flux remembers of its last five results, newest first. Before Flux 2.7 nothing. */
  readonly history: readonly Reconciliation[];
}

/** A result, for as long as the same content gave it. */
export interface Reconciliation {
  /** `ReconciliationSucceeded`, or the reason of the failure. */
  readonly status: string;
  readonly first: string;
  readonly last: string;
}

export interface Source extends FluxObject {
  readonly key: string;
  readonly revision?: string;
  /** When the revision became the newest. */
  readonly updated?: string;
}

export interface Workload extends WorkloadStatus {
  readonly namespace: string;
  readonly kind: 'Deployment' | 'StatefulSet' | 'Cluster';
  /** Whether all replicas are of the newest template. */
  readonly isRolledOut: boolean;
  readonly fault?: WorkloadFault;
}

export interface WorkloadFault {
  readonly reason: string;
  readonly message: string;
  readonly since?: string;
}

/** The newest migration Job of a tenant. */
export interface Migration {
  readonly namespace: string;
  readonly name: string;
  readonly created?: string;
  readonly isDone: boolean;
  readonly fault?: WorkloadFault;
}

export interface Snapshot {
  /** Now, by the cluster's clock: its times are compared with this one. */
  readonly time: string;
  readonly kustomizations: readonly Kustomization[];
  readonly sources: readonly Source[];
  readonly workloads: readonly Workload[];
  readonly migrations: readonly Migration[];
  /** Kinds of workloads that may not be listed, with what the server said. */
  readonly refused: readonly string[];
}

/** Why a cluster gave no snapshot. */
export interface Failure {
  /** In one word: `Refused`, `Timeout`, `TLS` ... */
  readonly reason: string;
  readonly message: string;
}

export type Reading =
  | { readonly kind: 'read'; readonly snapshot: Snapshot }
  | { readonly kind: 'failed'; readonly failure: Failure };

export function sourceKey(kind: string, name: string): string {
  return `${kind}/${name}`;
}
