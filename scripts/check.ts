/** Runs everything that must hold before a merge, and says at the end what failed. */
import { spawnSync } from 'node:child_process';

const steps: readonly (readonly [name: string, script: string])[] = [
  ['types', 'types'],
  ['lint', 'lint'],
  ['format', 'format:check'],
  ['generated types and docs', 'generate:check'],
  ['dist', 'dist:check'],
  ['isolation', 'prove'],
  ['tests, with the architecture table', 'test'],
];

const failed = steps.filter(([name, script]) => {
  console.log(`\n== ${name}`);
  // What follows `npm run check --` goes to the tests.
  const more = script === 'test' ? ['--', ...process.argv.slice(2)] : [];
  const { status } = spawnSync('npm', ['run', '--silent', script, ...more], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return status !== 0;
});
console.log(failed.length === 0 ? '\nEverything holds.' : `\nFailed: ${failed.map(([name]) => name).join('; ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
