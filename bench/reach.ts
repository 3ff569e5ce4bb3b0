/**
 * Measures `fleet reach` on generated folders of manifests and prints the table of docs/performance.md.
 * `node bench/reach.ts`
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { manyNamespaces, oneNamespace } from '../test/isolation/generate-manifests.ts';

const run = join(import.meta.dirname, 'reach-run.ts');
const cases = [
  ['160 namespaces of 6 workloads and 9 policies', (folder: string) => manyNamespaces(folder, 160)],
  ['640 namespaces of 6 workloads and 9 policies', (folder: string) => manyNamespaces(folder, 640)],
  ['2,560 namespaces of 6 workloads and 9 policies', (folder: string) => manyNamespaces(folder, 2560)],
  ['1 namespace of 2,000 workloads, a policy for each', (folder: string) => oneNamespace(folder, 2000)],
  ['1 namespace of 2,000 workloads, no policy', (folder: string) => oneNamespace(folder, 2000, 'open')],
] as const;
const modes = ['reference', 'sound'] as const;

interface Measured {
  readonly objects: number;
  readonly rows: number;
  readonly reading: number;
  readonly seconds: number;
  readonly megabytes: number;
}

console.log(`${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.versions.node}\n`);
console.log('| folder | mode | objects | rows | read, s | all, s | with start and printing, s | peak memory |');
console.log('|---|---|---:|---:|---:|---:|---:|---:|');
for (const [name, generate] of cases) {
  const folder = mkdtempSync(join(tmpdir(), 'fleet-reach-'));
  generate(folder);
  for (const mode of modes) {
    const runs = [1, 2].map(() => measure(folder, mode));
    const best = runs.reduce((a, b) => (b.whole < a.whole ? b : a));
    const cells = [
      name,
      mode,
      best.objects.toLocaleString('en'),
      best.rows.toLocaleString('en'),
      best.reading.toFixed(2),
      best.seconds.toFixed(2),
      best.whole.toFixed(2),
      `${Math.round(best.megabytes)} MB`,
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
  rmSync(folder, { recursive: true });
}

/** A process of its own, whose rows go to a file. */
function measure(folder: string, mode: string): Measured & { readonly whole: number } {
  const rows = join(folder, 'rows.txt');
  const output = openSync(rows, 'w');
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [run, folder, mode], {
    encoding: 'utf8',
    stdio: ['ignore', output, 'pipe'],
  });
  const whole = (performance.now() - started) / 1000;
  closeSync(output);
  rmSync(rows);
  if (status !== 0) throw new Error(stderr);
  return { ...(JSON.parse(stderr) as Measured), whole };
}
