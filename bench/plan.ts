/**
 * Measures plans of generated fleets and prints the table of docs/performance.md.
 * `node bench/plan.ts [<tenants> ...]`; default 100, 1000 and 10000.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateFleet } from '../test/generate-fleet.ts';
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

function enlargeOne(root: string): void {
  for (const name of readdirSync(join(root, 'tenants'))) {
    const file = join(root, 'tenants', name);
    if (!name.endsWith('.ts')) continue;
    const text = readFileSync(file, 'utf8');
    const larger = text.replace("plan: 'small'", "plan: 'medium'");
    if (larger === text) continue;
    writeFileSync(file, larger);
    return;
  }
  throw new Error('No tenant has the plan small.');
}

/** A release with other images after each that a ring has. */
function bumpAll(root: string): void {
  const rings = join(root, 'fleet/rings.ts');
  let text = readFileSync(rings, 'utf8');
  for (const [from, to, digit] of [
    ['18.0-20260926', '18.0-20261102', 'c'],
    ['19.0-20261015', '19.0-20261102', 'd'],
  ] as const) {
    const old = readFileSync(join(root, `fleet/releases/${from}.yaml`), 'utf8');
    const release = old
      .replaceAll(/sha256:[0-9a-f]{64}/g, `sha256:${digit.repeat(64)}`)
      .replace(/released: .*/, `released: '2026-11-02'\nupgradeableFrom: ['${from}']`);
    writeFileSync(join(root, `fleet/releases/${to}.yaml`), release);
    text = text.replaceAll(from, to);
  }
  writeFileSync(rings, text);
}

function synth(root: string): void {
  child('run.ts', root, 'write');
}

function commit(root: string): void {
  git(root, 'add', '--all');
  git(root, '-c', 'user.name=Bench', '-c', 'user.email=bench@example.org', 'commit', '--quiet', '-m', 'Fleet');
}

function git(root: string, ...arguments_: readonly string[]): void {
  execFileSync('git', arguments_, { cwd: root });
}

/** Each run is a process of its own, so that none profits from the last, and peak memory is its own. */
function child<Result>(script: string, ...arguments_: readonly string[]): Result {
  const file = fileURLToPath(new URL(script, import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [file, ...arguments_], { encoding: 'utf8' })) as Result;
}
