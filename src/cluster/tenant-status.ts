/** The status of one tenant in one cluster: the worst of what is known of its parts. */
import { type Judgement, type TenantStatus, tenantStates, type WantedTenant } from '../model/status.ts';
import { kustomizationOf, type Layer, layers, names } from '../stack/names.ts';
import type { ClusterIndex } from './cluster-index.ts';
import { latest } from './duration.ts';
import { judgeLayer } from './judge-layer.ts';
import { judgeWorkloads } from './judge-workloads.ts';
import type { Kustomization, Workload } from './snapshot.ts';

export function tenantStatus(wanted: WantedTenant, index: ClusterIndex): TenantStatus {
  const { tenant, cluster, lifecycle, release } = wanted;
  const workloads = index.workloads.get(tenant) ?? [];
  const running = runningRelease(workloads);
  const judgement = judge(wanted, { index, workloads, running });
  return {
    tenant,
    cluster,
    ...judgement,
    ...(lifecycle !== undefined && { lifecycle }),
    release: {
      ...(release !== undefined && { wanted: release }),
      ...(running !== undefined && { running }),
    },
    revision: revisionOf(tenant, index, judgement.part),
    workloads: workloads.map(workloadOf),
  };
}

/** A tenant that the cluster has and the working tree does not want there. */
export function unlistedStatus(
  tenant: string,
  cluster: string,
  of: { index: ClusterIndex; elsewhere?: string },
): TenantStatus {
  const { index, elsewhere } = of;
  const workloads = index.workloads.get(tenant) ?? [];
  const running = runningRelease(workloads);
  const message =
    elsewhere === undefined
      ? 'it is in the cluster, and not in the repository'
      : `it is in this cluster, the repository wants it in ${elsewhere}`;
  return {
    tenant,
    cluster,
    state: 'unlisted',
    reason: 'NotInRepository',
    message,
    release: { ...(running !== undefined && { running }) },
    revision: revisionOf(tenant, index, undefined),
    workloads: workloads.map(workloadOf),
  };
}

interface Known {
  readonly index: ClusterIndex;
  readonly workloads: readonly Workload[];
  readonly running: string | undefined;
}

function judge(wanted: WantedTenant, { index, workloads, running }: Known): Judgement {
  const { tenant, release } = wanted;
  const found = layers.map((layer) => ({ layer, object: index.kustomizations.get(kustomizationOf(tenant, layer)) }));
  if (found.every(({ object }) => object === undefined)) return notThere(wanted);
  const ofLayers = judgeLayers(found, index);
  const isActive = wanted.lifecycle === 'active';
  const others: Judgement[] = [];
  const isSettled = ofLayers.every(({ state }) => state === 'ready');
  if (isSettled) others.push(...index.delivery);
  if (isActive && index.mayReadWorkloads) {
    const migration = index.migrations.get(tenant);
    const { server } = wanted;
    others.push(...judgeWorkloads({ workloads, migration, isSettled, ...(server !== undefined && { server }) }));
  }
  const worst = worstOf([...ofLayers, ...others]);
  if (worst.state !== 'ready' || !isActive) return worst;
  if (!index.mayReadWorkloads) {
    const message = `what runs is not known: ${index.refused.join('; ')}`;
    return { state: 'unknown', reason: 'Forbidden', message };
  }
  if (running === release || release === undefined) return worst;
  const message = `${running ?? 'no single release'} runs, the repository wants ${release}`;
  return { state: 'stale', reason: 'OtherRelease', message };
}

function notThere({ isGenerated }: WantedTenant): Judgement {
  return isGenerated
    ? { state: 'missing', reason: 'NotApplied', message: 'the cluster has none of its Kustomizations' }
    : { state: 'missing', reason: 'NotGenerated', message: 'dist/ has no record of it; npm start makes it' };
}

function judgeLayers(
  found: readonly { readonly layer: Layer; readonly object: Kustomization | undefined }[],
  { sources, now }: ClusterIndex,
): readonly Judgement[] {
  let patience = 0;
  return found.map(({ layer, object }) => {
    if (object === undefined) {
      return { state: 'missing', reason: 'NotApplied', message: 'the cluster lacks its Kustomization', part: layer };
    }
    // Each layer waits for those before it.
    patience += object.timeout + object.retryInterval;
    return { ...judgeLayer(object, { source: sources.get(object.source), now, patience }), part: layer };
  });
}

/** The first of the worst. When all are ready: since the last of them is. */
function worstOf(judgements: readonly Judgement[]): Judgement {
  const rank = ({ state }: Judgement): number => tenantStates.indexOf(state);
  const worst = judgements.reduce((a, b) => (rank(b) < rank(a) ? b : a));
  if (worst.state !== 'ready') return worst;
  const since = latest(...judgements.map((judgement) => judgement.since));
  const { state, reason, message } = worst;
  return { state, reason, message, ...(since !== undefined && { since }) };
}

/** Of Odoo's own parts; only when all are rolled out, and of one release. */
function runningRelease(workloads: readonly Workload[]): string | undefined {
  const odoo = workloads.filter(({ name, wanted }) => [names.web, names.cron].includes(name as never) && wanted > 0);
  const releases = new Set(
    odoo.map(({ release, isRolledOut, ready }) => (isRolledOut && ready > 0 ? release : undefined)),
  );
  const [first] = releases;
  return releases.size === 1 ? first : undefined;
}

function revisionOf(tenant: string, index: ClusterIndex, part: string | undefined): TenantStatus['revision'] {
  const layer = layers.find((name) => name === part) ?? 'app';
  const object = index.kustomizations.get(kustomizationOf(tenant, layer));
  const wanted = object && index.sources.get(object.source)?.revision;
  return {
    ...(wanted !== undefined && { wanted }),
    ...(object?.appliedRevision !== undefined && { applied: object.appliedRevision }),
  };
}

function workloadOf({ name, release, ready, wanted }: Workload): TenantStatus['workloads'][number] {
  return { name, ...(release !== undefined && { release }), ready, wanted };
}
