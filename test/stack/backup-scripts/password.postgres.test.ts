/** The password that the Secret holds is that of the role after every start. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passwordScript } from '../../../src/stack/database/scripts.ts';
import { binaries, serverAccount } from '../odoo-scripts/postgres.ts';
import { createWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
}, 300_000);
afterAll(() => world?.stop());

/** Runs the hook as the container does, with its Secrets; ends when the hook does. */
function hook(port: number): Promise<number | null> {
  const script = passwordScript
    .replaceAll('/run/secrets/database/password', world.path('database-password'))
    .replaceAll('/run/secrets/superuser/password', world.path('superuser-password'));
  const environment = { ...world.environment, PGHOST: world.path('tmp'), PGPORT: `${port}` };
  const child = spawn('/bin/sh', ['-c', script], { ...serverAccount(), env: environment, stdio: 'ignore' });
  return new Promise((resolve) => child.once('close', (code) => resolve(code)));
}

function mayLogIn(port: number, role: string, password: string): boolean {
  const words = ['-XAt', '-h', '127.0.0.1', '-p', `${port}`, '-U', role, 'postgres', '-c', 'SELECT 1'];
  const env = { ...world.environment, PGPASSWORD: password };
  return spawnSync(join(binaries(), 'psql'), words, { env, stdio: 'ignore' }).status === 0;
}

describe('the hook after the start of the server', () => {
  it('gives the roles the passwords of the Secrets, and logs none', async () => {
    world.initialise('data');
    world.folder('wal-data');
    world.folder('log');
    world.write('hba', 'local all all trust\nhost all all all scram-sha-256\n');
    // As much is logged as a tenant may ask for, and more.
    const database = await world.server('data', {
      hba_file: world.path('hba'),
      log_statement: 'all',
      log_min_duration_statement: '0',
      logging_collector: 'on',
      log_directory: world.path('log'),
      log_filename: 'server.log',
    });
    database.administer("CREATE ROLE odoo LOGIN PASSWORD 'that of production'");
    world.write('database-password', "it's \\new\n");
    world.write('superuser-password', 'another one\n');
    expect(mayLogIn(database.port, 'odoo', 'that of production')).toBe(true);

    expect(await hook(database.port)).toBe(0);
    expect(mayLogIn(database.port, 'odoo', 'that of production')).toBe(false);
    expect(mayLogIn(database.port, 'odoo', "it's \\new")).toBe(true);
    expect(mayLogIn(database.port, 'postgres', 'another one')).toBe(true);
    const log = readFileSync(world.path('log/server.log'), 'utf8');
    expect(log).toContain('that of production');
    expect(log).not.toMatch(/it''s|another one/);
    await database.stop('SIGINT');
  });

  it('waits for a server that is not there yet', async () => {
    const database = await world.server('data', { hba_file: world.path('hba') });
    const { port } = database;
    await database.stop('SIGINT');
    world.write('database-password', 'rotated\n');
    const waiting = hook(port);
    const again = await world.server('data', { hba_file: world.path('hba'), port: `${port}` });
    expect(await waiting).toBe(0);
    expect(mayLogIn(again.port, 'odoo', 'rotated')).toBe(true);
    await again.stop('SIGINT');
  });

  it('fails when there is no password', async () => {
    const database = await world.server('data', { hba_file: world.path('hba') });
    execFileSync('rm', [world.path('superuser-password')]);
    expect(await hook(database.port)).not.toBe(0);
  });
});
