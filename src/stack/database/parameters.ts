/** PostgreSQL settings that follow from the plan, with what the tenant may vary. */
import { backupPlanOf } from '../backup/plan.ts';
import type { Stack } from '../part.ts';

/** A quarter of the memory is PostgreSQL's own cache and three quarters is what it may expect of the system's: its documentation's rule. */
export function parametersOf({ tenant, size }: Stack): Readonly<Record<string, string>> {
  const { memoryLimit } = size.database.resources;
  const { work_mem, random_page_cost, log_min_duration_statement } = tenant.spec.database.parameters;
  return {
    ...(tenant.cluster.objectStore !== undefined && { archive_timeout: `${backupPlanOf(tenant).archiveSeconds}s` }),
    effective_cache_size: `${Math.floor(memoryLimit * 0.75)}MB`,
    max_connections: String(size.database.maxConnections),
    shared_buffers: `${Math.floor(memoryLimit / 4)}MB`,
    ...(work_mem !== undefined && { work_mem }),
    ...(random_page_cost !== undefined && { random_page_cost }),
    ...(log_min_duration_statement !== undefined && { log_min_duration_statement }),
  };
}
