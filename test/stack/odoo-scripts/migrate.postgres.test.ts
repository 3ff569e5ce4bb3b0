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
import { useSuite } from './suite.ts';

const suite = useSuite();

describe('the first migration', () => {
  it('initialises an empty database, records what it did and sets the password of admin', async () => {
    const container = await suite.migratedTenant('first_init');
    expect(argumentsOf(container)).toEqual([first]);
    expect(stateOf(suite, 'first_init')).toEqual({ parameters: markers, open: untouched });
    expect(suite.query('first_init', 'SELECT code FROM res_lang')).toBe('de_DE');
    expect(adminHash(suite, 'first_init')).toMatch(/^\$pbkdf2-sha512\$600000\$/);
    expect(matchesHash(adminPassword, adminHash(suite, 'first_init'))).toBe(true);
  });

  it('shows no secret in arguments, environment or output', async () => {
    const container = await suite.tenant('no_leak', 'database-secret');
    const outcome = await container.run('migrate.py');
    const seen = JSON.stringify([container.calls(), outcome]);
    expect(outcome.code).toBe(0);
    expect(seen).not.toContain('database-secret');
    expect(seen).not.toContain('pass\\\\');
    expect(seen).not.toContain('word%');
  });

  it('touches nothing when the password for admin is missing', async () => {
    const container = await suite.tenant('no_admin_secret');
    const file = container.path('absent');
    const outcome = await container.run('migrate.py', { FLEET_ADMIN_PASSWORD_FILE: file, FLEET_ADMIN_SECONDS: '1' });
    expect(outcome).toMatchObject({
      code: 1,
      stderr: `fleet: The secret ${file} cannot be read: No such file or directory.\n`,
    });
    expect(argumentsOf(container)).toEqual([]);
    expect(suite.query('no_admin_secret', "SELECT to_regclass('ir_module_module') IS NULL")).toBe('t');
  });

  it('names a module that the image does not have, although Odoo exits with 0', async () => {
    const container = await suite.tenant('unknown_module');
    const outcome = await container.run('migrate.py', { FLEET_MODULES: 'crm,nonsense' });
    expect(outcome).toMatchObject({
      code: 1,
      stderr: 'fleet: Odoo ended without an error but left modules undone: nonsense.\n',
    });
    expect(stateOf(suite, 'unknown_module').parameters).not.toHaveProperty(['fleet.image']);
  });
});

describe('a repeated migration', () => {
  it('does nothing when nothing is left to do', async () => {
    const container = await suite.migratedTenant('repeat');
    const before = adminHash(suite, 'repeat');
    expect(await container.run('migrate.py')).toMatchObject({ code: 0, stderr: '' });
    expect(argumentsOf(container)).toEqual([first]);
    expect(stateOf(suite, 'repeat')).toEqual({ parameters: markers, open: untouched });
    expect(adminHash(suite, 'repeat')).toBe(before);
  });

  it('keeps the password that the administrator has chosen since, and needs the secret no more', async () => {
    const container = await suite.migratedTenant('own_password');
    suite.query('own_password', "UPDATE res_users SET password = 'chosen' WHERE login = 'admin'");
    const changed = { FLEET_IMAGE: 'example.org/odoo@sha256:bbb', FLEET_ADMIN_PASSWORD_FILE: container.path('absent') };
    expect(await container.run('migrate.py', changed)).toMatchObject({ code: 0 });
    expect(adminHash(suite, 'own_password')).toBe('chosen');
  });

  it('updates all modules when the image changed', async () => {
    const container = await suite.migratedTenant('new_image');
    const changed = { FLEET_IMAGE: 'example.org/odoo@sha256:bbb', FLEET_RELEASE: '18.0-20261101' };
    expect(await container.run('migrate.py', changed)).toMatchObject({ code: 0 });
    expect(argumentsOf(container)).toEqual([first, upgrade]);
    expect(stateOf(suite, 'new_image').parameters).toEqual({
      ...markers,
      'fleet.image': changed.FLEET_IMAGE,
      'fleet.release': changed.FLEET_RELEASE,
    });
  });

  it('installs added modules only, and keeps dropped ones', async () => {
    const container = await suite.migratedTenant('new_module');
    expect(await container.run('migrate.py', { FLEET_MODULES: 'project,contacts' })).toMatchObject({ code: 0 });
    expect(argumentsOf(container)).toEqual([first, ['-i', 'project', ...fixed]]);
    expect(stateOf(suite, 'new_module')).toEqual({
      parameters: { ...markers, 'fleet.modules': 'contacts,project' },
      open: ['uninstalled_extra uninstalled'],
    });
  });

  it('updates and installs when image and modules changed', async () => {
    const container = await suite.migratedTenant('both');
    const changed = { FLEET_IMAGE: 'example.org/odoo@sha256:bbb', FLEET_MODULES: 'contacts,crm,project' };
    expect(await container.run('migrate.py', changed)).toMatchObject({ code: 0 });
    expect(argumentsOf(container)).toEqual([first, ['-u', 'all', '-i', 'project', ...fixed]]);
  });

  it('records a changed address without running Odoo', async () => {
    const container = await suite.migratedTenant('new_address');
    expect(await container.run('migrate.py', { FLEET_BASE_URL: 'https://new.example.com' })).toMatchObject({ code: 0 });
    expect(argumentsOf(container)).toEqual([first]);
    expect(stateOf(suite, 'new_address').parameters).toEqual({ ...markers, 'web.base.url': 'https://new.example.com' });
  });
});
