/** Starts `bin/fleet.mjs` as users do. */
import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { join } from 'node:path';
import { repository } from '../run/fleet-folder.ts';

export const fleetCommand = join(repository, 'bin/fleet.mjs');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts a program, and collects what it prints. */
export function start(
  command: readonly [string, ...string[]],
  options: SpawnOptions = {},
): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const [program, ...arguments_] = command;
  const child = spawn(program, arguments_, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, ...output }));
  });
  return { child, ended };
}

/** Runs `fleet` to its end, with the Node of the tests. */
export function fleet(arguments_: readonly string[], options: SpawnOptions = {}): Promise<Ended> {
  return start([process.execPath, fleetCommand, ...arguments_], options).ended;
}
