/** A stand-in for a container of the tenant: the scripts, their files and environment, and a fake `odoo`. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Server } from './postgres.ts';

const here = import.meta.dirname;
const root = join(here, '../../..');
const scripts = join(root, 'src/stack/odoo/scripts');

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Call {
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Container {
  readonly folder: string;
  /** Path of a file of the container. */
  path(name: string): string;
  write(name: string, text: string | Buffer): void;
  run(script: string, environment?: Environment): Promise<Outcome>;
  /** Starts a script without waiting for its end. */
  start(
    script: string,
    environment?: Environment,
  ): { readonly process: ChildProcess; readonly outcome: Promise<Outcome>; output(): string };
  /** How `odoo` was called so far. */
  calls(): readonly Call[];
  remove(): void;
}

export interface Role {
  readonly name: string;
  readonly password: string;
}

/** Creates a container whose database and role are named `name`; the database is empty. */
export function createContainer(server: Server, { name, password }: Role): Container {
  const folder = mkdtempSync(join(tmpdir(), 'fleet-container-'));
  const path = (file: string): string => join(folder, file);
  server.query('postgres', `CREATE ROLE "${name}" LOGIN PASSWORD '${password.replaceAll("'", "''")}'`);
  server.query('postgres', `CREATE DATABASE "${name}" OWNER "${name}"`);
  for (const part of ['bin', 'run', 'admin']) mkdirSync(path(part));
  const options = {
    db_host: 'localhost',
    db_port: server.port,
    db_user: name,
    db_name: name,
    db_sslmode: 'verify-full',
    proxy_mode: 'True',
  };
  writeFileSync(
    path('template.conf'),
    ['[options]', ...Object.entries(options).map(([key, value]) => `${key} = ${value}`), ''].join('\n'),
  );
  writeFileSync(path('database-password'), `${password}\n`);
  writeFileSync(path('admin/password'), 'first "pass\' word% ünï\n');
  writeFileSync(path('bin/odoo'), `#!/bin/sh\nexec "${python()}" -B "${join(here, 'fake_odoo.py')}" "$@"\n`, {
    mode: 0o755,
  });
  const base: Environment = {
    PATH: `${path('bin')}:${process.env['PATH'] ?? ''}`,
    ODOO_RC: path('run/odoo.conf'),
    PGSSLROOTCERT: server.authority,
    PYTHONDONTWRITEBYTECODE: '1',
    FLEET_CONFIG_TEMPLATE: path('template.conf'),
    FLEET_PASSWORD_FILE: path('database-password'),
    FLEET_ADMIN_PASSWORD_FILE: path('admin/password'),
    FLEET_IMAGE: 'example.org/odoo@sha256:aaa',
    FLEET_RELEASE: '18.0-20260926',
    FLEET_MODULES: 'contacts,crm',
    FLEET_LANGUAGE: 'de_DE',
    FLEET_BASE_URL: 'https://aos.example.com',
    FLEET_CONNECT_SECONDS: '0',
    FAKE_ODOO_LOG: path('calls'),
  };
  const start: Container['start'] = (script, environment = {}) => {
    const child = spawn(python(), ['-B', join(scripts, script)], {
      cwd: folder,
      env: { ...base, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const outcome = new Promise<Outcome>((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
    return { process: child, outcome, output: () => stdout };
  };
  return {
    folder,
    path,
    write: (file, text) => writeFileSync(path(file), text),
    start,
    run: (script, environment) => start(script, environment).outcome,
    calls: () =>
      existsSync(path('calls'))
        ? readFileSync(path('calls'), 'utf8')
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line) as Call)
        : [],
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Python with the packages that Odoo's image has, made once for each content of the requirements. */
export function python(): string {
  const requirements = join(here, 'requirements.txt');
  const digest = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const environment = join(root, '.cache', `odoo-scripts-${digest}`);
  const executable = join(environment, 'bin/python');
  if (existsSync(executable)) return executable;
  // Test files run at the same time: each makes a draft of its own, and the first to finish gives it the name.
  const draft = `${environment}.${process.pid}`;
  const run = (command: string, words: readonly string[]): unknown => execFileSync(command, words, { stdio: 'pipe' });
  run('python3', ['-m', 'venv', draft]);
  const install = ['-m', 'pip', 'install', '--quiet', '--require-hashes', '--only-binary', ':all:', '-r', requirements];
  run(join(draft, 'bin/python'), install);
  try {
    renameSync(draft, environment);
  } catch (error) {
    if (!existsSync(executable)) throw error;
    rmSync(draft, { recursive: true });
  }
  return executable;
}

/** Whether a password matches the hash that Odoo stores, by the library that Odoo asks. */
export function matchesHash(password: string, hash: string): boolean {
  const program =
    'import sys; from passlib.context import CryptContext; print(CryptContext(["pbkdf2_sha512"]).verify(sys.argv[1], sys.argv[2]))';
  return execFileSync(python(), ['-c', program, password, hash], { encoding: 'utf8' }).trim() === 'True';
}
