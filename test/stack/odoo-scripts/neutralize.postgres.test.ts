import { describe, expect, it } from 'vitest';
import { type Container, matchesHash } from './container.ts';
import { adminHash, adminPassword, argumentsOf, first, fixed, markers, stateOf } from './expected.ts';
import { waitUntil } from './postgres.ts';
import { useSuite } from './suite.ts';

const suite = useSuite();

const staging = { FLEET_STAGING: 'acme-staging/1' };
const next = { FLEET_STAGING: 'acme-staging/2' };
const neutralize = (name: string) => ['neutralize', '-d', name];

/** A staging tenant whose database is that of a production tenant in use, at the very image and modules that it wants. */
async function copyOfProduction(name: string): Promise<Container> {
  const container = await suite.migratedTenant(name);
  suite.query(
    name,
    `INSERT INTO ir_mail_server (name, smtp_host, smtp_user, smtp_pass, active)
       VALUES ('relay', 'smtp.example.org', 'acme', 'secret', true), ('old', 'smtp.example.org', 'acme', 'secret', false);
     INSERT INTO fetchmail_server (name, active, "user", password) VALUES ('inbox', true, 'acme', 'secret');
     INSERT INTO ir_config_parameter (key, value) VALUES ('database.uuid', 'of production'), ('database.secret', 'of production');
     UPDATE res_users SET login = 'jane', password = 'of jane' WHERE login = 'admin'`,
  );
  return container;
}

const active = (name: string): string =>
  suite.query(
    name,
    `SELECT string_agg(name, ',' ORDER BY name) FROM (SELECT name FROM ir_mail_server WHERE active UNION ALL
     SELECT name FROM fetchmail_server WHERE active UNION ALL SELECT cron_name FROM ir_cron WHERE active) found`,
  );
const parameter = (name: string, key: string): string =>
  suite.query(name, `SELECT value FROM ir_config_parameter WHERE key = '${key}'`);
const harmless = 'autovacuum,neutralization - disable emails';

describe('a copy of production', () => {
  it('is neutralised before anything else, and made a database of its own', async () => {
    const container = await copyOfProduction('copy');
    const uuid = parameter('copy', 'database.uuid');
    expect(active('copy')).toBe('autovacuum,inbox,mail queue,relay');
    const outcome = await container.run('migrate.py', staging);
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(argumentsOf(container)).toEqual([first, neutralize('copy')]);
    expect(active('copy')).toBe(harmless);
    expect(stateOf(suite, 'copy').parameters).toEqual({ ...markers, 'fleet.neutralized': 'acme-staging/1' });
    for (const key of ['database.uuid', 'database.secret']) expect(parameter('copy', key)).toMatch(/^[0-9a-f-]{36}$/);
    expect(parameter('copy', 'database.uuid')).not.toBe(uuid);
    // The administrator logs in by the name that production gave, with the password of staging.
    const hash = suite.query('copy', "SELECT password FROM res_users WHERE login = 'jane'");
    expect(matchesHash(adminPassword, hash)).toBe(true);
    const left = `SELECT count(*) FROM ir_mail_server WHERE smtp_pass IS NOT NULL OR smtp_user IS NOT NULL`;
    expect(suite.query('copy', left)).toBe('0');
    expect(suite.query('copy', 'SELECT "user" IS NULL AND password IS NULL FROM fetchmail_server')).toBe('t');
  });

  it('is not served before, although it has the image and modules of the tenant', async () => {
    const container = await copyOfProduction('copy_wait');
    expect(await container.run('wait_migrated.py')).toMatchObject({ code: 0 });
    const waiting = container.start('wait_migrated.py', staging);
    await waitUntil(() => waiting.output() !== '');
    expect(waiting.output()).toBe('fleet: waiting: fleet.neutralized is not set, must be acme-staging/1\n');
    await container.run('migrate.py', staging);
    expect(await waiting.outcome).toMatchObject({ code: 0 });
  });

  it('is neutralised once, and again after each refresh', async () => {
    const container = await copyOfProduction('copy_again');
    await container.run('migrate.py', staging);
    suite.query('copy_again', "UPDATE res_users SET password = 'chosen' WHERE login = 'jane'");
    const uuid = parameter('copy_again', 'database.uuid');
    await container.run('migrate.py', staging);
    expect(argumentsOf(container)).toEqual([first, neutralize('copy_again')]);
    expect(suite.query('copy_again', "SELECT password FROM res_users WHERE login = 'jane'")).toBe('chosen');
    expect(parameter('copy_again', 'database.uuid')).toBe(uuid);
    await container.run('migrate.py', next);
    expect(argumentsOf(container)).toEqual([first, neutralize('copy_again'), neutralize('copy_again')]);
    expect(parameter('copy_again', 'fleet.neutralized')).toBe('acme-staging/2');
    expect(suite.query('copy_again', "SELECT count(*) FROM ir_mail_server WHERE smtp_host = 'invalid'")).toBe('2');
  });

  it('is neutralised before the update to a newer image, and after it', async () => {
    const container = await copyOfProduction('copy_newer');
    await container.run('migrate.py', { ...staging, FLEET_IMAGE: 'example.org/odoo@sha256:bbb' });
    const name = neutralize('copy_newer');
    expect(argumentsOf(container)).toEqual([first, name, ['-u', 'all', ...fixed], name]);
  });

  it.each([
    { what: 'fails', trouble: 'raise:neutralize', stdout: 'CRITICAL An error occurred', stderr: '' },
    {
      what: 'leaves something active',
      trouble: 'skip:neutralize',
      stdout: 'running odoo neutralize',
      stderr:
        'fleet: Odoo ended without an error but the database is not neutral: incoming mail server inbox is active.\n',
    },
  ])('is never served when neutralisation $what', async ({ what, trouble, stdout, stderr }) => {
    const name = `copy_${what.replaceAll(' ', '_')}`;
    const container = await copyOfProduction(name);
    const outcome = await container.run('migrate.py', { ...staging, FAKE_ODOO_TROUBLE: trouble });
    expect(outcome).toMatchObject({ code: 1, stderr });
    expect(outcome.stdout).toContain(stdout);
    expect(stateOf(suite, name).parameters).not.toHaveProperty(['fleet.neutralized']);
    const waiting = container.start('wait_migrated.py', staging);
    await waitUntil(() => waiting.output().includes('fleet.neutralized is not set'));
    waiting.process.kill();
    await waiting.outcome;
    expect(await container.run('migrate.py', staging)).toMatchObject({ code: 0 });
    expect(active(name)).toBe(harmless);
  });
});

describe('a staging tenant with data of its own', () => {
  it('is neutralised after its first migration, and when modules are added', async () => {
    const container = await suite.tenant('own_data');
    expect(await container.run('migrate.py', staging)).toMatchObject({ code: 0, stderr: '' });
    expect(argumentsOf(container)).toEqual([first, neutralize('own_data')]);
    expect(matchesHash(adminPassword, adminHash(suite, 'own_data'))).toBe(true);
    await container.run('migrate.py', { ...staging, FLEET_MODULES: 'contacts,crm,project' });
    expect(argumentsOf(container)).toEqual([
      first,
      neutralize('own_data'),
      ['-i', 'project', ...fixed],
      neutralize('own_data'),
    ]);
    expect(active('own_data')).toBe(harmless);
  });

  it('is neutralised again by the next migration when somebody switched something on', async () => {
    const container = await suite.tenant('switched_on');
    await container.run('migrate.py', staging);
    suite.query('switched_on', "UPDATE ir_mail_server SET active = true, smtp_host = 'smtp.example.org'");
    const waiting = container.start('wait_migrated.py', staging);
    await waitUntil(() => waiting.output().includes('mail server neutralization - disable emails is active'));
    await container.run('migrate.py', staging);
    expect(await waiting.outcome).toMatchObject({ code: 0 });
    expect(active('switched_on')).toBe(harmless);
  });
});

describe('a production tenant', () => {
  it('is never neutralised, even when somebody asks for it', async () => {
    const container = await copyOfProduction('production');
    await container.run('migrate.py', { FLEET_MODULES: 'contacts,crm,project' });
    expect(argumentsOf(container)).toEqual([first, ['-i', 'project', ...fixed]]);
    expect(active('production')).toBe('autovacuum,inbox,mail queue,relay');
    expect(await container.run('fleet_neutralize.py')).toMatchObject({
      code: 1,
      stderr: 'fleet: The database is not that of a staging tenant, so it is not neutralised.\n',
    });
    expect(argumentsOf(container)).toHaveLength(2);
  });
});
