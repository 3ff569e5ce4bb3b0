/** What a tenant's stack costs a month, by what it requests. */
import type { Tenant } from '../model/fleet.ts';
import { databaseRuns, lifeStateOf } from '../model/life.ts';
import type { ResolvedPriceSpec } from '../model/specs.ts';
import { sizeOf, sumOf } from './sizing.ts';

/**
 * An estimate in the currency of the prices, rounded to whole units: the pods that run all the time, and the volumes. A
 * stopped tenant costs its volumes, and its database until its final backup is confirmed.
 */
export function monthlyCost(tenant: Tenant, prices: ResolvedPriceSpec): number {
  const { web, cron, metrics, database, filestoreGiB, backup } = sizeOf(tenant);
  const state = lifeStateOf(tenant);
  const odoo = [
    { count: web.replicas, resources: web.resources },
    { count: 1, resources: cron.resources },
    { count: tenant.cluster.monitoring === undefined ? 0 : 1, resources: metrics.resources },
  ];
  const servers = [{ count: database.instances, resources: sumOf(database.resources, backup.sidecar) }];
  const running = [...(state === 'active' ? odoo : []), ...(databaseRuns(state) ? servers : [])];
  const cores = running.reduce((sum, { count, resources }) => sum + (count * resources.cpuRequest) / 1000, 0);
  const memory = running.reduce((sum, { count, resources }) => sum + (count * resources.memoryRequest) / 1024, 0);
  const storage = filestoreGiB + database.instances * (database.storageGiB + database.walGiB);
  return Math.round(cores * prices.cpu + memory * prices.memoryGiB + storage * prices.storageGiB);
}
