/** Changes of a generated fleet, and what Git does with them. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Gives the first tenant with a small plan a medium one. */
export function enlargeOne(root: string): void {
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
export function bumpAll(root: string): void {
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

export function commit(root: string): void {
  git(root, 'add', '--all');
  git(root, '-c', 'user.name=Bench', '-c', 'user.email=bench@example.org', 'commit', '--quiet', '-m', 'Fleet');
}

export function git(root: string, ...arguments_: readonly string[]): void {
  execFileSync('git', arguments_, { cwd: root });
}
