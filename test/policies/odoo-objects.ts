/** The least objects that the policies about Odoo and its database look at, for cases to change. */
import type { Json, JsonObject } from '../../src/model/manifest.ts';
import { deployment, object } from './policy-cases.ts';

const usualSettings = {
  db_maxconn: 8,
  db_maxconn_gevent: 16,
  gevent_port: 8072,
  http_port: 8069,
  limit_time_real: 600,
  max_cron_threads: 0,
  workers: 3,
};

/** `odoo.conf` with other settings; `null` leaves one out. */
export function config(changes: Readonly<Record<string, string | number | null>> = {}): JsonObject {
  const settings = Object.entries({ ...usualSettings, ...changes }).filter(([, value]) => value !== null);
  const lines = settings.map(([key, value]) => `${key} = ${value}`);
  return object('ConfigMap of v1', 'odoo-config', { data: { 'odoo.conf': ['[options]', ...lines, ''].join('\n') } });
}

/** A pod that mounts the configuration. */
export function odooPod(container: JsonObject, spec: JsonObject = {}): JsonObject {
  return {
    containers: [{ name: 'odoo', ...container }],
    volumes: [{ name: 'config', configMap: { name: 'odoo-config' } }],
    ...spec,
  };
}

/** One web pod, of which a second one may run in an update. */
export function web(container: JsonObject = {}, pod: JsonObject = {}, spec: JsonObject = {}): JsonObject {
  return deployment('odoo-web', odooPod({ command: ['odoo'], ...container }, pod), {
    replicas: 1,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } },
    ...spec,
  });
}

export function cron(threads: Json, container: JsonObject = {}): JsonObject {
  const command = ['odoo', '--no-http', '--workers=-1', `--max-cron-threads=${String(threads)}`];
  return deployment('odoo-cron', odooPod({ command, ...container }), { replicas: 1, strategy: { type: 'Recreate' } });
}

export const migration = object('Job of batch/v1', 'odoo-migrate-1', {
  spec: { template: { spec: odooPod({ command: ['python3', '-B', '/opt/fleet/migrate.py'] }) } },
});

const memory = (limit: Json | undefined): JsonObject => ({
  resources: limit === undefined ? {} : { limits: { memory: limit } },
});

export function cluster(parameters: JsonObject, limit: Json | undefined = '1Gi'): JsonObject {
  return object('Cluster of postgresql.cnpg.io/v1', 'database', {
    spec: { postgresql: { parameters }, ...memory(limit) },
  });
}

export function statefulSet(args: Json, limit: Json | undefined = '1Gi'): JsonObject {
  const containers = [{ name: 'postgresql', args, ...memory(limit) }];
  return object('StatefulSet of apps/v1', 'database', { spec: { replicas: 1, template: { spec: { containers } } } });
}
