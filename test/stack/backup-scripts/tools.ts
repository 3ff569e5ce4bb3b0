/** The real tools that the backup programs call, made once in `.cache`: barman-cloud and an object store from PyPI, restic by Go. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const cache = join(root, '.cache');
/** Same series as the image's; what its programs use is there since 0.17. */
const resticVersion = 'v0.18.1';
/** The newest for the Python of Debian 12, which the image has. */
const barmanVersion = '3.19.1';

/** Folder with `python3`, `barman-cloud-*` and `moto_server`. */
export function pythonTools(): string {
  const requirements = join(import.meta.dirname, 'requirements.txt');
  const digest = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const environment = join(cache, `backup-scripts-${digest}`);
  const folder = join(environment, 'bin');
  if (existsSync(join(folder, 'moto_server'))) return folder;
  // Its programs name their interpreter by path, so it is made where it stays. The system's own is one that every user may run.
  const system = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
  rmSync(environment, { recursive: true, force: true });
  execFileSync(system, ['-m', 'venv', environment], { stdio: 'pipe' });
  const install = (...words: readonly string[]): unknown =>
    execFileSync(join(folder, 'pip'), ['install', '--quiet', '--only-binary', ':all:', ...words], { stdio: 'pipe' });
  install('-r', requirements);
  // Barman asks for the variant of psycopg2 that has to be compiled.
  install('--no-deps', `barman==${barmanVersion}`);
  return folder;
}

/** Folder with `restic`. */
export function resticTools(): string {
  const folder = join(cache, `restic-${resticVersion}`);
  if (existsSync(join(folder, 'restic'))) return folder;
  const draft = `${folder}.${process.pid}`;
  execFileSync('go', ['install', `github.com/restic/restic/cmd/restic@${resticVersion}`], {
    stdio: 'pipe',
    env: { ...process.env, GOBIN: draft, CGO_ENABLED: '0' },
  });
  renameSync(draft, folder);
  return folder;
}
