/** Says who may reach which port of a tenant's database, and refuses everybody else. */
import type { Tenant } from '../model/fleet.ts';
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { Inventory, StackPolicy, Violation } from '../model/policy.ts';
import { type ClusterPeer, isWithin, namespaceOf } from './cluster-peers.ts';
import { requirementsOf, selects, valuesOf } from './label-selector.ts';
import { type NetworkRule, networkRulesOf } from './network-rules.ts';
import { clusterLabel, componentLabel, stackPodsOf } from './stack-pods.ts';

export const databaseIngress: StackPolicy = {
  id: 'database-ingress',
  family: 'tenant',
  severity: 'error',
  title: 'Only Odoo, backups, metrics, the database itself and its operator reach the database',
  why: 'The database holds all health data of a tenant behind one password. Who cannot open a connection cannot try passwords, or use a hole of PostgreSQL.',
  fix: 'Open port 5432 to components that work with the database, 8000 to the database and its operator, 9187 to Prometheus, each by the label of its component or by the labels that the cluster declares.',
  controls: {
    hipaa: ['164.312(a)(1)', '164.312(d)', '164.308(a)(4)'],
    cis: ['5.3.2'],
    nsa: ['Network policies'],
  },
  *check(inventory): Iterable<Violation> {
    const { tenant } = inventory;
    if (!tenant) return;
    for (const rule of networkRulesOf(inventory)) {
      if (rule.direction !== 'ingress' || !isForDatabase(rule, inventory)) continue;
      const opened = portsOf(rule.rule);
      const callers = rule.peers.map(({ peer, pointer }) => ({ who: callerOf(peer, rule, tenant), pointer }));
      const all = callers.length === 0 ? [{ who: 'everyone', pointer: rule.pointer } as const] : callers;
      for (const { who, pointer } of all) {
        const port = opened.find((each) => !(permitted.get(each) ?? []).includes(who));
        if (port === undefined) continue;
        const wanted = permitted.get(port)?.join(', ') ?? 'nobody';
        const what = port === everyPort ? 'every port' : `port ${port}`;
        yield {
          object: rule.object,
          pointer,
          message: `${what} of the database is open to ${who}, must be open to ${wanted}`,
        };
      }
    }
  },
};

type Caller = 'Odoo, backups, metrics' | 'the database' | 'its operator' | 'Prometheus' | 'others' | 'everyone';

const everyPort = 0;

/** By port of the database's pods. */
const permitted: ReadonlyMap<number, readonly Caller[]> = new Map<number, readonly Caller[]>([
  [5432, ['Odoo, backups, metrics', 'the database', 'its operator']],
  // The status of CloudNativePG's instances, and their metrics.
  [8000, ['the database', 'its operator']],
  [9187, ['Prometheus']],
]);

/** Components that work with the database. */
const clients: ReadonlySet<string> = new Set([
  'archive-backup',
  'cron',
  'database-backup',
  'final-backup',
  'metrics',
  'migration',
  'web',
]);

/** Whether any pod that the policy is for is, or may be, the database. */
function isForDatabase({ namespace, podSelector }: NetworkRule, inventory: Inventory): boolean {
  const requirements = requirementsOf(podSelector);
  if (requirements === undefined) return true;
  // Servers of earlier generations are in no manifest any more.
  if (valuesOf(requirements, clusterLabel) !== undefined) return true;
  return stackPodsOf(inventory).some(
    (pod) => pod.isDatabase && pod.namespace === namespace && selects(requirements, pod.labels),
  );
}

function portsOf({ ports }: JsonObject): readonly number[] {
  const list: readonly Json[] = Array.isArray(ports) ? ports : [];
  if (list.length === 0) return [everyPort];
  return list.map((each) => {
    const { port, endPort } = isObject(each) ? each : {};
    return typeof port === 'number' && (endPort ?? null) === null ? port : everyPort;
  });
}

function callerOf(peer: JsonObject, { namespace }: NetworkRule, { cluster }: Tenant): Caller {
  const pods = requirementsOf(peer['podSelector']);
  if (pods === undefined || (peer['ipBlock'] ?? null) !== null) return 'others';
  const spaces = peer['namespaceSelector'] ?? null;
  const name = spaces === null ? namespace : namespaceOf(requirementsOf(spaces));
  if (name === namespace) {
    const components = valuesOf(pods, componentLabel);
    if (valuesOf(pods, clusterLabel) !== undefined || components?.join() === 'database') return 'the database';
    return components !== undefined && components.every((each) => clients.has(each))
      ? 'Odoo, backups, metrics'
      : 'others';
  }
  const is = (declared: ClusterPeer | undefined): boolean =>
    declared !== undefined && declared.namespace === name && isWithin(pods, declared);
  if (is(cluster.cloudnativePg)) return 'its operator';
  return is(cluster.monitoring) ? 'Prometheus' : 'others';
}
