import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { waitUntil } from './postgres.ts';
import { useSuite } from './suite.ts';

const suite = useSuite();

const setParameter = (name: string, key: string, value: string): string =>
  suite.query(
    name,
    `INSERT INTO ir_config_parameter (key, value) VALUES ('${key}', '${value}') ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value`,
  );

describe('wait_migrated.py', () => {
  it('waits from the empty database to the end of the first migration', async () => {
    const container = await suite.tenant('wait_first');
    const waiting = container.start('wait_migrated.py');
    await waitUntil(() => waiting.output() !== '');
    await container.run('migrate.py');
    expect(await waiting.outcome).toEqual({
      code: 0,
      stdout: 'fleet: waiting: the database is not initialised\nfleet: the database is migrated\n',
      stderr: '',
    });
  });

  it('lets a pod with the migrated image and modules through at once, in whatever order they are written', async () => {
    const container = await suite.tenant('wait_none');
    await container.run('migrate.py');
    expect(await container.run('wait_migrated.py', { FLEET_MODULES: 'crm,contacts' })).toMatchObject({ code: 0 });
  });

  it.each([
    {
      name: 'another image',
      change: (database: string) => setParameter(database, 'fleet.image', 'old'),
      repair: (database: string) => setParameter(database, 'fleet.image', 'example.org/odoo@sha256:aaa'),
      reason: 'fleet.image is old, must be example.org/odoo@sha256:aaa',
    },
    {
      name: 'other modules',
      change: (database: string) => setParameter(database, 'fleet.modules', 'crm'),
      repair: (database: string) => setParameter(database, 'fleet.modules', 'contacts,crm'),
      reason: 'fleet.modules is crm, must be contacts,crm',
    },
    {
      name: 'no record',
      change: (database: string) => suite.query(database, "DELETE FROM ir_config_parameter WHERE key = 'fleet.image'"),
      repair: (database: string) => setParameter(database, 'fleet.image', 'example.org/odoo@sha256:aaa'),
      reason: 'fleet.image is not set, must be example.org/odoo@sha256:aaa',
    },
    {
      name: 'an unfinished migration',
      change: (database: string) => setParameter(database, 'fleet.migration', 'new'),
      repair: (database: string) =>
        suite.query(database, "DELETE FROM ir_config_parameter WHERE key = 'fleet.migration'"),
      reason: 'a migration to new has begun and not ended',
    },
    {
      name: 'unsettled modules',
      change: (database: string) =>
        suite.query(database, "UPDATE ir_module_module SET state = 'to upgrade' WHERE name IN ('crm', 'mail')"),
      repair: (database: string) =>
        suite.query(database, "UPDATE ir_module_module SET state = 'installed' WHERE name IN ('crm', 'mail')"),
      reason: 'modules are not settled: crm, mail',
    },
  ])('waits while the database has $name', async ({ name, change, repair, reason }) => {
    const database = `wait_${name.replaceAll(' ', '_')}`;
    const container = await suite.tenant(database);
    await container.run('migrate.py');
    change(database);
    const waiting = container.start('wait_migrated.py');
    await waitUntil(() => waiting.output() === `fleet: waiting: ${reason}\n`);
    repair(database);
    expect(await waiting.outcome).toMatchObject({ code: 0, stderr: '' });
  });

  it('outlives a server that is not reachable', async () => {
    const container = await suite.tenant('wait_unreachable');
    await container.run('migrate.py');
    const conf = readFileSync(container.path('run/odoo.conf'), 'utf8');
    container.write('run/odoo.conf', conf.replace(`${suite.port()}`, '1'));
    const waiting = container.start('wait_migrated.py');
    await waitUntil(() => waiting.output().includes('the database cannot be reached: '));
    container.write('run/odoo.conf', conf);
    expect(await waiting.outcome).toMatchObject({ code: 0, stderr: '' });
  });

  it('ends at once when asked to', async () => {
    const container = await suite.tenant('wait_sigterm');
    const waiting = container.start('wait_migrated.py');
    await waitUntil(() => waiting.output() !== '');
    waiting.process.kill('SIGTERM');
    expect(await waiting.outcome).toMatchObject({ code: 143 });
  });
});
