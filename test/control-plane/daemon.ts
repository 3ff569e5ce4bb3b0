/** A program that runs beside the tests: started, watched, killed, started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface DaemonSpec {
  readonly name: string;
  readonly program: string;
  readonly arguments: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** File that takes what it writes; later starts append. */
  readonly log: string;
  /** Whether it answers; asked until it does. */
  readonly isReady: () => Promise<boolean>;
}

export interface Daemon {
  readonly name: string;
  /** Starts it and waits until it is ready. @throws with the end of its log when it ends or takes a minute. */
  start(): Promise<void>;
  /** Waits for the end; `SIGKILL` leaves it no time to tidy up. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  readonly log: string;
}

const patienceMilliseconds = 60_000;

export function createDaemon(spec: DaemonSpec): Daemon {
  let child: ChildProcess | undefined;
  return {
    name: spec.name,
    log: spec.log,
    async start() {
      const output = openSync(spec.log, 'a');
      child = spawn(spec.program, spec.arguments, {
        stdio: ['ignore', output, output],
        env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', ...spec.environment },
      });
      closeSync(output);
      await readiness(spec, child);
    },
    async stop(signal = 'SIGTERM') {
      if (child === undefined || hasEnded(child)) return;
      const ended = new Promise((resolve) => child!.once('exit', resolve));
      child.kill(signal);
      const soon = await Promise.race([ended.then(() => true), sleep(20_000, false, { ref: false })]);
      if (soon) return;
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function readiness(spec: DaemonSpec, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + patienceMilliseconds;
  let trouble: string | undefined;
  child.once('error', ({ message }) => (trouble = message));
  while (!(await spec.isReady().catch(() => false))) {
    if (hasEnded(child)) trouble ??= `ended with ${child.exitCode ?? child.signalCode}`;
    if (Date.now() > deadline) trouble ??= 'is not ready after a minute';
    if (trouble !== undefined) throw new Error(`${spec.name} ${trouble}:\n${endOf(spec.log)}`);
    await sleep(100);
  }
  // Another program may have answered at its port.
  if (hasEnded(child)) throw new Error(`${spec.name} ended:\n${endOf(spec.log)}`);
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

function endOf(log: string): string {
  return readFileSync(log, 'utf8').split('\n').slice(-25).join('\n');
}
