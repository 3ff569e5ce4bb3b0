/** Demands that the database's memory is enough for its cache, its connections and the queries of all workers. */
import { isObject } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { databaseClientsOf } from './database-clients.ts';
import { type DatabaseNeed, leastMemory } from './database-need.ts';
import { countParameter, type DatabaseServer, databaseServersOf, memoryParameter } from './database-servers.ts';
import { smallerOverrides } from './database-overrides.ts';
import { odooPodsOf } from './odoo-pods.ts';
import { describeValue } from './pod-template.ts';
import { parseQuantity } from '../model/quantity.ts';

export const databaseMemoryFitsConnections: StackPolicy = {
  id: 'database-memory-fits-connections',
  family: 'tenant',
  severity: 'error',
  title: "The database's memory is enough for all its connections",
  why: 'Each connection is a process of PostgreSQL. When they need more memory than the container may use, the kernel kills one of them, and PostgreSQL then ends all others and recovers.',
  fix: 'Lower the overrides of `odoo.replicas`, `odoo.workers` or `database.parameters.work_mem` in the spec as far as the message says, or take a larger plan.',
  controls: { hipaa: ['164.308(a)(7)(ii)(C)'] },
  *check({ objects, tenant }): Iterable<Violation> {
    const servers = databaseServersOf(objects);
    if (servers.length === 0) return;
    const pods = odooPodsOf(objects);
    const { processes, unknown } = databaseClientsOf(pods);
    for (const server of servers) {
      const found = limitOf(server);
      const limit = parseQuantity(found) ?? Number.NaN;
      const need = needOf(server, processes);
      const wanted = leastMemory(need);
      if (limit >= wanted) continue;
      const at = found === undefined ? server.pointer : `${server.pointer}/resources/limits/memory`;
      const message = `memory limit is ${describeValue(found)}, must be`;
      if (Number.isNaN(wanted)) {
        const why = [...unreadable(server), ...unknown].join('; ');
        yield { object: server.object, pointer: at, message: `${message} enough, which cannot be told: ${why}` };
        continue;
      }
      const smaller = tenant && smallerOverrides({ pods, need, limit, tenant });
      yield {
        object: server.object,
        pointer: at,
        ...(smaller && { specPointer: smaller.specPointer }),
        message: `${message} at least ${mebibytes(wanted)} for ${described(need)}${smaller ? `; ${smaller.advice}` : ''}`,
      };
    }
  },
};

const postgresDefault = '4MB';

function needOf(server: DatabaseServer, processes: number): DatabaseNeed {
  return {
    cache: memoryParameter(server.parameters.get('shared_buffers')?.value),
    connections: countParameter(server, 'max_connections'),
    processes,
    queryMemory: memoryParameter(server.parameters.get('work_mem')?.value ?? postgresDefault),
  };
}

function described({ cache, connections, processes, queryMemory }: DatabaseNeed): string {
  return `shared_buffers of ${mebibytes(cache)}, ${connections} connections and ${processes} queries at once with work_mem of ${mebibytes(queryMemory)}`;
}

function unreadable(server: DatabaseServer): readonly string[] {
  const { cache, connections, queryMemory } = needOf(server, 0);
  return Object.entries({ shared_buffers: cache, max_connections: connections, work_mem: queryMemory })
    .filter(([, amount]) => Number.isNaN(amount))
    .map(([name]) => `${name} is ${describeValue(server.parameters.get(name)?.value)}`);
}

function limitOf({ resources }: DatabaseServer) {
  const limits = resources['limits'];
  return isObject(limits) ? limits['memory'] : undefined;
}

function mebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)}Mi`;
}
