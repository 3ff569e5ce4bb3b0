/** `npm run test:workflows`: lints what stands in `.github/`. Exit code 2 when Go or Python is missing. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { installLinters, MissingToolError } from './tools.ts';

try {
  installLinters();
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`The workflows were not linted. ${reason}\n`);
  process.exit(error instanceof MissingToolError ? 2 : 1);
}
const vitest = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs');
const words = [vitest, 'run', '--config', 'vitest.workflows.config.ts', ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, words, { stdio: 'inherit' });
process.exitCode = status === 0 ? 0 : 1;
