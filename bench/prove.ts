/**
 * Measures the proof of isolation on generated fleets and prints the table of docs/performance.md.
 * `node bench/prove.ts [<tenants> ...]`; default 100, 1000 and 10000.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateFleet } from '../test/generate-fleet.ts';
import type { Proven } from './prove-run.ts';

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100, 1000, 10_000];
const rounds = 2;
const run = join(import.meta.dirname, 'prove-run.ts');

console.log(
  `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${availableParallelism()} threads, Node ${process.versions.node}\n`,
);
console.log(
  '| tenants | ordered pairs | workloads | NetworkPolicies | groups | seconds | of processor | ms/tenant | peak memory |',
);
console.log('|---:|---:|---:|---:|---:|---:|---:|---:|---:|');
for (const tenants of sizes) {
  const root = mkdtempSync(join(tmpdir(), 'fleet-prove-'));
  generateFleet(root, { tenants, seed: 1 });
  const runs = Array.from({ length: rounds }, () => measure(root));
  const best = runs.reduce((a, b) => (b.seconds < a.seconds ? b : a));
  const cells = [
    best.tenants.toLocaleString('en'),
    (best.tenants * (best.tenants - 1)).toLocaleString('en'),
    best.pods.toLocaleString('en'),
    best.policies.toLocaleString('en'),
    best.groups.toLocaleString('en'),
    best.seconds.toFixed(2),
    best.processor.toFixed(2),
    ((best.seconds * 1000) / best.tenants).toFixed(2),
    `${Math.round(best.megabytes)} MB`,
  ];
  console.log(`| ${cells.join(' | ')} |`);
  rmSync(root, { recursive: true });
}

function measure(root: string): Proven {
  // As small a young generation as the threads of the program have: rendering leaves much that lives shortly.
  return JSON.parse(
    execFileSync(process.execPath, ['--max-semi-space-size=8', run, root], { encoding: 'utf8', maxBuffer: 2 ** 24 }),
  ) as Proven;
}
