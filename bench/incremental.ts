/**
 * Measures checks that use what earlier runs found out, and prints the table of docs/performance.md.
 * `node bench/incremental.ts [<tenants> ...]`; default 1000 and 10000.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateFleet } from '../test/generate-fleet.ts';
import { commit, enlargeOne, git } from './edits.ts';

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1000, 10_000];
const program = fileURLToPath(new URL('../bin/fleet.mjs', import.meta.url));

console.log('| tenants | run | seconds |');
console.log('|---:|---|---:|');
for (const tenants of sizes) {
  const folder = mkdtempSync(join(tmpdir(), 'fleet-bench-'));
  const root = join(folder, 'fleet');
  generateFleet(root, { tenants, seed: 1 });
  writeFileSync(join(root, '.gitignore'), '.cache/\n.fleet\n');
  const measure = measureOf(tenants);
  measure('`synth`, no dist yet, nothing known', { root, command: ['synth'] });
  git(root, 'init', '--quiet', '--initial-branch=main');
  commit(root);
  measure('`validate --no-cache`', { root, command: ['validate', '--no-cache'] });
  measure('`validate`, nothing changed', { root, command: ['validate'], rounds: 3 });
  git(root, 'switch', '--quiet', '-c', 'change');
  enlargeOne(root);
  measure('`synth`, one spec changed', { root, command: ['synth'] });
  commit(root);
  measure('`validate --base main`, one tenant changed', {
    root,
    command: ['validate', '--base', 'main'],
    rounds: 3,
  });
  const clone = join(folder, 'clone');
  git(folder, 'clone', '--quiet', '--branch=change', `file://${root}`, clone);
  cpSync(join(root, '.cache'), join(clone, '.cache'), { recursive: true });
  measure('the same in a fresh clone, with results of main', {
    root: clone,
    command: ['validate', '--base', 'origin/main'],
    rounds: 2,
  });
  rmSync(folder, { recursive: true, force: true });
}

interface Run {
  readonly root: string;
  readonly command: readonly string[];
  readonly rounds?: number;
}

/** The best of some rounds, with the start of the process, which users wait for too. */
function measureOf(tenants: number) {
  return (name: string, { root, command, rounds = 1 }: Run): void => {
    const seconds = Array.from({ length: rounds }, () => {
      const started = performance.now();
      const { status, stdout, stderr } = spawnSync(process.execPath, [program, '--root', root, ...command], {
        encoding: 'utf8',
        maxBuffer: 2 ** 30,
      });
      if (status !== 0) throw new Error(`${name} failed: ${stdout.slice(0, 2000)}${stderr.slice(0, 2000)}`);
      return (performance.now() - started) / 1000;
    });
    console.log(`| ${tenants.toLocaleString('en')} | ${name} | ${Math.min(...seconds).toFixed(1)} |`);
  };
}
