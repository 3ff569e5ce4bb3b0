/** What became different between two statuses: for logs, where a whole table would only repeat itself. */
import type { FleetStatus, TenantStatus } from '../model/status.ts';
import { cause, clusterTroubles, statusSummary } from './status-cells.ts';
import { visible } from './visible.ts';

/** Lines that begin with the time; none when all is as before. */
export function statusChanges(before: FleetStatus, after: FleetStatus): readonly string[] {
  const old = new Map(before.tenants.map((tenant) => [keyOf(tenant), tenant]));
  const now = new Set(after.tenants.map(keyOf));
  const [oldTroubles, newTroubles] = [clusterTroubles(before), clusterTroubles(after)];
  const lines = [
    ...newTroubles.filter((trouble) => !oldTroubles.includes(trouble)),
    ...oldTroubles.filter((trouble) => !newTroubles.includes(trouble)).map((trouble) => `no longer: ${trouble}`),
    ...after.tenants.flatMap((tenant) => {
      const known = old.get(keyOf(tenant));
      return known !== undefined && identityOf(known) === identityOf(tenant)
        ? []
        : [`${keyOf(tenant)}: ${known?.state ?? 'new'} -> ${told(tenant)}`];
    }),
    ...before.tenants.filter((tenant) => !now.has(keyOf(tenant))).map((tenant) => `${keyOf(tenant)}: gone`),
  ];
  return lines.length === 0
    ? []
    : [...lines, statusSummary(after)].map((line) => `${visible(after.time)}  ${visible(line)}`);
}

function keyOf({ cluster, tenant }: TenantStatus): string {
  return `${cluster}/${tenant}`;
}

/** Without what only counts the time. */
function identityOf({ state, part, reason, release, revision }: TenantStatus): string {
  return JSON.stringify([state, part, reason, release.wanted, release.running, revision.wanted, revision.applied]);
}

function told(tenant: TenantStatus): string {
  const { state, release } = tenant;
  return state === 'ready'
    ? `ready${release.running === undefined ? '' : `, runs ${release.running}`}`
    : `${state}: ${cause(tenant)}`;
}
