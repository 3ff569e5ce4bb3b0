/** Base backup, archive, crash, and the way back to a moment, with the settings that the stack gives the server. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recoveryTarget } from '../../../src/stack/database/log-archive.ts';
import { backupRoleSql } from '../../../src/stack/database/scripts.ts';
import { waitUntil } from '../odoo-scripts/postgres.ts';
import { createWorld, type Database, type World } from './world.ts';

const handOver = `/bin/sh ${join(import.meta.dirname, '../../../src/stack/backup/scripts/wal_hand_over.sh')}`;
const archive = {
  archive_mode: 'on',
  archive_command: `${handOver} archive "%p" "%f"`,
  restore_command: `${handOver} restore "%f" "%p"`,
};

let world: World;

beforeAll(async () => {
  world = await createWorld();
}, 300_000);
afterAll(() => world?.stop());

const rows = (database: Database): string => database.query('SELECT string_agg(name, $$,$$ ORDER BY id) FROM visits');

/** Waits until everything that was written so far is in the object store. */
async function archived(database: Database): Promise<void> {
  const segment = database.query('SELECT pg_walfile_name(pg_current_wal_lsn())');
  database.query('SELECT pg_switch_wal()');
  await waitUntil(() => database.query('SELECT last_archived_wal FROM pg_stat_archiver') >= segment);
}

describe('a database that is backed up and archived', () => {
  let moment = '';

  it('sends a base backup and its log', async () => {
    world.initialise('first');
    const agent = world.agent('wal-first');
    const database = await world.server('first', archive);
    database.query(
      'CREATE TABLE visits (id int GENERATED ALWAYS AS IDENTITY, name text); INSERT INTO visits (name) VALUES ($$before$$)',
    );
    database.administer(backupRoleSql.join(';'));
    const backup = { FLEET_HOST: 'localhost', FLEET_PORT: `${database.port}`, FLEET_RETENTION_DAYS: '30' };
    const taken = world.run('backup_database.py', backup);
    expect(taken.output).toMatch(/fleet: base backup \d{8}T\d{6} of database is complete/);
    expect(taken.code).toBe(0);
    database.query('INSERT INTO visits (name) VALUES ($$after$$)');
    moment = database.query(
      'SELECT to_char(now() AT TIME ZONE $$UTC$$ + interval $$1 second$$, $$YYYY-MM-DD"T"HH24:MI:SS"Z"$$)',
    );
    await new Promise((resolve) => setTimeout(resolve, 2500));
    database.query('DELETE FROM visits; INSERT INTO visits (name) VALUES ($$mistake$$)');
    await archived(database);
    // A crash, and the loss of the volume.
    await database.stop('SIGKILL');
    await agent.stop();
    rmSync(world.path('first'), { recursive: true });
  });

  it('is restored to its newest state', async () => {
    const restored = world.run('restore_base.py', { PGDATA: world.path('newest') });
    expect(restored).toMatchObject({ code: 0 });
    const agent = world.agent('wal-newest', { FLEET_SERVER: 'database-2', FLEET_SOURCE: 'database' });
    // A smaller plan than that of the backup has fewer connections.
    const database = await world.server('newest', { ...archive, hot_standby: 'off', max_connections: '50' });
    expect(rows(database)).toBe('mistake');
    // The new generation writes an archive of its own, and leaves the old one as it is.
    await archived(database);
    await database.stop('SIGINT');
    await agent.stop();
    expect(world.run('restore_base.py', { PGDATA: world.path('newest') }).output).toContain('holds a database already');
  });

  it('is restored to a moment before a mistake, and begins its own archive', async () => {
    const restored = world.run('restore_base.py', { PGDATA: world.path('moment'), FLEET_TIME: moment });
    expect(restored).toMatchObject({ code: 0 });
    const agent = world.agent('wal-moment', { FLEET_SERVER: 'database-3', FLEET_SOURCE: 'database' });
    const database = await world.server('moment', {
      ...archive,
      ...recoveryTarget(moment),
    });
    expect(rows(database)).toBe('before,after');
    const backup = {
      FLEET_HOST: 'localhost',
      FLEET_PORT: `${database.port}`,
      FLEET_RETENTION_DAYS: '30',
      FLEET_SERVER: 'database-3',
    };
    expect(world.run('backup_database.py', backup)).toMatchObject({ code: 0 });
    await database.stop('SIGINT');
    await agent.stop();
  });

  it('is copied for staging, which archives to a prefix of its own', async () => {
    const own = { FLEET_STORE: 's3://backups/acme-staging/database' };
    const source = { SOURCE_FLEET_STORE: 's3://backups/acme/database', SOURCE_AWS_ACCESS_KEY_ID: 'of production' };
    const restored = world.run('restore_base.py', { PGDATA: world.path('copy') });
    expect(restored).toMatchObject({ code: 0 });
    const agent = world.agent('wal-copy', { ...own, ...source, FLEET_SOURCE: 'database' });
    const database = await world.server('copy', { ...archive, hot_standby: 'off', max_connections: '50' });
    expect(rows(database)).toBe('mistake');
    await archived(database);
    const backup = { FLEET_HOST: 'localhost', FLEET_PORT: `${database.port}`, FLEET_RETENTION_DAYS: '30' };
    expect(world.run('backup_database.py', { ...backup, ...own })).toMatchObject({ code: 0 });
    await database.stop('SIGINT');
    await agent.stop();
    // The copy is restored from its own backups, in which production's are not.
    expect(world.run('restore_base.py', { PGDATA: world.path('copy-2'), ...own })).toMatchObject({ code: 0 });
  });

  it.each([
    [
      'a server without backups',
      { FLEET_SERVER: 'database-9' },
      'fleet: There is no complete base backup of database-9.',
    ],
    [
      'a moment before the first backup',
      { FLEET_TIME: '2020-01-01T00:00:00Z' },
      'fleet: There is no base backup of database that ended before 2020-01-01T00:00:00Z.',
    ],
    ['an old backup where a new one is wanted', { FLEET_MOST_BASE_MINUTES: '-1' }, 'must be at most -1 minutes old.'],
  ])('is not restored from %s', (_, environment, sentence) => {
    const outcome = world.run('restore_base.py', { PGDATA: world.path('never'), ...environment });
    expect(outcome.code).toBe(1);
    expect(outcome.output).toContain(sentence);
  });
});

describe('the server', () => {
  it('does not write over the archive of an older one of the same name', async () => {
    world.initialise('again');
    const agent = world.agent('wal-again');
    const database = await world.server('again', archive);
    database.query('SELECT pg_switch_wal()');
    await waitUntil(() => Number(database.query('SELECT failed_count FROM pg_stat_archiver')) > 0);
    expect(database.query('SELECT archived_count FROM pg_stat_archiver')).toBe('0');
    await database.stop('SIGQUIT');
    await agent.stop();
  });

  it('keeps its log while the store cannot be reached, and knows it', async () => {
    world.initialise('alone');
    const agent = world.agent('wal-alone', { FLEET_ENDPOINT: 'http://127.0.0.1:1', AWS_MAX_ATTEMPTS: '1' });
    const database = await world.server('alone', archive);
    database.query('SELECT pg_switch_wal()');
    await waitUntil(() => Number(database.query('SELECT failed_count FROM pg_stat_archiver')) > 0);
    expect(database.query('SELECT archived_count FROM pg_stat_archiver')).toBe('0');
    await database.stop('SIGQUIT');
    await agent.stop();
  });
});
