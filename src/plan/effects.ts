/** What happens in the cluster when an object changes. */
import type { ChangeKind, Effect, FieldChange } from '../model/change.ts';
import { isObject, type Json, type JsonObject, refOf } from '../model/manifest.ts';
import { pathsOfChange } from './field-paths.ts';

interface Changed {
  readonly kind: ChangeKind;
  readonly after?: JsonObject;
  readonly fields: readonly FieldChange[];
}

export function effectsOf({ kind, after, fields }: Changed): readonly Effect[] {
  if (after === undefined || kind === 'refuse') return [];
  const ref = refOf(after);
  const what = `${ref.kind} ${ref.name}`;
  switch (ref.kind) {
    case 'Job':
      return kind === 'create' || kind === 'replace' ? [{ kind: 'run', what }] : [];
    case 'Deployment':
    case 'DaemonSet':
    case 'StatefulSet':
      return kind === 'create' || isDashboard(after) || !fields.some(({ path }) => /^spec\.template\b/.test(path))
        ? []
        : [restart(what, after)];
    case 'Cluster':
      return ref.apiVersion.startsWith('postgresql.cnpg.io/') && kind !== 'create'
        ? databaseEffects(what, after, fields)
        : [];
    case 'ConfigMap':
    case 'Secret':
      return kind === 'create' ||
        isDashboard(after) ||
        !fields.some(({ path }) => /^(?:data|binaryData|stringData)\b/.test(path))
        ? []
        : [{ kind: 'next start', what }];
    default:
      return [];
  }
}

/** Grafana's sidecar loads it at once. */
function isDashboard({ metadata }: JsonObject): boolean {
  const labels = isObject(metadata) ? metadata['labels'] : undefined;
  return isObject(labels) && 'grafana_dashboard' in labels;
}

/** `Recreate` stops all pods first; `OnDelete` waits until somebody deletes them. */
function restart(what: string, { spec }: JsonObject): Effect {
  const type = typeAt(spec, 'strategy') ?? typeAt(spec, 'updateStrategy');
  if (type === 'OnDelete') return { kind: 'next start', what };
  return { kind: 'restart', what, how: type === 'Recreate' ? 'all at once' : 'rolling' };
}

function typeAt(spec: Json | undefined, field: string): Json | undefined {
  const strategy = isObject(spec) ? spec[field] : undefined;
  return isObject(strategy) ? strategy['type'] : undefined;
}

/**
 * Fields of a CloudNativePG Cluster whose change replaces its pods one after the other, the primary last, by a switchover:
 * its documentation, "Rolling updates"; and parameters of PostgreSQL that only a start takes (context `postmaster` in
 * pg_settings).
 */
const replacing =
  /^spec\.(?:imageName|imageCatalogRef|resources|env|envFrom|affinity|topologySpreadConstraints|schedulerName|priorityClassName|podSecurityContext|securityContext|seccompProfile|projectedVolumeTemplate|ephemeralVolumesSizeLimit|plugins|serviceAccountTemplate|storage\.storageClass|postgresql\.(?:shared_preload_libraries|extensions))/;
const starting = new Set([
  'archive_mode',
  'autovacuum_freeze_max_age',
  'autovacuum_max_workers',
  'autovacuum_multixact_freeze_max_age',
  'huge_pages',
  'max_connections',
  'max_files_per_process',
  'max_locks_per_transaction',
  'max_pred_locks_per_transaction',
  'max_prepared_transactions',
  'max_replication_slots',
  'max_wal_senders',
  'max_worker_processes',
  'old_snapshot_threshold',
  'shared_buffers',
  'shared_memory_type',
  'superuser_reserved_connections',
  'track_activity_query_size',
  'track_commit_timestamp',
  'wal_buffers',
  'wal_decode_buffer_size',
  'wal_level',
  'wal_log_hints',
]);

function databaseEffects(what: string, { spec }: JsonObject, fields: readonly FieldChange[]): readonly Effect[] {
  const isReplaced = fields.flatMap(pathsOfChange).some((path) => {
    const [, parameter] = /^spec\.postgresql\.parameters\.([a-z_]+)$/.exec(path) ?? [];
    return parameter === undefined ? replacing.test(path) : starting.has(parameter);
  });
  if (!isReplaced) return [];
  const instances = isObject(spec) ? spec['instances'] : undefined;
  return [instances === 1 ? { kind: 'restart', what, how: 'all at once' } : { kind: 'switchover', what }];
}
