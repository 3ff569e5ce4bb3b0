/** What the formats for people show of a status, in their order. Texts are not yet harmless. */
import { type FleetStatus, type TenantStatus, tenantStates } from '../model/status.ts';
import { amount } from './summary.ts';

export const statusHead = [
  'tenant',
  'cluster',
  'state',
  'age',
  'lifecycle',
  'release',
  'runs',
  'revision',
  'applied',
  'ready',
  'reason',
] as const;

/** Place of the state among the cells. */
export const stateColumn = 2;

/** @param time by which the age is told. */
export function statusCells(status: TenantStatus, time: string): readonly string[] {
  const { tenant, cluster, state, since, lifecycle, release, revision, workloads } = status;
  return [
    tenant,
    cluster,
    state,
    since === undefined ? '-' : age((Date.parse(time) - Date.parse(since)) / 1000),
    lifecycle ?? '-',
    release.wanted ?? '-',
    release.running ?? '-',
    shortRevision(revision.wanted),
    shortRevision(revision.applied),
    workloads.map(({ name, ready, wanted }) => `${name} ${ready}/${wanted}`).join(' ') || '-',
    cause(status),
  ];
}

/** `app: HealthCheckFailed: timeout waiting for ...`; empty when all is well. */
export function cause({ state, part, reason, message }: TenantStatus): string {
  return state === 'ready' ? '' : [part, reason, message].filter((text) => text).join(': ');
}

/** `12 tenants: 10 ready, 1 failing, 1 stale`, and what is wrong with clusters. */
export function statusSummary({ tenants, clusters }: FleetStatus): string {
  const counts = ['ready' as const, ...tenantStates.filter((state) => state !== 'ready')]
    .map((state) => ({ state, count: tenants.filter((tenant) => tenant.state === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => amount(count, state, state));
  const troubled = clusters.filter(({ troubles }) => troubles.length > 0).length;
  return [
    `${amount(tenants.length, 'tenant')}${counts.length === 0 ? '' : `: ${counts.join(', ')}`}`,
    ...(troubled === 0 ? [] : [`trouble with ${amount(troubled, 'cluster')}`]),
  ].join('; ');
}

/** One sentence for each trouble with a cluster. */
export function clusterTroubles({ clusters }: FleetStatus): readonly string[] {
  return clusters.flatMap(({ cluster, isReached, troubles }) =>
    troubles.map((trouble) => `cluster ${cluster}${isReached ? '' : ' cannot be read'}: ${trouble}`),
  );
}

/** As kubectl tells it: `45s`, `12m`, `5h`, `3d`. Of clocks that do not agree: `0s`. */
export function age(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 120) return `${whole}s`;
  if (whole < 7200) return `${Math.floor(whole / 60)}m`;
  return whole < 172_800 ? `${Math.floor(whole / 3600)}h` : `${Math.floor(whole / 86_400)}d`;
}

/** `6e1c80a9` of `main@sha1:6e1c80a9...`: enough to tell two apart. */
function shortRevision(revision: string | undefined): string {
  if (revision === undefined) return '-';
  const [, digest] = /[@:]([0-9a-f]{40,})$/.exec(revision) ?? [];
  return digest === undefined ? revision : digest.slice(0, 8);
}
