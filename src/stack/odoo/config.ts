/** `odoo.conf` without its secrets, which an init container adds in the pod. */
import type { Chart } from 'cdk8s';
import { databaseNamesOf, names, ports } from '../names.ts';
import { add, type Stack } from '../part.ts';
import { geventPoolSize, poolSize } from '../sizing.ts';
import { addonsPath } from './addons.ts';

const mebibyte = 1024 * 1024;

export function addConfig(layer: Chart, stack: Stack): void {
  add(layer, stack, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name: names.config,
    body: { data: { 'odoo.conf': configOf(stack) } },
  });
}

/** Every key that matters is written, so that a changed default of Odoo changes nothing here. Booleans as Odoo reads them. */
export function configOf(stack: Stack): string {
  const { tenant, size } = stack;
  const { config } = tenant.spec.odoo;
  const settings: Readonly<Record<string, string | number>> = {
    addons_path: addonsPath(stack),
    data_dir: '/var/lib/odoo',
    db_host: databaseNamesOf(tenant).service,
    db_maxconn: poolSize,
    db_maxconn_gevent: geventPoolSize,
    db_name: names.databaseName,
    db_port: ports.postgresql,
    db_sslmode: 'verify-full',
    db_user: names.databaseRole,
    // One fixed database: host names choose nothing, and the manager of databases is off.
    dbfilter: `^${names.databaseName}$`,
    list_db: 'False',
    gevent_port: ports.websocket,
    // Odoo 20 listens on the loopback address unless told otherwise.
    http_interface: '0.0.0.0',
    http_port: ports.http,
    proxy_mode: 'True',
    // Address space of one worker, not its resident memory: soft ends it after its request, hard at once.
    limit_memory_soft: 2048 * mebibyte,
    limit_memory_hard: 2560 * mebibyte,
    limit_time_cpu: config.limit_time_cpu,
    limit_time_real: config.limit_time_real,
    limit_time_real_cron: config.limit_time_real_cron,
    log_level: config.log_level,
    // Cron has a workload of its own, which sets this on its command line.
    max_cron_threads: 0,
    unaccent: 'True',
    workers: size.web.workers,
    ...seriesSettings[tenant.release.odoo.series],
  };
  const lines = Object.keys(settings)
    .toSorted()
    .map((key) => `${key} = ${settings[key]}`);
  return ['[options]', ...lines, ''].join('\n');
}

/** Odoo 19 renamed the key for demo data and turned its meaning round, and moved remote calls into a module of their own. */
const seriesSettings: Readonly<Record<'18.0' | '19.0', Readonly<Record<string, string>>>> = {
  '18.0': { server_wide_modules: 'base,web', without_demo: 'all' },
  '19.0': { server_wide_modules: 'base,rpc,web', with_demo: 'False' },
};
