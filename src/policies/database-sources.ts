/** Refuses databases of a tenant that begin with, or follow, data that its spec does not name. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { Inventory, StackPolicy, Violation } from '../model/policy.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { describeValue } from './pod-template.ts';

type Fault = readonly [pointer: string, message: string];

export const databaseSources: StackPolicy = {
  id: 'database-sources',
  family: 'tenant',
  severity: 'error',
  title: 'A database is made new, or from the backups that `database.restoreFrom` names',
  why: "A database that is copied from another server, or from a volume, holds that server's records. Whose they are, only the backups of the tenant and of its production tenant can show.",
  fix: 'Set `database.restoreFrom` in the spec and raise `database.generation`; remove every other source.',
  controls: { hipaa: ['164.312(a)(1)', '164.308(a)(7)(ii)(B)'], nsa: ['Network separation and hardening'] },
  *check(inventory): Iterable<Violation> {
    const { tenant } = inventory;
    if (!tenant) return;
    const { restoreFrom } = tenant.spec.database;
    const stores =
      restoreFrom === undefined ? [] : [restoreFrom.tenant === undefined ? 'backups' : 'production-backups'];
    for (const object of clustersIn(inventory)) {
      const spec = isObject(object.manifest['spec']) ? object.manifest['spec'] : {};
      for (const [pointer, message] of [...bootstrapFaults(spec, stores.length > 0), ...clusterFaults(spec, stores)])
        yield { object, pointer, specPointer: '/database', message };
    }
  },
};

function clustersIn(inventory: Inventory): ReturnType<typeof objectsOfKind> {
  return objectsOfKind(inventory, 'Cluster of postgresql.cnpg.io/v1');
}

/** Anything but a new database, and recovery from a listed cluster where the spec wants one. */
function* bootstrapFaults(spec: JsonObject, restores: boolean): Generator<Fault> {
  const bootstrap = isObject(spec['bootstrap']) ? spec['bootstrap'] : {};
  for (const [method, value] of Object.entries(bootstrap)) {
    if (value === null) continue;
    const at = `/spec/bootstrap/${method}`;
    const settings = isObject(value) ? value : {};
    if (method === 'initdb') {
      if ((settings['import'] ?? null) !== null) yield [`${at}/import`, 'the database is imported, must be made new'];
    } else if (method !== 'recovery' || !restores) {
      const wanted = restores ? 'recovered from a backup' : 'made new, since the spec has no database.restoreFrom';
      yield [at, `the database is made by ${method}, must be ${wanted}`];
    } else {
      for (const field of ['backup', 'volumeSnapshots'] as const) {
        if ((settings[field] ?? null) !== null)
          yield [`${at}/${field}`, `the database is recovered from ${field}, must be from the object store`];
      }
    }
  }
  if ((spec['replica'] ?? null) !== null) yield ['/spec/replica', 'replica is given, must be unset'];
}

/** Each of the other clusters must be an archive in the store of the spec's choice, reached by the plugin. */
function* clusterFaults({ externalClusters = null }: JsonObject, stores: readonly string[]): Generator<Fault> {
  if (externalClusters === null) return;
  const list: readonly Json[] = Array.isArray(externalClusters) ? externalClusters : [externalClusters];
  for (const [index, cluster] of list.entries()) {
    const at = `/spec/externalClusters/${index}`;
    const other = isObject(cluster) ? cluster : {};
    const extra = Object.keys(other).filter((field) => field !== 'name' && field !== 'plugin');
    for (const field of extra) yield [`${at}/${field}`, `${field} of another cluster is given, must be unset`];
    const store = storeOf(other);
    if (extra.length > 0 || (typeof store === 'string' && stores.includes(store))) continue;
    const wanted =
      stores.length === 0 ? 'left out, since the spec has no database.restoreFrom' : JSON.stringify(stores[0]);
    yield [at, `the object store of another cluster is ${describeValue(store)}, must be ${wanted}`];
  }
}

function storeOf({ plugin }: JsonObject): Json | undefined {
  const parameters = isObject(plugin) ? plugin['parameters'] : undefined;
  return isObject(parameters) ? parameters['barmanObjectName'] : undefined;
}
