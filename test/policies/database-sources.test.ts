import type { JsonObject } from '../../src/model/manifest.ts';
import { databaseSources } from '../../src/policies/database-sources.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, object } from './policy-cases.ts';

const fresh = minimalTenant();
const restored = minimalTenant((spec) => void (spec.database = { generation: 2, restoreFrom: { generation: 1 } }));
const cluster = (spec: JsonObject) => object('Cluster of postgresql.cnpg.io/v1', 'database', { spec });
const archive = (barmanObjectName: string) => ({
  name: 'restored-from',
  plugin: { name: 'barman-cloud.cloudnative-pg.io', parameters: { barmanObjectName, serverName: 'database' } },
});
const recovery = { recovery: { source: 'restored-from' } };

describePolicy(databaseSources, [
  { name: 'no tenant', objects: [cluster({ bootstrap: recovery })], expected: [] },
  {
    name: 'a new database',
    tenant: fresh,
    objects: [cluster({ bootstrap: { initdb: {} } }), cluster({})],
    expected: [],
  },
  {
    name: 'the backup that the spec names',
    tenant: restored,
    objects: [cluster({ bootstrap: recovery, externalClusters: [archive('backups')] })],
    expected: [],
  },
  {
    name: 'a source that the spec does not name',
    tenant: fresh,
    objects: [
      cluster({ bootstrap: recovery, externalClusters: [archive('backups')] }),
      cluster({ bootstrap: { initdb: { import: { type: 'monolith' } } }, replica: { enabled: true } }),
    ],
    expected: [
      [
        '/spec/bootstrap/recovery',
        'the database is made by recovery, must be made new, since the spec has no database.restoreFrom',
      ],
      [
        '/spec/externalClusters/0',
        'the object store of another cluster is "backups", must be left out, since the spec has no database.restoreFrom',
      ],
      ['/spec/bootstrap/initdb/import', 'the database is imported, must be made new'],
      ['/spec/replica', 'replica is given, must be unset'],
    ],
  },
  {
    name: 'another way than by the object store, and another store',
    tenant: restored,
    objects: [
      cluster({ bootstrap: { recovery: { volumeSnapshots: { storage: {} } } }, externalClusters: 'broken' }),
      cluster({
        bootstrap: { pg_basebackup: { source: 'other' } },
        externalClusters: [{ name: 'other', connectionParameters: { host: 'x' } }, archive('production-backups')],
      }),
    ],
    expected: [
      [
        '/spec/bootstrap/recovery/volumeSnapshots',
        'the database is recovered from volumeSnapshots, must be from the object store',
      ],
      ['/spec/externalClusters/0', 'the object store of another cluster is unset, must be "backups"'],
      ['/spec/bootstrap/pg_basebackup', 'the database is made by pg_basebackup, must be recovered from a backup'],
      [
        '/spec/externalClusters/0/connectionParameters',
        'connectionParameters of another cluster is given, must be unset',
      ],
      ['/spec/externalClusters/1', 'the object store of another cluster is "production-backups", must be "backups"'],
    ],
  },
]);
