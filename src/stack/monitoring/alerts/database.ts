/** Alerts about PostgreSQL. What both engines have comes from Odoo's exporter, what only CloudNativePG has from its instances. */
import type { Alert, Watched } from '../alert.ts';
import { thresholdsOf } from '../thresholds.ts';

export function databaseAlerts(watched: Watched): readonly Alert[] {
  const { stack, own } = watched;
  const limits = thresholdsOf(stack);
  const isCloudNative = stack.tenant.spec.database.engine === 'cloudnative-pg';
  return [
    {
      name: 'DatabaseDown',
      severity: 'critical',
      expr: `max(${own('odoo_database_up')}) == 0`,
      for: '3m',
      summary: 'The database cannot be reached.',
      description: 'Odoo cannot work at all.',
    },
    {
      name: 'DatabaseConnectionsNearLimit',
      severity: 'warning',
      expr: `max(${own('odoo_database_connections')} / ${own('odoo_database_connections_max')}) > ${limits.connectionShare}`,
      for: '10m',
      summary: '{{ $value | humanizePercentage }} of the connections to the database are taken.',
      description: 'When they run out, requests fail at random.',
    },
    {
      name: 'DatabaseLongTransaction',
      severity: 'warning',
      expr: `max(${own('odoo_database_longest_transaction_seconds')}) > ${limits.transactionSeconds} unless max(${own('odoo_migration_running')}) == 1`,
      for: '5m',
      summary: 'A transaction has been open for {{ $value | humanizeDuration }}.',
      description: 'It holds locks, and keeps PostgreSQL from tidying up.',
    },
    {
      name: 'DatabaseXidWraparound',
      severity: 'warning',
      expr: `max(${own('odoo_database_xid_age')}) > ${limits.xidAge}`,
      for: '30m',
      summary: 'The oldest unfrozen transaction is {{ $value | humanize }} transactions old.',
      description: 'Without a vacuum PostgreSQL will refuse to write.',
    },
    ...(isCloudNative && stack.size.database.instances > 1 ? replicaAlerts(watched) : []),
    ...archiveAlerts(watched),
  ];
}

function replicaAlerts({ stack, own }: Watched): readonly Alert[] {
  const replicas = stack.size.database.instances - 1;
  return [
    {
      name: 'DatabaseReplicationLag',
      severity: 'warning',
      expr: `max by (pod) (${own('cnpg_pg_replication_lag')}) > ${thresholdsOf(stack).replicationLagSeconds}`,
      for: '5m',
      summary: '{{ $labels.pod }} is {{ $value | humanizeDuration }} behind the primary.',
      description: 'A failover now would take longer.',
    },
    {
      name: 'DatabaseNoReplica',
      severity: 'warning',
      // Replicas report themselves too, with none of their own: the most is what the primary says.
      expr: `max(${own('cnpg_pg_replication_streaming_replicas')}) < ${replicas}`,
      for: '15m',
      summary: `Only {{ $value }} of ${replicas} replicas follow the primary.`,
      description: 'A failure of the node would mean an outage, or a restore.',
    },
  ];
}

/** PostgreSQL keeps what it cannot archive, until its volume is full. */
export function archiveAlerts({ stack, own, protection: { archive } }: Watched): readonly Alert[] {
  if (stack.tenant.spec.database.engine !== 'cloudnative-pg' || archive === undefined) return [];
  const failed = `max(${own('cnpg_pg_stat_archiver_last_failed_time')})`;
  return [
    {
      name: 'WalArchivingFailing',
      severity: 'critical',
      expr: `${failed} > max(${own('cnpg_pg_stat_archiver_last_archived_time')})`,
      for: `${Math.max(1, Math.floor(archive.rpoSeconds / 120))}m`,
      summary: 'The write-ahead log is not archived: what is written now would be lost with the volume.',
      description: 'Data written since the last archived segment is in one place only, and its volume fills.',
    },
  ];
}
