/** A real PostgreSQL server with TLS and passwords, in a folder of its own, for one test file. */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Server {
  readonly port: number;
  /** Certificate of the authority that signed the server's. */
  readonly authority: string;
  /** Runs SQL as superuser; rows as lines, columns parted by `|`. */
  query(database: string, sql: string): string;
  stop(): Promise<void>;
}

interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

export async function startPostgres(): Promise<Server> {
  const bin = binaries();
  const account = serverAccount();
  const folder = mkdtempSync(join(tmpdir(), 'fleet-postgres-'));
  chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  mkdirSync(data);
  makeCertificates(folder);
  const key = join(folder, 'server.key');
  for (const path of [data, key]) if (account.uid !== undefined) chownSync(path, account.uid, account.gid ?? 0);
  const port = await freePort();
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
    ...account,
    cwd: data,
    stdio: 'pipe',
  });
  // As in a tenant's cluster: TLS and a password for everyone who comes over the network.
  writeFileSync(join(data, 'pg_hba.conf'), 'local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n');
  const settings = {
    listen_addresses: 'localhost',
    port,
    unix_socket_directories: data,
    fsync: 'off',
    ssl: 'on',
    ssl_cert_file: join(folder, 'server.crt'),
    ssl_key_file: key,
  };
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...account,
      cwd: data,
      stdio: 'ignore',
    },
  );
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const query = (database: string, sql: string): string =>
    execFileSync(
      join(bin, 'psql'),
      ['-X', '-At', '-v', 'ON_ERROR_STOP=1', '-h', data, '-p', `${port}`, '-U', 'postgres', database, '-c', sql],
      {
        encoding: 'utf8',
        stdio: 'pipe',
      },
    ).trim();
  const stop = async (): Promise<void> => {
    server.kill('SIGQUIT');
    await ended;
    rmSync(folder, { recursive: true });
  };
  await waitUntil(() => query('postgres', 'SELECT 1') === '1');
  return { port, authority: join(folder, 'ca.crt'), query, stop };
}

/** Waits until `ready` is true and does not throw; at most a minute. */
export async function waitUntil(ready: () => boolean): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    try {
      if (ready()) return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    if (Date.now() > deadline) throw new Error('gave up waiting after a minute');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Folder of the newest PostgreSQL server that Debian's packages installed. */
export function binaries(): string {
  const root = '/usr/lib/postgresql';
  let versions: string[] = [];
  try {
    versions = readdirSync(root);
  } catch (error) {
    throw new Error(`No PostgreSQL server below ${root}; install it with: apt-get install postgresql`, {
      cause: error,
    });
  }
  const newest = versions.toSorted((a, b) => Number(a) - Number(b)).at(-1);
  return join(root, `${newest}`, 'bin');
}

/** PostgreSQL refuses to run as root: then it runs as Debian's user `postgres`. */
export function serverAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function makeCertificates(folder: string): void {
  const openssl = (...words: string[]): unknown => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' });
  const short = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  openssl('req', '-x509', ...short, '-keyout', 'ca.key', '-out', 'ca.crt', '-subj', '/CN=test authority');
  openssl(
    'req',
    '-x509',
    ...short,
    '-CA',
    'ca.crt',
    '-CAkey',
    'ca.key',
    '-keyout',
    'server.key',
    '-out',
    'server.crt',
    '-subj',
    '/CN=localhost',
    '-addext',
    'subjectAltName=DNS:localhost',
    '-addext',
    'basicConstraints=critical,CA:FALSE',
  );
  chmodSync(join(folder, 'server.key'), 0o600);
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
