/** A snapshot by the names under which the tenants' parts are found, with what holds for all of them. */
import type { Judgement } from '../model/status.ts';
import { fluxNamespace, layers, namespaceOf } from '../stack/names.ts';
import { judgeDelivery } from './judge-source.ts';
import {
  type Kustomization,
  type Migration,
  type Snapshot,
  type Source,
  sourceKey,
  type Workload,
} from './snapshot.ts';

export interface ClusterIndex {
  readonly now: string;
  readonly kustomizations: ReadonlyMap<string, Kustomization>;
  readonly sources: ReadonlyMap<string, Source>;
  /** By tenant. */
  readonly workloads: ReadonlyMap<string, readonly Workload[]>;
  readonly migrations: ReadonlyMap<string, Migration>;
  /** Tenants that the cluster has anything of, sorted. */
  readonly tenants: readonly string[];
  /** What is wrong on the way from the repository to the tenants' own sources. */
  readonly delivery: readonly Judgement[];
  readonly mayReadWorkloads: boolean;
  readonly refused: readonly string[];
}

/** What the bootstrap makes, and the platform: docs/architecture.md. */
export const repositoryKey = sourceKey('GitRepository', fluxNamespace);
export const generatorKey = sourceKey('ArtifactGenerator', 'tenants');

export function indexOf(snapshot: Snapshot): ClusterIndex {
  const sources = new Map(snapshot.sources.map((source) => [source.key, source]));
  const workloads = Map.groupBy(snapshot.workloads, ({ namespace }) => tenantOfNamespace(namespace));
  const migrations = new Map<string, Migration>();
  for (const migration of snapshot.migrations) {
    const tenant = tenantOfNamespace(migration.namespace);
    const known = migrations.get(tenant);
    if (known === undefined || (migration.created ?? '') > (known.created ?? '')) migrations.set(tenant, migration);
  }
  const kustomizations = new Map(snapshot.kustomizations.map((kustomization) => [kustomization.name, kustomization]));
  const found = new Set([...workloads.keys(), ...[...kustomizations.keys()].map(tenantOfKustomization)]);
  found.delete('');
  return {
    now: snapshot.time,
    kustomizations,
    sources,
    workloads,
    migrations,
    tenants: [...found].toSorted(),
    delivery: deliveryFaults(sources),
    mayReadWorkloads: snapshot.refused.length === 0,
    refused: snapshot.refused,
  };
}

/** Whoever has artifacts of tenants has them from the generator, and the generator from the repository. */
function deliveryFaults(sources: ReadonlyMap<string, Source>): readonly Judgement[] {
  const hasArtifacts = [...sources.keys()].some((key) => key.startsWith('ExternalArtifact/'));
  return [repositoryKey, ...(hasArtifacts ? [generatorKey] : [])].flatMap((key) => {
    const source = sources.get(key);
    const fault =
      source === undefined
        ? { state: 'stale' as const, reason: 'NoSource', message: `${key} is not there` }
        : judgeDelivery(source, key);
    return fault ?? [];
  });
}

/** Empty for the namespace of no tenant. */
function tenantOfNamespace(namespace: string): string {
  const before = namespaceOf('');
  return namespace.startsWith(before) ? namespace.slice(before.length) : '';
}

/** Empty for a Kustomization of no tenant. */
function tenantOfKustomization(name: string): string {
  const tenant = tenantOfNamespace(name);
  const layer = layers.find((candidate) => tenant.endsWith(`-${candidate}`));
  return layer === undefined ? '' : tenant.slice(0, -layer.length - 1);
}
