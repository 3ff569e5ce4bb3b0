import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monitoring } from '../monitoring/monitored.ts';
import { at, rendered, statefulSet } from '../rendered.ts';
import type { Container } from './container.ts';
import { waitUntil } from './postgres.ts';
import { useSuite } from './suite.ts';

const suite = useSuite();
const program = '../../monitoring/scripts/odoo_metrics.py';

/** Stands in for Odoo's web service: answers with this status. */
let status = 200;
let web: Server;
const running: (() => void)[] = [];

beforeAll(async () => {
  web = createServer((_, answer) => answer.writeHead(status).end('{"status": "pass"}'));
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  for (const stop of running) stop();
  web.close();
});

/** Tables as Odoo 18 and OCA's queue_job make them, as far as the program asks for them. */
const tables = `
  DROP TABLE ir_cron;
  CREATE TABLE ir_cron (id serial, active bool, nextcall timestamp, failure_count int);
  CREATE TABLE mail_mail (id serial, state varchar, create_date timestamp, scheduled_date timestamp);
  CREATE TABLE queue_job (id serial, state varchar, date_created timestamp, eta timestamp);
  CREATE TABLE res_users_log (id serial, create_uid int, create_date timestamp);
  ALTER TABLE res_users ADD active bool DEFAULT true, ADD share bool DEFAULT false;
  INSERT INTO ir_cron (active, nextcall, failure_count) VALUES
    (true, now() AT TIME ZONE 'utc' - interval '10 minutes', 3), (true, now() AT TIME ZONE 'utc' + interval '1 day', 0),
    (false, now() AT TIME ZONE 'utc' - interval '9 days', 9);
  INSERT INTO mail_mail (state, create_date, scheduled_date) VALUES
    ('outgoing', now() AT TIME ZONE 'utc' - interval '2 hours', NULL),
    ('outgoing', now() AT TIME ZONE 'utc' - interval '9 days', now() AT TIME ZONE 'utc' + interval '1 day'),
    ('outgoing', now() AT TIME ZONE 'utc' - interval '9 days', now() AT TIME ZONE 'utc' - interval '1 hour'),
    ('exception', now() AT TIME ZONE 'utc', NULL), ('sent', now() AT TIME ZONE 'utc' - interval '9 days', NULL);
  INSERT INTO queue_job (state, date_created, eta) VALUES
    ('pending', now() AT TIME ZONE 'utc' - interval '30 minutes', NULL),
    ('pending', now() AT TIME ZONE 'utc' - interval '9 days', now() AT TIME ZONE 'utc' + interval '1 day'),
    ('enqueued', now() AT TIME ZONE 'utc', NULL), ('started', now() AT TIME ZONE 'utc', NULL), ('failed', NULL, NULL),
    ('done', now() AT TIME ZONE 'utc' - interval '9 days', NULL);
  INSERT INTO res_users (login, active, share, partner_id) VALUES ('portal', true, true, 1), ('gone', false, false, 1);
  INSERT INTO res_users_log (create_uid, create_date) VALUES (2, now() AT TIME ZONE 'utc'), (2, now() AT TIME ZONE 'utc'),
    (3, now() AT TIME ZONE 'utc' - interval '2 days');
`;

interface Exporter {
  /** Metrics by name and labels. */
  read(): Promise<Readonly<Record<string, number>>>;
  readonly port: number;
  output(): string;
}

async function start(container: Container, name: string, changes: Record<string, string> = {}): Promise<Exporter> {
  const { port: webPort } = web.address() as AddressInfo;
  const started = container.start(program, {
    PYTHONPATH: `${import.meta.dirname}/../../../src/stack/odoo/scripts`,
    FLEET_WEB_URL: `http://127.0.0.1:${webPort}/web/health`,
    FLEET_METRICS_PORT: '0',
    FLEET_SERIES: '18.0',
    PGHOST: 'localhost',
    PGPORT: `${suite.port()}`,
    PGUSER: name,
    PGDATABASE: name,
    PGSSLMODE: 'verify-full',
    ...changes,
  });
  running.push(() => started.process.kill('SIGKILL'));
  await waitUntil(() => started.output().includes('serving metrics on port'));
  const port = Number(/on port (\d+)/.exec(started.output())![1]);
  const read = async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const lines = (await answer.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return Object.fromEntries(lines.map((line) => [line.replace(/ [^ ]*$/, ''), Number(line.split(' ').at(-1))]));
  };
  return { read, port, output: started.output };
}

/** Kept apart, since they differ from run to run. */
const measured = ['odoo_database_longest_transaction_seconds', 'odoo_database_size_bytes', 'odoo_health_seconds'];
const split = (metrics: Readonly<Record<string, number>>) => ({
  fixed: Object.fromEntries(
    Object.entries(metrics)
      .filter(([name]) => !measured.includes(name) && !name.startsWith('odoo_database_x'))
      .map(([name, value]) => [name, Math.round(value)]),
  ),
  measured: Object.keys(metrics).filter((name) => measured.includes(name)),
});

const info = 'odoo_release_info{release="18.0-20260926",series="18.0"}';

describe('odoo_metrics.py', () => {
  it('says what a migrated Odoo does', async () => {
    const container = await suite.migratedTenant('metrics_full');
    suite.query('metrics_full', tables);
    for (const table of ['ir_cron', 'mail_mail', 'queue_job', 'res_users_log'])
      suite.query('metrics_full', `ALTER TABLE ${table} OWNER TO metrics_full`);
    const { read, output } = await start(container, 'metrics_full');
    const { fixed, measured: others } = split(await read());
    const { odoo_database_connections: connections, ...rest } = fixed;
    expect(connections).toBeGreaterThanOrEqual(1);
    expect(rest).toEqual({
      [info]: 1,
      odoo_up: 1,
      odoo_database_up: 1,
      odoo_database_connections_max: 97,
      odoo_migration_running: 0,
      odoo_migrated: 1,
      odoo_modules_pending: 0,
      odoo_cron_active: 2,
      odoo_cron_overdue: 1,
      odoo_cron_failing: 1,
      odoo_cron_oldest_overdue_seconds: expect.closeTo(600, -2),
      odoo_mail_outgoing: 3,
      odoo_mail_failed: 1,
      odoo_mail_oldest_outgoing_seconds: expect.closeTo(7200, -2),
      odoo_queue_jobs_waiting: 3,
      odoo_queue_jobs_started: 1,
      odoo_queue_jobs_failed: 1,
      odoo_queue_jobs_oldest_due_seconds: expect.closeTo(1800, -2),
      odoo_users_internal: 2,
      odoo_users_seen_day: 1,
    });
    expect(others).toEqual(measured);
    expect(output()).toMatch(/^fleet: serving metrics on port \d+\n$/);
  });

  it('leaves out what is not installed, in a database that is still empty', async () => {
    const container = await suite.tenant('metrics_empty');
    const { read, output } = await start(container, 'metrics_empty');
    const { fixed } = split(await read());
    expect(Object.keys(fixed)).toEqual([
      'odoo_database_connections',
      'odoo_database_connections_max',
      'odoo_database_up',
      info,
      'odoo_up',
    ]);
    expect(output()).not.toContain('metrics_empty');
  });

  it('shows a migration that has begun, another image and unsettled modules', async () => {
    const container = await suite.migratedTenant('metrics_migration');
    suite.query('metrics_migration', "INSERT INTO ir_config_parameter (key, value) VALUES ('fleet.migration', 'x')");
    suite.query('metrics_migration', "UPDATE ir_module_module SET state = 'to upgrade' WHERE name = 'crm'");
    const { read } = await start(container, 'metrics_migration', { FLEET_IMAGE: 'another' });
    expect(await read()).toMatchObject({ odoo_migration_running: 1, odoo_migrated: 0, odoo_modules_pending: 1 });
  });

  it.each([
    ['a web service that fails', 500],
    ['a web service without that page', 404],
  ])('takes %s for down', async (_, answer) => {
    status = answer;
    const container = await suite.migratedTenant(`metrics_web_${answer}`);
    const metrics = await (await start(container, `metrics_web_${answer}`)).read();
    status = 200;
    expect(metrics).toMatchObject({ odoo_up: 0, odoo_database_up: 1 });
    expect(metrics).not.toHaveProperty('odoo_health_seconds');
  });

  it('says that the database is down, and neither ends nor shows its password', async () => {
    const container = await suite.migratedTenant('metrics_down');
    const { read, output } = await start(container, 'metrics_down', { PGPORT: '1' });
    expect(split(await read()).fixed).toEqual({
      [info]: 1,
      odoo_up: 1,
      odoo_database_up: 0,
      'odoo_metrics_failed{query="connections"}': 1,
    });
    expect(output()).toContain('fleet: connections: ');
    expect(output()).not.toContain('secret-of-metrics_down');
  });

  it('goes on with the other questions when one fails', async () => {
    const container = await suite.migratedTenant('metrics_denied');
    suite.query('metrics_denied', 'DROP TABLE ir_cron; CREATE TABLE ir_cron (active bool, nextcall timestamp)');
    const metrics = await (await start(container, 'metrics_denied')).read();
    expect(metrics).toMatchObject({ 'odoo_metrics_failed{query="cron"}': 1, odoo_database_up: 1, odoo_migrated: 1 });
    expect(metrics).not.toHaveProperty('odoo_cron_active');
  });

  it('does not take a connection that broke for an outage', async () => {
    const container = await suite.migratedTenant('metrics_broken');
    const { read } = await start(container, 'metrics_broken');
    expect(await read()).toMatchObject({ odoo_database_up: 1 });
    const session = "application_name = 'fleet-metrics' AND datname = 'metrics_broken'";
    expect(suite.query('metrics_broken', `SELECT count(*) FROM pg_stat_activity WHERE ${session}`)).toBe('1');
    suite.query('metrics_broken', `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${session}`);
    // Until then the answer is the last one.
    await new Promise((resolve) => setTimeout(resolve, 16_000));
    expect(await read()).toMatchObject({ odoo_database_up: 1, odoo_migrated: 1 });
  });

  it.each([
    ['cloudnative-pg', () => {}],
    ['statefulset', statefulSet],
  ] as const)('runs with what the stack gives it, with engine %s', async (engine, tweak) => {
    const name = `metrics_${engine.replace('-', '_')}`;
    const container = await suite.migratedTenant(name);
    const deployment = rendered(tweak, monitoring).find('Deployment odoo-metrics');
    const given = at(deployment, 'spec.template.spec.containers.0.env') as readonly { name: string; value: string }[];
    // Only what differs between a tenant's cluster and this machine is changed.
    const here = new Set(['PGHOST', 'PGPORT', 'PGUSER', 'PGDATABASE', 'PGSSLROOTCERT', 'PYTHONPATH', 'FLEET_WEB_URL']);
    const kept = given.filter(({ name: key }) => !here.has(key) && !/_FILE$|_PORT$/.test(key));
    expect(given.length).toBe(kept.length + here.size + 2);
    const metrics = await (
      await start(container, name, {
        FLEET_SERIES: '',
        ...Object.fromEntries(kept.map(({ name: key, value }) => [key, value])),
      })
    ).read();
    // Migrated by another test's image, so not by this one's.
    expect(metrics).toMatchObject({
      odoo_up: 1,
      odoo_database_up: 1,
      odoo_migrated: 0,
      'odoo_release_info{release="19.0-1",series="19.0"}': 1,
    });
  });

  it('answers health checks without asking anyone, and nothing else', async () => {
    const container = await suite.tenant('metrics_paths');
    const { port } = await start(container, 'metrics_paths', { PGPORT: '1' });
    const statuses = await Promise.all(
      ['/healthz', '/', '/metrics/../../etc/passwd', '/metrics?x'].map(async (path) => {
        const answer = await fetch(`http://127.0.0.1:${port}${path}`);
        return [path, answer.status];
      }),
    );
    expect(statuses).toEqual([
      ['/healthz', 200],
      ['/', 404],
      ['/metrics/../../etc/passwd', 404],
      ['/metrics?x', 404],
    ]);
  });
});
