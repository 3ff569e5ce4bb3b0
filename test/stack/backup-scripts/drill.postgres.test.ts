/** Copies of the files, the restore drill on good and on bad backups, and the monthly archive. */
import { createHash } from 'node:crypto';
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backupRoleSql } from '../../../src/stack/database/scripts.ts';
import { waitUntil } from '../odoo-scripts/postgres.ts';
import { createWorld, type Database, type Environment, type Outcome, type World } from './world.ts';

const handOver = `/bin/sh ${join(import.meta.dirname, '../../../src/stack/backup/scripts/wal_hand_over.sh')}`;

let world: World;
let database: Database;

const nameOf = (content: string): string => {
  const digest = createHash('sha1').update(content).digest('hex');
  return `${digest.slice(0, 2)}/${digest}`;
};

/** Writes a file as Odoo does, named after its content. */
function file(content: string, name = nameOf(content)): string {
  world.folder('filestore');
  world.folder('filestore/odoo');
  world.folder(`filestore/odoo/${name.slice(0, 2)}`);
  world.write(`filestore/odoo/${name}`, content);
  return name;
}

const files = (): Environment => ({
  FLEET_FILES: world.path('filestore'),
  FLEET_TAG: 'filestore',
  FLEET_KEEP_DAYS: '32',
  FLEET_PRUNE_HOUR: 'never',
});

const backUpFiles = (environment: Environment = {}): Outcome =>
  world.run('backup_files.sh', { ...files(), ...environment });

function backUpDatabase(): void {
  const environment = { FLEET_HOST: 'localhost', FLEET_PORT: `${database.port}`, FLEET_RETENTION_DAYS: '30' };
  expect(world.run('backup_database.py', environment)).toMatchObject({ code: 0 });
}

beforeAll(async () => {
  world = await createWorld();
  world.initialise('source');
  world.agent('wal-source');
  database = await world.server('source', {
    archive_mode: 'on',
    archive_command: `${handOver} archive "%p" "%f"`,
  });
  database.administer(backupRoleSql.join(';'));
  const first = file('first attachment');
  const second = file('second attachment');
  database.query(`
    CREATE TABLE ir_module_module (name text, state text);
    INSERT INTO ir_module_module VALUES ('base', 'installed'), ('crm', 'uninstalled');
    CREATE TABLE res_users (id int); INSERT INTO res_users SELECT generate_series(1, 5000);
    CREATE TABLE ir_config_parameter (key text PRIMARY KEY, value text);
    INSERT INTO ir_config_parameter VALUES ('fleet.image', 'odoo@sha256:aaa');
    CREATE TABLE ir_attachment (id int PRIMARY KEY, store_fname text, create_date timestamp);
    INSERT INTO ir_attachment VALUES
      (1, '${first}', now() AT TIME ZONE 'UTC' - interval '1 day'),
      (2, '${second}', now() AT TIME ZONE 'UTC' - interval '1 day'),
      (3, NULL, now() AT TIME ZONE 'UTC'),
      (4, 'ff/newer-than-the-copy', now() AT TIME ZONE 'UTC');`);
  backUpDatabase();
  database.query('CREATE TABLE later (id int)');
  const segment = database.query('SELECT pg_walfile_name(pg_current_wal_lsn())');
  database.query('SELECT pg_switch_wal()');
  await waitUntil(() => database.query('SELECT last_archived_wal FROM pg_stat_archiver') >= segment);
}, 300_000);

afterAll(async () => {
  await world?.stop();
});

describe('copies of the files', () => {
  it('are made from nothing, and made again', () => {
    expect(backUpFiles()).toMatchObject({ code: 0, output: expect.stringContaining('fleet: the files are copied') });
    expect(backUpFiles()).toMatchObject({ code: 0 });
  });

  it('are not made of a folder that is gone', () => {
    expect(backUpFiles({ FLEET_FILES: world.path('gone') })).toMatchObject({
      code: 1,
      output: expect.stringContaining('gone is gone, must be there as in the earlier copies.'),
    });
  });

  it('are not made with another password, nor is a second repository', () => {
    expect(backUpFiles({ RESTIC_PASSWORD: 'wrong' })).toMatchObject({
      code: 1,
      output: expect.stringContaining('fleet: The repository cannot be opened: restic ends with 12.'),
    });
  });

  it('bring back what was removed, and leave what is there', () => {
    const name = nameOf('first attachment');
    const restore = (environment: Environment): Outcome =>
      world.run('restore_files.sh', { ...files(), FLEET_FILES: world.path('filestore'), ...environment });
    rmSync(world.path(`filestore/odoo/${name}`));
    expect(restore({ FLEET_TIME: new Date().toISOString().replace(/\.\d+/, '') })).toMatchObject({ code: 0 });
    expect(readFileSync(world.path(`filestore/odoo/${name}`), 'utf8')).toBe('first attachment');
  });

  it('come to a staging copy out of a repository in which it may write nothing', () => {
    const repository = world.folder('production');
    expect(backUpFiles({ RESTIC_REPOSITORY: repository })).toMatchObject({ code: 0 });
    execFileSync('chmod', ['-R', 'a-w', repository]);
    const name = nameOf('second attachment');
    rmSync(world.path(`filestore/odoo/${name}`));
    const reading = { ...files(), RESTIC_REPOSITORY: repository, FLEET_READ_ONLY: 'true' };
    expect(world.run('restore_files.sh', reading)).toMatchObject({ code: 0 });
    expect(readFileSync(world.path(`filestore/odoo/${name}`), 'utf8')).toBe('second attachment');
    execFileSync('chmod', ['-R', 'u+w', repository]);
  });
});

/** The whole drill, as its pod runs it; `damage` is done to what was fetched. */
async function drill(environment: Environment = {}, damage: () => void = () => {}): Promise<Outcome> {
  for (const old of ['work', 'wal-drill']) rmSync(world.path(old), { recursive: true, force: true });
  const all = {
    PGDATA: join(world.folder('work'), 'pgdata'),
    FLEET_WORK: world.path('work'),
    FLEET_HAND_OVER: world.path('wal-drill'),
    FLEET_MOST_BASE_MINUTES: '60',
    FLEET_MOST_MINUTES: '60',
    FLEET_FILES_MINUTES: '60',
    FLEET_MOST_FILES_MINUTES: '60',
    ...files(),
    ...environment,
  };
  const fetched = world.run('restore_base.py', all);
  if (fetched.code !== 0) return fetched;
  const log = world.agent('wal-drill');
  damage();
  const checked = world.run('check_database.sh', all);
  await log.stop();
  if (checked.code !== 0) return checked;
  const compared = world.run('check_files.sh', all);
  return { code: compared.code, output: `${checked.output}${compared.output}` };
}

describe('the restore drill', () => {
  it('passes on a good backup, with the log that was archived after it', async () => {
    const { code, output } = await drill();
    expect(output).toMatch(
      /fleet: the restored database is \d minutes old and sound: 1 modules, 5000 users, image odoo@sha256:aaa\n/,
    );
    expect(output).toMatch(
      /fleet: the newest copy of the files is \d minutes old and has the 2 files that were looked for/,
    );
    expect(code).toBe(0);
  });

  it('fails on damaged pages', async () => {
    const damaged = (): void => {
      const path = database.query("SELECT pg_relation_filepath('res_users')");
      const handle = openSync(join(world.path('work/pgdata'), path), 'r+');
      writeSync(handle, Buffer.alloc(64, 0xff), 0, 64, 8192 + 4096);
      closeSync(handle);
    };
    const { code, output } = await drill({}, damaged);
    expect(code).toBe(1);
    expect(output).toMatch(/damaged|does not answer/);
  });

  it('fails on a log that has a hole', async () => {
    const { code, output } = await drill({ FLEET_PATIENCE: '1' });
    expect(code).toBe(1);
    expect(output).toContain('fleet: The restored database does not start.');
  });

  it.each([
    ['an old base backup', { FLEET_MOST_BASE_MINUTES: '-1' }, 'must be at most -1 minutes old.'],
    ['a log that ends long ago', { FLEET_MOST_MINUTES: '-1' }, 'minutes old, must be at most -1.'],
    ['old copies of the files', { FLEET_MOST_FILES_MINUTES: '-1' }, 'The newest copy of the files is'],
    ['another database', { FLEET_DATABASE: 'postgres' }, 'The restored database does not answer.'],
    ['a server without backups', { FLEET_SERVER: 'database-2' }, 'There is no complete base backup of database-2.'],
  ])('fails on %s', async (_, environment, sentence) => {
    const { code, output } = await drill(environment);
    expect(output).toContain(sentence);
    expect(code).toBe(1);
  });

  it('fails on files that are missing, and on files with another content', async () => {
    const lost = nameOf('second attachment');
    unlinkSync(world.path(`filestore/odoo/${lost}`));
    expect(backUpFiles()).toMatchObject({ code: 0 });
    expect((await drill()).output).toContain(`fleet: File ${lost} is missing in the newest copy`);
    file('something else', lost);
    expect(backUpFiles()).toMatchObject({ code: 0 });
    expect((await drill()).output).toContain(`fleet: File ${lost} has another content than its name says.`);
    file('second attachment', lost);
    expect(backUpFiles()).toMatchObject({ code: 0 });
  });

  it('fails on an empty database', async () => {
    database.query('DELETE FROM res_users');
    backUpDatabase();
    expect(await drill()).toMatchObject({
      code: 1,
      output: expect.stringContaining('fleet: The restored database has 0 users, must have at least 1.'),
    });
  });
});

describe('the monthly archive', () => {
  it('is a dump that can be read again, and the files beside it', () => {
    const environment = {
      ...files(),
      FLEET_TAG: 'archive',
      FLEET_KEEP_MONTHS: '72',
      PGHOST: 'localhost',
      PGPORT: `${database.port}`,
      PGUSER: 'postgres',
      PGDATABASE: 'odoo',
    };
    expect(world.run('dump_database.sh', environment)).toMatchObject({
      code: 0,
      output: expect.stringContaining('fleet: the database is dumped'),
    });
    expect(backUpFiles(environment)).toMatchObject({ code: 0 });
    expect(world.run('dump_database.sh', { ...environment, PGDATABASE: 'none' })).toMatchObject({ code: 1 });
    // Copies of every day do not remove those of the archive.
    expect(backUpFiles({ FLEET_KEEP_DAYS: '1' })).toMatchObject({ code: 0 });
    const dump = execFileSync(
      'sh',
      ['-c', 'restic dump --tag archive --path /odoo.dump latest /odoo.dump | pg_restore --list'],
      {
        env: world.environment,
        encoding: 'utf8',
      },
    );
    expect(dump).toContain('TABLE DATA public ir_attachment');
  });
});

describe('the final backup', () => {
  const client = (): Environment => ({
    PGHOST: 'localhost',
    PGPORT: `${database.port}`,
    PGUSER: 'postgres',
    PGDATABASE: 'odoo',
    FLEET_PAUSE: '0.1',
    FLEET_QUIET_LOOKS: '3',
    FLEET_MOST_LOOKS: '10',
  });
  const copiesOf = (tag: string): readonly { readonly id: string }[] =>
    JSON.parse(
      execFileSync('restic', ['snapshots', '--json', '--tag', tag], { env: world.environment, encoding: 'utf8' }),
    ) as { id: string }[];

  it('waits until Odoo has let go of the database, and gives up when it does not', async () => {
    expect(world.run('wait_stopped.sh', client())).toEqual({ code: 0, output: 'fleet: Odoo has stopped\n' });
    const sleepers = "FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'";
    const session = spawn('psql', ['--no-psqlrc', '--command', 'SELECT pg_sleep(60)'], {
      env: { ...world.environment, ...client() },
      stdio: 'ignore',
    });
    await waitUntil(() => database.query(`SELECT count(*) ${sleepers}`) === '1');
    const outcome = world.run('wait_stopped.sh', client());
    database.query(`SELECT pg_terminate_backend(pid) ${sleepers}`);
    session.kill();
    expect(outcome).toEqual({
      code: 1,
      output: expect.stringContaining('Odoo still uses the database (1 sessions), must have stopped.'),
    });
  });

  it('does not take a database that does not answer for a quiet one', () => {
    expect(world.run('wait_stopped.sh', { ...client(), PGDATABASE: 'none' })).toEqual({
      code: 1,
      output: expect.stringContaining('(no answer)'),
    });
  });

  it('keeps its last dump and files, and no other copy removes them', () => {
    const environment = { ...files(), ...client(), FLEET_TAG: 'final' };
    for (const _ of ['once', 'again']) {
      expect(world.run('dump_database.sh', environment)).toMatchObject({ code: 0 });
      expect(backUpFiles(environment)).toMatchObject({ code: 0 });
    }
    const final = copiesOf('final');
    expect(final).toHaveLength(2);
    expect(backUpFiles({ FLEET_KEEP_DAYS: '1' })).toMatchObject({ code: 0 });
    expect(backUpFiles({ ...environment, FLEET_TAG: 'archive', FLEET_KEEP_MONTHS: '1' })).toMatchObject({ code: 0 });
    expect(copiesOf('final')).toEqual(final);
  });
});
