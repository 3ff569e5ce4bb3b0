/**
 * Measures synthesis and validation of generated fleets and prints the tables of docs/performance.md.
 * `npm run bench [-- <tenants> ...]`; default 100, 1000 and 10000.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateFleet } from '../test/generate-fleet.ts';
import type { Measured } from './run.ts';
import type { Stages } from './stages.ts';

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100, 1000, 10_000];
const rounds = 2;

console.log(
  `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${availableParallelism()} threads, Node ${process.versions.node}\n`,
);
console.log('| tenants | run | objects | files | seconds | objects/s | ms/tenant | peak memory |');
console.log('|---:|---|---:|---:|---:|---:|---:|---:|');
const folders = sizes.map((tenants) => {
  const root = mkdtempSync(join(tmpdir(), 'fleet-bench-'));
  generateFleet(root, { tenants, seed: 1 });
  for (const [name, mode] of [
    ['synth, no dist yet', 'write'],
    ['validate', 'check'],
    ['synth, nothing changed', 'write'],
  ] as const) {
    const runs = Array.from({ length: rounds }, () => {
      if (name === 'synth, no dist yet') rmSync(join(root, 'dist'), { recursive: true, force: true });
      return child<Measured>('run.ts', [root, mode]);
    });
    const best = runs.reduce((a, b) => (b.seconds < a.seconds ? b : a));
    const peak = Math.max(...runs.map(({ megabytes }) => megabytes));
    const cells = [
      tenants.toLocaleString('en'),
      name,
      best.objects.toLocaleString('en'),
      best.files.toLocaleString('en'),
      best.seconds.toFixed(2),
      Math.round(best.objects / best.seconds).toLocaleString('en'),
      ((best.seconds * 1000) / tenants).toFixed(2),
      `${Math.round(peak)} MB`,
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
  return root;
});

const root = folders.at(-1)!;
const stages = child<Stages>('stages.ts', [root]);
console.log(
  `\nProcessor time of one thread for each stage, ${stages.tenants} of these tenants, after one round to warm up:\n`,
);
console.log('| stage | ms/tenant |');
console.log('|---|---:|');
for (const [stage, milliseconds] of stages.milliseconds) console.log(`| ${stage} | ${milliseconds.toFixed(2)} |`);
for (const folder of folders) rmSync(folder, { recursive: true, force: true });

/** Each run is a process of its own, so that none profits from the last, and peak memory is its own. */
function child<Result>(script: string, arguments_: readonly string[]): Result {
  const file = fileURLToPath(new URL(script, import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [file, ...arguments_], { encoding: 'utf8' })) as Result;
}
