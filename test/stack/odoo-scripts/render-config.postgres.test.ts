import { readFileSync, readdirSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Container } from './container.ts';
import { useSuite } from './suite.ts';

const suite = useSuite();

function tenant(name: string, password = 'plain'): Container {
  return suite.container({ name, password });
}

describe('render_config.py', () => {
  it('adds both secrets, for the owner only, and leaves nothing else behind', async () => {
    const container = tenant('rendered');
    expect(await container.run('render_config.py')).toEqual({ code: 0, stdout: '', stderr: '' });
    const text = readFileSync(container.path('run/odoo.conf'), 'utf8');
    expect(text).toContain('\nproxy_mode = True\n');
    expect(text).toContain('\ndb_password = plain\n');
    expect(text).toMatch(/\nadmin_passwd = \$pbkdf2-sha512\$1\$[^\n]+\n/);
    expect(statSync(container.path('run/odoo.conf')).mode & 0o777).toBe(0o600);
    expect(readdirSync(container.path('run'))).toEqual(['odoo.conf']);
  });

  it('makes a new administration password at each start, over the old file', async () => {
    const container = tenant('rendered_twice');
    await container.run('render_config.py');
    const before = readFileSync(container.path('run/odoo.conf'), 'utf8');
    expect(await container.run('render_config.py')).toMatchObject({ code: 0 });
    expect(readFileSync(container.path('run/odoo.conf'), 'utf8')).not.toBe(before);
  });

  it.each([
    ['percent', '100%(db_host)s %% %s'],
    ['comment', '#;# ; not a comment'],
    ['delimiter', '=:= a = b : c'],
    ['quotes', `"it's" \\ $HOME \`id\` $(id)`],
    ['section', '[options]'],
    ['unicode', 'pässwörd 密码 🔑'],
    ['conninfo', "x' host='evil"],
    ['long', 'x'.repeat(500)],
  ])('renders a password with %s so that the real server accepts it', async (name, password) => {
    const container = tenant(`hostile_${name}`, password);
    expect(await container.run('render_config.py')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await container.run('migrate.py')).toMatchObject({ code: 0, stderr: '' });
  });

  const unfit = 'cannot be written to odoo.conf so that Odoo reads it back unchanged.';
  const control = 'contains a control character, which odoo.conf and PostgreSQL clients cannot carry.';
  it.each([
    ['a line break inside', 'a\nadmin_passwd = b', control],
    ['a null character', 'a\0b', control],
    ['a tab', 'a\tb', control],
    ['a space at its start', ' a', unfit],
    ['a space at its end', 'a ', unfit],
    ['a word that Odoo reads as true', 'True', unfit],
    ['a word that Odoo reads as nothing', 'none', unfit],
    ['nothing', '\n', 'is empty.'],
    ['bytes that are not UTF-8', Buffer.from([0x61, 0xff]), 'is not UTF-8 text.'],
  ])('refuses a password with %s, without showing it', async (name, password, why) => {
    const container = tenant(`refused_${name.replaceAll(/[^a-zA-Z]/g, '_')}`);
    container.write('database-password', password);
    const stderr = `fleet: The secret ${container.path('database-password')} ${why}\n`;
    expect(await container.run('render_config.py')).toEqual({ code: 1, stdout: '', stderr });
    expect(readdirSync(container.path('run'))).toEqual([]);
  });

  it('names a file that is missing', async () => {
    const container = tenant('missing_files');
    const absent = container.path('absent');
    const missing = 'cannot be read: No such file or directory.\n';
    expect(await container.run('render_config.py', { FLEET_PASSWORD_FILE: absent })).toEqual({
      code: 1,
      stdout: '',
      stderr: `fleet: The secret ${absent} ${missing}`,
    });
    expect(await container.run('render_config.py', { FLEET_CONFIG_TEMPLATE: absent })).toEqual({
      code: 1,
      stdout: '',
      stderr: `fleet: The configuration ${absent} ${missing}`,
    });
    expect(await container.run('render_config.py', { ODOO_RC: container.path('absent/odoo.conf') })).toEqual({
      code: 1,
      stdout: '',
      stderr: 'fleet: odoo.conf cannot be written: No such file or directory.\n',
    });
  });

  it.each([
    ['is not an odoo.conf', 'workers\n', 'is not a valid odoo.conf.'],
    ['has no options', '[queue_job]\n', 'has no section [options].'],
    ['holds a secret itself', '[options]\ndb_password = x\n', 'sets db_password, which must come from a secret.'],
  ])('refuses a configuration that %s', async (name, text, why) => {
    const container = tenant(`template_${name.replaceAll(' ', '_').replaceAll('.', '')}`);
    container.write('template.conf', text);
    expect(await container.run('render_config.py')).toEqual({
      code: 1,
      stdout: '',
      stderr: `fleet: The configuration ${container.path('template.conf')} ${why}\n`,
    });
  });
});
