/** Demands that the database accepts every connection that Odoo's processes may open. */
import type { StackPolicy, Violation } from '../model/policy.ts';
import { databaseClientsOf } from './database-clients.ts';
import { countParameter, databaseServersOf } from './database-servers.ts';
import { odooPodsOf } from './odoo-pods.ts';
import { describeValue } from './pod-template.ts';

/** Connections kept free for PostgreSQL's superuser, the operator, backups, metrics, and our own probes. */
const reserved = 10;

export const databaseConnectionsFit: StackPolicy = {
  id: 'database-connections-fit',
  family: 'tenant',
  severity: 'error',
  title: 'The database accepts every connection that Odoo may open',
  why: 'Each process of Odoo has a pool of connections. When all pools are full, as in a rolling update under load, PostgreSQL refuses what is above its limit, and users see errors.',
  fix: 'Raise `max_connections`, or lower the number of web pods, workers or cron threads. For a tenant the limit follows from these.',
  controls: { hipaa: ['164.308(a)(7)(ii)(C)'] },
  *check({ objects }): Iterable<Violation> {
    const servers = databaseServersOf(objects);
    const pods = odooPodsOf(objects);
    const { connections, unknown } = databaseClientsOf(pods);
    const wanted = connections + reserved;
    const [pod] = pods;
    if (servers.length === 0 && pod) {
      yield {
        object: pod.object,
        pointer: '/spec',
        message: 'there is no database whose connections can be counted, must be one',
      };
    }
    for (const server of servers) {
      if (countParameter(server, 'max_connections') >= wanted) continue;
      const parameter = server.parameters.get('max_connections');
      const need = unknown.length > 0 ? `enough, which cannot be told: ${unknown.join('; ')}` : `at least ${wanted}`;
      yield {
        object: server.object,
        pointer: parameter?.pointer ?? server.pointer,
        message: `max_connections is ${describeValue(parameter?.value)}, must be ${need}`,
      };
    }
  },
};
