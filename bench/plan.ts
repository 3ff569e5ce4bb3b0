/**
 * Measures plans of generated fleets and prints the table of docs/performance.md.
 * `node bench/plan.ts [<tenants> ...]`; default 100, 1000 and 10000.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateFleet } from '../test/generate-fleet.ts';
import { bumpAll, commit, enlargeOne, git } from './edits.ts';
import type { Planned } from './plan-run.ts';

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100, 1000, 10_000];

console.log('| tenants | change | objects | classes | seconds | peak memory | text | Markdown | JSON |');
console.log('|---:|---|---:|---:|---:|---:|---:|---:|---:|');
for (const tenants of sizes) {
  const root = mkdtempSync(join(tmpdir(), 'fleet-bench-'));
  generateFleet(root, { tenants, seed: 1 });
  synth(root);
  git(root, 'init', '--quiet', '--initial-branch=main');
  commit(root);
  git(root, 'switch', '--quiet', '-c', 'change');
  enlargeOne(root);
  synth(root);
  row(tenants, '1 tenant has a larger plan', child<Planned>('plan-run.ts', root));
  git(root, 'checkout', '--quiet', '--force', 'main');
  bumpAll(root);
  synth(root);
  row(tenants, 'every ring has a new release', child<Planned>('plan-run.ts', root));
  rmSync(root, { recursive: true, force: true });
}

function row(tenants: number, name: string, planned: Planned): void {
  const cells = [
    tenants.toLocaleString('en'),
    name,
    planned.objects.toLocaleString('en'),
    planned.classes.toLocaleString('en'),
    planned.seconds.toFixed(1),
    `${Math.round(planned.megabytes)} MB`,
    ...[planned.text, planned.markdown, planned.json].map((characters) => characters.toLocaleString('en')),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

function synth(root: string): void {
  child('run.ts', root, 'write');
}

/** Each run is a process of its own, so that none profits from the last, and peak memory is its own. */
function child<Result>(script: string, ...arguments_: readonly string[]): Result {
  const file = fileURLToPath(new URL(script, import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [file, ...arguments_], { encoding: 'utf8' })) as Result;
}
