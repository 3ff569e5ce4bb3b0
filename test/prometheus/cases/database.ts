/** Cases of the alerts of `alerts/database.ts`. The tenant has plan large, three database instances, and everything that protects its data. */
import { age, type AlertCase } from './alert-case.ts';

export const databaseCases: Readonly<Record<string, AlertCase>> = {
  DatabaseDown: {
    fires: { 'no connection': { series: { odoo_database_up: '0x20' }, at: '6m' } },
    quiet: {
      'it answers': { series: { odoo_database_up: '1x20' }, at: '6m' },
      'a failover': { series: { odoo_database_up: '1x3 0 0 1x20' }, at: '6m' },
    },
  },
  DatabaseConnectionsNearLimit: {
    fires: {
      'nearly all taken': {
        series: { odoo_database_connections: '95x30', odoo_database_connections_max: '100x30' },
        at: '15m',
        value: '95%',
      },
    },
    quiet: {
      'enough left': {
        series: { odoo_database_connections: '80x30', odoo_database_connections_max: '100x30' },
        at: '15m',
      },
    },
  },
  DatabaseLongTransaction: age('odoo_database_longest_transaction_seconds', {
    tooOld: 5000,
    value: '1h 23m 20s',
    fine: 4000,
  }),
  DatabaseXidWraparound: {
    fires: { 'no vacuum': { series: { odoo_database_xid_age: '600000000x60' }, at: '40m', value: '600M' } },
    quiet: { 'vacuum comes': { series: { odoo_database_xid_age: '199000000x60' }, at: '40m' } },
  },
  DatabaseReplicationLag: {
    fires: {
      'far behind': {
        series: {
          'cnpg_pg_replication_lag{pod="database-2"}': '400x20',
          'cnpg_pg_replication_lag{pod="database-1"}': '0x20',
        },
        at: '10m',
        labels: { pod: 'database-2' },
        value: '6m 40s',
      },
    },
    quiet: { 'a little behind': { series: { 'cnpg_pg_replication_lag{pod="database-2"}': '20x20' }, at: '10m' } },
  },
  DatabaseNoReplica: {
    fires: {
      'one of two': {
        series: {
          'cnpg_pg_replication_streaming_replicas{pod="database-1"}': '1x30',
          'cnpg_pg_replication_streaming_replicas{pod="database-2"}': '0x30',
        },
        at: '20m',
        value: '1',
      },
    },
    quiet: {
      both: {
        series: {
          'cnpg_pg_replication_streaming_replicas{pod="database-1"}': '2x30',
          'cnpg_pg_replication_streaming_replicas{pod="database-2"}': '0x30',
          'cnpg_pg_replication_streaming_replicas{pod="database-3"}': '0x30',
        },
        at: '20m',
      },
    },
  },
  WalArchivingFailing: {
    fires: {
      'a failure after the last success': {
        series: {
          'cnpg_pg_stat_archiver_last_failed_time{pod="database-1"}': '600x30',
          'cnpg_pg_stat_archiver_last_archived_time{pod="database-1"}': '300x30',
        },
        at: '15m',
      },
    },
    quiet: {
      'a success after it': {
        series: {
          'cnpg_pg_stat_archiver_last_failed_time{pod="database-1"}': '300x30',
          'cnpg_pg_stat_archiver_last_archived_time{pod="database-1"}': '600x30',
        },
        at: '15m',
      },
      'nothing ever failed': {
        series: {
          'cnpg_pg_stat_archiver_last_failed_time{pod="database-1"}': '-1x30',
          'cnpg_pg_stat_archiver_last_archived_time{pod="database-1"}': '300x30',
        },
        at: '15m',
      },
    },
  },
};
