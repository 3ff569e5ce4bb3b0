/** Servers, an object store and the backup programs in a folder of their own, for one test file. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binaries, freePort, serverAccount, waitUntil } from '../odoo-scripts/postgres.ts';
import { pythonTools, resticTools } from './tools.ts';

const programs = join(import.meta.dirname, '../../../src/stack/backup/scripts');

export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

export interface World {
  /** Environment of our programs. */
  readonly environment: Environment;
  path(name: string): string;
  folder(name: string): string;
  write(name: string, text: string): void;
  /** Runs one of our programs, as the user of the servers. */
  run(program: string, environment?: Environment): Outcome;
  /** The agent of a server's log. */
  agent(name: string, environment?: Environment): Stoppable;
  /** A server on a folder of data, with settings of its own beside those of all. */
  server(data: string, settings?: Readonly<Record<string, string>>): Promise<Database>;
  /** A new folder of data. */
  initialise(data: string): void;
  stop(): Promise<void>;
}

export interface Stoppable {
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export interface Database extends Stoppable {
  query(sql: string): string;
  /** Like `query`, in the database `postgres`. */
  administer(sql: string): string;
  readonly port: number;
}

export type Environment = Readonly<Record<string, string>>;

export async function createWorld(): Promise<World> {
  const tools = pythonTools();
  const restic = resticTools();
  const account = serverAccount();
  const root = mkdtempSync(join(tmpdir(), 'fleet-backup-'));
  chmodSync(root, 0o755);
  const own = (path: string): void => {
    if (account.uid !== undefined) chownSync(path, account.uid, account.gid ?? 0);
  };
  own(root);
  const path = (name: string): string => join(root, name);
  const folder = (name: string): string => {
    mkdirSync(path(name), { recursive: true });
    own(path(name));
    return path(name);
  };
  folder('tmp');
  const running: Stoppable[] = [];
  const port = await freePort();
  const base: Environment = {
    PATH: `${tools}:${restic}:${binaries()}:/usr/bin:/bin`,
    HOME: path('tmp'),
    TMPDIR: path('tmp'),
    TZ: 'UTC',
    AWS_ACCESS_KEY_ID: 'key',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_DEFAULT_REGION: 'us-east-1',
    FLEET_STORE: 's3://backups/acme/database',
    FLEET_ENDPOINT: `http://127.0.0.1:${port}`,
    FLEET_ENCRYPTION: 'AES256',
    FLEET_SERVER: 'database',
    FLEET_SCRIPTS: programs,
    RESTIC_REPOSITORY: `s3:http://127.0.0.1:${port}/backups/acme/filestore`,
    RESTIC_PASSWORD: 'secret',
    RESTIC_CACHE_DIR: path('tmp/restic'),
    PYTHONDONTWRITEBYTECODE: '1',
  };
  const start = (command: string, words: readonly string[], environment: Environment = {}): Stoppable => {
    const child = spawn(command, words, {
      ...account,
      cwd: path('tmp'),
      env: { ...base, ...environment },
      stdio: process.env['FLEET_SHOW'] === undefined ? 'ignore' : 'inherit',
    });
    const process_ = stoppable(child);
    running.push(process_);
    return process_;
  };
  start(join(tools, 'moto_server'), ['-H', '127.0.0.1', '-p', `${port}`]);
  await waitUntil(() => {
    const made = spawnSync('curl', ['-sf', '-X', 'PUT', `http://127.0.0.1:${port}/backups`], { stdio: 'ignore' });
    return made.status === 0;
  });
  const initialise = (data: string): void => {
    execFileSync(
      join(binaries(), 'initdb'),
      ['-D', path(data), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--data-checksums', '--no-sync'],
      { ...account, cwd: path('tmp'), stdio: 'pipe' },
    );
  };
  return {
    environment: base,
    path,
    folder,
    write: (name, text) => {
      writeFileSync(path(name), text);
      own(path(name));
    },
    run: (program, environment = {}) => {
      const [command, ...words] = program.endsWith('.py') ? [join(tools, 'python3'), '-B'] : ['/bin/sh'];
      const { status, stdout, stderr } = spawnSync(command!, [...words, join(programs, program)], {
        ...account,
        cwd: path('tmp'),
        env: { ...base, ...environment },
        encoding: 'utf8',
      });
      return { code: status, output: `${stdout}${stderr}` };
    },
    agent: (name, environment) =>
      start(join(tools, 'python3'), ['-B', join(programs, 'wal_agent.py')], {
        ...environment,
        FLEET_HAND_OVER: folder(name),
      }),
    server: async (data, settings = {}) => {
      const serverPort = Number(settings['port'] ?? (await freePort()));
      const all = {
        port: `${serverPort}`,
        listen_addresses: 'localhost',
        unix_socket_directories: path('tmp'),
        fsync: 'off',
        ...settings,
      };
      const child = start(
        join(binaries(), 'postgres'),
        ['-D', path(data), ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
        { FLEET_HAND_OVER: path(`wal-${data}`) },
      );
      const options = ['-XqAt', '-v', 'ON_ERROR_STOP=1', '-h', path('tmp'), '-p', `${serverPort}`, '-U', 'postgres'];
      const ask = (database: string, sql: string): string =>
        execFileSync(join(binaries(), 'psql'), [...options, database, '-c', sql], {
          encoding: 'utf8',
          stdio: 'pipe',
        }).trim();
      const administer = (sql: string): string => ask('postgres', sql);
      await waitUntil(() => administer('SELECT pg_is_in_recovery()') === 'f');
      const exists = administer("SELECT count(*) FROM pg_database WHERE datname = 'odoo'") === '1';
      if (!exists) administer('CREATE DATABASE odoo');
      return { ...child, query: (sql) => ask('odoo', sql), administer, port: serverPort };
    },
    initialise,
    stop: async () => {
      for (const each of running.toReversed()) await each.stop('SIGKILL');
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function stoppable(child: ChildProcess): Stoppable {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await ended;
    },
  };
}
