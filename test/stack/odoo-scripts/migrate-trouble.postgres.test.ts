import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { matchesHash } from './container.ts';
import {
  adminHash,
  adminPassword,
  argumentsOf,
  first,
  fixed,
  markers,
  stateOf,
  untouched,
  upgrade,
} from './expected.ts';
import { waitUntil } from './postgres.ts';
import { useSuite } from './suite.ts';

const suite = useSuite();

describe('a migration after a failed one', () => {
  it.each([
    { trouble: 'raise:base', code: 255, again: ['-i', 'base,web,contacts,crm', '--load-language=de_DE', ...fixed] },
    {
      trouble: 'raise:web',
      code: 255,
      again: ['-u', 'all', '-i', 'web,contacts,crm', '--load-language=de_DE', ...fixed],
    },
    { trouble: 'raise:crm', code: 255, again: ['-u', 'all', '-i', 'crm', '--load-language=de_DE', ...fixed] },
    { trouble: 'kill:base', code: 137, again: ['-i', 'base,web,contacts,crm', '--load-language=de_DE', ...fixed] },
    { trouble: 'kill:mail', code: 137, again: ['-u', 'all', '-i', 'contacts,crm', '--load-language=de_DE', ...fixed] },
  ])('finishes an initialisation that ended with $trouble', async ({ trouble, code, again }) => {
    const name = trouble.replace(':', '_');
    const container = await suite.tenant(name);
    expect(await container.run('migrate.py', { FAKE_ODOO_TROUBLE: trouble })).toMatchObject({ code });
    expect(await container.run('migrate.py')).toMatchObject({ code: 0, stderr: '' });
    expect(argumentsOf(container)).toEqual([first, again]);
    expect(stateOf(suite, name)).toEqual({ parameters: markers, open: untouched });
    expect(matchesHash(adminPassword, adminHash(suite, name))).toBe(true);
  });

  it.each(['raise', 'kill'])(
    'repeats an update that ended with %s, and leaves no success marker before',
    async (kind) => {
      const name = `update_${kind}`;
      const container = await suite.migratedTenant(name);
      const changed = { FLEET_IMAGE: 'example.org/odoo@sha256:bbb' };
      await container.run('migrate.py', { ...changed, FAKE_ODOO_TROUBLE: `${kind}:mail` });
      expect(stateOf(suite, name).parameters).toEqual({ ...markers, 'fleet.migration': changed.FLEET_IMAGE });
      expect(await container.run('migrate.py', changed)).toMatchObject({ code: 0 });
      expect(argumentsOf(container)).toEqual([first, upgrade, upgrade]);
      expect(stateOf(suite, name)).toEqual({
        parameters: { ...markers, 'fleet.image': changed.FLEET_IMAGE },
        open: untouched,
      });
    },
  );

  it('updates back to the old image after a failed update to a new one', async () => {
    const container = await suite.migratedTenant('back');
    await container.run('migrate.py', { FLEET_IMAGE: 'example.org/odoo@sha256:bbb', FAKE_ODOO_TROUBLE: 'raise:crm' });
    expect(await container.run('migrate.py')).toMatchObject({ code: 0 });
    expect(argumentsOf(container)).toEqual([first, upgrade, upgrade]);
    expect(stateOf(suite, 'back')).toEqual({ parameters: markers, open: untouched });
  });

  it('repeats an installation that was killed', async () => {
    const container = await suite.migratedTenant('install_killed');
    const changed = { FLEET_MODULES: 'contacts,crm,project' };
    expect(await container.run('migrate.py', { ...changed, FAKE_ODOO_TROUBLE: 'kill:project' })).toMatchObject({
      code: 137,
    });
    expect(await container.run('migrate.py', changed)).toMatchObject({ code: 0 });
    expect(stateOf(suite, 'install_killed')).toEqual({
      parameters: { ...markers, 'fleet.modules': 'contacts,crm,project' },
      open: ['uninstalled_extra uninstalled'],
    });
  });
});

describe('two migrations at once', () => {
  it('run one after the other', async () => {
    const container = await suite.tenant('two_jobs');
    const outcomes = await Promise.all([container.run('migrate.py'), container.run('migrate.py')]);
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0]);
    expect(argumentsOf(container)).toEqual([first]);
    expect(stateOf(suite, 'two_jobs')).toEqual({ parameters: markers, open: untouched });
  });

  it('fail in the second when the first takes too long', async () => {
    const container = await suite.tenant('lock_limit');
    const running = container.start('migrate.py', { FAKE_ODOO_TROUBLE: 'wait:crm' });
    await waitUntil(() => running.output().includes('fake odoo waits'));
    expect(await container.run('migrate.py', { FLEET_LOCK_SECONDS: '0' })).toMatchObject({
      code: 1,
      stderr: 'fleet: Another migration has held the lock for 0 s; this one gives up.\n',
    });
    running.process.kill('SIGTERM');
    expect(await running.outcome).toMatchObject({ code: 143 });
  });
});

describe('a migration that is asked to end', () => {
  it('passes SIGTERM on, waits for Odoo and records no success even if Odoo exits with 0', async () => {
    const container = await suite.migratedTenant('sigterm');
    const changed = { FLEET_IMAGE: 'example.org/odoo@sha256:bbb' };
    const running = container.start('migrate.py', { ...changed, FAKE_ODOO_TROUBLE: 'wait:mail' });
    await waitUntil(() => running.output().includes('fake odoo waits'));
    running.process.kill('SIGTERM');
    expect(await running.outcome).toMatchObject({ code: 143, stderr: '' });
    expect(stateOf(suite, 'sigterm').parameters).toEqual({ ...markers, 'fleet.migration': changed.FLEET_IMAGE });
    expect(await container.run('migrate.py', changed)).toMatchObject({ code: 0 });
  });

  it('ends while it waits for the lock', async () => {
    const container = await suite.tenant('sigterm_lock');
    const holder = container.start('migrate.py', { FAKE_ODOO_TROUBLE: 'wait:crm' });
    await waitUntil(() => holder.output().includes('fake odoo waits'));
    const waiting = container.start('migrate.py');
    await waitUntil(() => waiting.output().includes('another migration'));
    waiting.process.kill('SIGTERM');
    expect(await waiting.outcome).toMatchObject({ code: 143 });
    holder.process.kill('SIGTERM');
    await holder.outcome;
  });
});

describe('a migration without a usable database', () => {
  it('says so in one sentence when the password is wrong', async () => {
    const container = await suite.tenant('wrong_password');
    const conf = readFileSync(container.path('run/odoo.conf'), 'utf8');
    container.write('run/odoo.conf', conf.replace('secret-of-wrong_password', 'other'));
    const outcome = await container.run('migrate.py');
    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toMatch(
      /^fleet: The database cannot be reached: .*password authentication failed for user "wrong_password"\.\n$/,
    );
  });

  it('waits for a server that is not there yet, up to its limit', async () => {
    const container = await suite.tenant('no_server');
    const conf = readFileSync(container.path('run/odoo.conf'), 'utf8');
    container.write('run/odoo.conf', conf.replace(`${suite.port()}`, '1'));
    const outcome = await container.run('migrate.py', { FLEET_CONNECT_SECONDS: '1' });
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toContain('fleet: waiting for the database: ');
    expect(outcome.stderr).toMatch(/^fleet: The database cannot be reached: .*Connection refused.*\n$/);
  });

  it('refuses a server whose certificate another authority signed', async () => {
    const container = await suite.tenant('wrong_authority');
    const outcome = await container.run('migrate.py', { PGSSLROOTCERT: container.path('absent') });
    expect(outcome).toMatchObject({ code: 1 });
    expect(outcome.stderr).toContain('root certificate file');
  });

  it('names a missing environment variable', async () => {
    const container = await suite.tenant('no_variable');
    expect(await container.run('migrate.py', { FLEET_IMAGE: undefined })).toMatchObject({
      code: 1,
      stderr: 'fleet: The environment variable or option FLEET_IMAGE is missing.\n',
    });
  });
});
