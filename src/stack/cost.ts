/** What a tenant's stack requests and costs a month. */
import type { Tenant } from '../model/fleet.ts';
import { databaseRuns, lifeStateOf } from '../model/life.ts';
import type { Requests } from '../model/plan.ts';
import type { ResolvedPriceSpec } from '../model/specs.ts';
import { sizeOf, sumOf } from './sizing.ts';

/**
 * The pods that run all the time, and the volumes. A stopped tenant has its volumes, and its database until its final backup
 * is confirmed.
 */
export function requestsOf(tenant: Tenant): Requests {
  const { web, cron, metrics, database, filestoreGiB, backup } = sizeOf(tenant);
  const state = lifeStateOf(tenant);
  const odoo = [
    { count: web.replicas, resources: web.resources },
    { count: 1, resources: cron.resources },
    { count: tenant.cluster.monitoring === undefined ? 0 : 1, resources: metrics.resources },
  ];
  const servers = [{ count: database.instances, resources: sumOf(database.resources, backup.sidecar) }];
  const running = [...(state === 'active' ? odoo : []), ...(databaseRuns(state) ? servers : [])];
  return {
    cores: running.reduce((sum, { count, resources }) => sum + count * resources.cpuRequest, 0) / 1000,
    memoryGiB: running.reduce((sum, { count, resources }) => sum + count * resources.memoryRequest, 0) / 1024,
    storageGiB: filestoreGiB + database.instances * (database.storageGiB + database.walGiB),
  };
}

/** An estimate in the currency of the prices, rounded to whole units. */
export function monthlyCost({ cores, memoryGiB, storageGiB }: Requests, prices: ResolvedPriceSpec): number {
  return Math.round(cores * prices.cpu + memoryGiB * prices.memoryGiB + storageGiB * prices.storageGiB);
}
