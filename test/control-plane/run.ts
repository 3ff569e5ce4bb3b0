/**
 * `npm run test:cluster`: asks a real control plane and Flux's own controller. Exit code 2 when Go is missing.
 * Whatever happens, it leaves nothing behind: the tests and all that they start are one process group, with one folder.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildTools } from './build-tools.ts';

const go = spawnSync('go', ['version'], { encoding: 'utf8' });
if (go.status !== 0) {
  process.stderr.write(
    'Nothing was tested: the control plane is built from source, and Go is not here. Install Go 1.26.\n',
  );
  process.exit(2);
}
try {
  buildTools((line) => process.stderr.write(`${line}\n`));
} catch (error) {
  process.stderr.write(`Nothing was tested. ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

const vitest = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs');
const words = [vitest, 'run', '--config', 'vitest.cluster.config.ts', ...process.argv.slice(2)];
const folder = mkdtempSync(join(tmpdir(), 'fleet-cluster-run-'));
const tests = spawn(process.execPath, words, {
  stdio: 'inherit',
  detached: true,
  env: { ...process.env, TMPDIR: folder },
});
const killAll = (): void => {
  try {
    process.kill(-tests.pid!, 'SIGKILL');
  } catch {
    // All have ended by themselves.
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    killAll();
    process.exit(130);
  });
}
process.on('exit', killAll);
tests.on('exit', (status) => {
  process.exitCode = status === 0 ? 0 : 1;
});
