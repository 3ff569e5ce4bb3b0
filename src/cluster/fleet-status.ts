/** The status of the fleet from what the working tree wants and what the clusters answered. Pure. */
import { compareText } from '../model/finding.ts';
import {
  type ClusterStatus,
  type FleetStatus,
  type TenantStatus,
  tenantStates,
  type WantedTenant,
} from '../model/status.ts';
import { fluxNamespace } from '../stack/names.ts';
import { type ClusterIndex, indexOf, repositoryKey } from './cluster-index.ts';
import { judgeLayer } from './judge-layer.ts';
import type { Failure, Reading } from './snapshot.ts';
import { tenantStatus, unlistedStatus } from './tenant-status.ts';

export interface ClusterReading {
  readonly cluster: string;
  readonly context?: string;
  readonly reading: Reading;
}

export interface StatusInput {
  readonly time: string;
  readonly wanted: readonly WantedTenant[];
  /** Of every cluster that was asked, or would have been. */
  readonly readings: readonly ClusterReading[];
  /** Ids; empty for all. */
  readonly only: readonly string[];
}

export function fleetStatus({ time, wanted, readings, only }: StatusInput): FleetStatus {
  const tenants: TenantStatus[] = [];
  const clusters: ClusterStatus[] = [];
  const isAsked = (tenant: string): boolean => only.length === 0 || only.includes(tenant);
  const places = new Map(wanted.map(({ tenant, cluster }) => [tenant, cluster]));
  const byCluster = Map.groupBy(wanted, ({ cluster }) => cluster);
  for (const { cluster, context, reading } of readings) {
    const here = byCluster.get(cluster) ?? [];
    const common = { cluster, ...(context !== undefined && { context }) };
    if (reading.kind === 'failed') {
      tenants.push(...here.map((one) => unknownStatus(one, reading.failure)));
      clusters.push({ ...common, isReached: false, troubles: [reading.failure.message] });
      continue;
    }
    const index = indexOf(reading.snapshot);
    const known = new Set(here.map(({ tenant }) => tenant));
    tenants.push(...here.map((one) => tenantStatus(one, index)));
    for (const tenant of index.tenants.filter((name) => !known.has(name))) {
      const elsewhere = places.get(tenant);
      tenants.push(unlistedStatus(tenant, cluster, { index, ...(elsewhere !== undefined && { elsewhere }) }));
    }
    const revision = index.sources.get(repositoryKey)?.revision;
    clusters.push({
      ...common,
      isReached: true,
      ...(revision !== undefined && { revision }),
      troubles: troublesOf(index),
    });
  }
  return {
    time,
    tenants: tenants.filter(({ tenant }) => isAsked(tenant)).toSorted(byImportance),
    clusters: clusters.toSorted((a, b) => compareText(a.cluster, b.cluster)),
  };
}

function unknownStatus({ tenant, cluster, lifecycle, release }: WantedTenant, failure: Failure): TenantStatus {
  return {
    tenant,
    cluster,
    state: 'unknown',
    ...failure,
    ...(lifecycle !== undefined && { lifecycle }),
    release: { ...(release !== undefined && { wanted: release }) },
    revision: {},
    workloads: [],
  };
}

/** What concerns the whole cluster. A fault of the entry is told here alone: the tenants' own sources do not pass it. */
function troublesOf(index: ClusterIndex): readonly string[] {
  const entry = index.kustomizations.get(fluxNamespace);
  const name = `Kustomization/${fluxNamespace}`;
  const state =
    entry &&
    judgeLayer(entry, {
      source: index.sources.get(entry.source),
      now: index.now,
      patience: entry.timeout + entry.retryInterval,
    });
  return [
    ...index.refused,
    ...index.delivery.map(({ reason, message }) => `${reason}: ${message}`),
    ...(state === undefined
      ? [`${name} is not there: nothing brings the tenants' Flux objects`]
      : state.state === 'ready' || state.state === 'progressing'
        ? []
        : [`${name} is ${state.state}: ${state.reason}: ${state.message}`]),
  ];
}

function byImportance(a: TenantStatus, b: TenantStatus): number {
  return (
    tenantStates.indexOf(a.state) - tenantStates.indexOf(b.state) ||
    compareText(a.cluster, b.cluster) ||
    compareText(a.tenant, b.tenant)
  );
}
