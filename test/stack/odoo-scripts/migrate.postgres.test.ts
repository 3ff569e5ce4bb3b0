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

/** Country, currency with its state, and time zone of the administrator. */
const companyOf = (name: string): string =>
  suite.query(
    name,
    `SELECT c.code, m.name, m.active, u.tz FROM res_company k JOIN res_partner p ON p.id = k.partner_id
     LEFT JOIN res_country c ON c.id = p.country_id JOIN res_currency m ON m.id = k.currency_id, res_partner u
     WHERE u.id = (SELECT partner_id FROM res_users WHERE login = 'admin')`,
  );

describe('the country of a new tenant', () => {
  const base = ['-i', 'base,web', '--load-language=de_DE', ...fixed];
  const rest = ['-i', 'contacts,crm', '--load-language=de_DE', ...fixed];

  it.each([
    ['CH', 'CH|CHF|t|Europe/Zurich'],
    ['US', 'US|USD|t|'],
    ['AQ', 'AQ|USD|t|'],
  ])('%s is set before any module that depends on it is installed', async (country, company) => {
    const name = `country_${country.toLowerCase()}`;
    const container = await suite.tenant(name);
    expect(await container.run('migrate.py', { FLEET_COUNTRY: country })).toMatchObject({ code: 0, stderr: '' });
    expect(argumentsOf(container)).toEqual([base, rest]);
    expect(companyOf(name)).toBe(company);
    expect(stateOf(suite, name).parameters).toEqual({ ...markers, 'fleet.country': country });
  });

  it('is taken up again after a crash, wherever it was', async () => {
    const container = await suite.tenant('country_crash');
    const environment = { FLEET_COUNTRY: 'CH' };
    expect((await container.run('migrate.py', { ...environment, FAKE_ODOO_TROUBLE: 'kill:web' })).code).not.toBe(0);
    expect((await container.run('migrate.py', { ...environment, FAKE_ODOO_TROUBLE: 'kill:crm' })).code).not.toBe(0);
    expect(companyOf('country_crash')).toBe('CH|CHF|t|Europe/Zurich');
    expect(await container.run('migrate.py', environment)).toMatchObject({ code: 0 });
    expect(stateOf(suite, 'country_crash')).toEqual({
      parameters: { ...markers, 'fleet.country': 'CH' },
      open: untouched,
    });
  });

  it('is left alone once the tenant runs', async () => {
    const container = await suite.migratedTenant('country_later');
    const changed = { FLEET_COUNTRY: 'CH', FLEET_IMAGE: 'example.org/odoo@sha256:bbb' };
    expect(await container.run('migrate.py', changed)).toMatchObject({ code: 0 });
    expect(companyOf('country_later')).toBe('|USD|t|');
  });

  it('fails when Odoo does not know it', async () => {
    const container = await suite.tenant('country_unknown');
    expect(await container.run('migrate.py', { FLEET_COUNTRY: 'XX' })).toMatchObject({
      code: 1,
      stderr: 'fleet: Odoo knows no country XX.\n',
    });
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
