/** `npm run test:prometheus`: asks Prometheus's own tool about all rules. Exit code 2 when the tool is not to be had. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildPromtool } from './promtool.ts';

try {
  buildPromtool();
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`The rules were not tested. ${reason}\n`);
  process.exit(2);
}
const vitest = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs');
const words = [vitest, 'run', '--config', 'vitest.prometheus.config.ts', ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, words, { stdio: 'inherit' });
process.exitCode = status === 0 ? 0 : 1;
