/** Makes what a command may use of the world from the global options. */
import { statSync } from 'node:fs';
import { availableParallelism, homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { formats } from '../report/index.ts';
import { askHidden, readAll } from './ask.ts';
import type { Report } from '../model/report.ts';
import { type Context, type ExitCode, UsageError } from './command.ts';
import { ask, canAsk } from './question.ts';
import type { World } from './world.ts';

export interface GlobalOptions {
  readonly root: string;
  readonly format: string;
  readonly quiet?: boolean;
  readonly color: boolean;
}

/** @throws {UsageError} when the root does not exist. */
export function contextOf({ root, format, quiet = false, color }: GlobalOptions, world: World): Context {
  const { stdout, stderr, env } = world;
  const folder = world.cwd();
  const absolute = resolve(folder, root);
  if (!statSync(absolute, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`--root is ${JSON.stringify(root)}, must be an existing folder.`);
  }
  let started = performance.now();
  const now = (): string => `${new Date().toISOString().slice(0, 19)}Z`;
  const colour = color && stdout.isTTY === true && !env['NO_COLOR'];
  const showsProgress = stderr.isTTY === true && !quiet;
  const print = (text: string): void => {
    if (showsProgress) stderr.write('\r\u001b[K');
    stdout.write(text);
  };
  return {
    root: absolute,
    folder,
    format,
    quiet,
    today: new Date().toISOString().slice(0, 10),
    time: now(),
    now,
    kubeconfigs: kubeconfigFiles(world),
    isTerminal: stdout.isTTY === true,
    colour,
    keyFile: env['SOPS_AGE_KEY_FILE'],
    canAsk: canAsk(world),
    ask: (question) => ask(world, question),
    askHidden: (question) => askHidden(world, question),
    readInput: () => readAll(world.stdin),
    threads: Math.min(availableParallelism(), 8),
    print,
    complain: (text) => void stderr.write(`${text}\n`),
    say: (text) => void (quiet || stderr.write(`${text}\n`)),
    progress: (text) => void (showsProgress && stderr.write(`\r\u001b[K${text}`)),
    interruption: () => interruption(world),
    lap: () => void (started = performance.now()),
    report(report) {
      const { render } = formats.find(({ name }) => name === format)!;
      const milliseconds = performance.now() - started;
      print(render({ ...report, milliseconds }, { colour, quiet }));
      return exitCodeOf(report);
    },
  };
}

/** Relative paths of the variable are meant from where the command was called. */
function kubeconfigFiles({ env, cwd }: World): readonly string[] {
  const named = (env['KUBECONFIG'] ?? '').split(delimiter).filter((file) => file !== '');
  return named.length > 0
    ? named.map((file) => resolve(cwd(), file))
    : [join(env['HOME'] || homedir(), '.kube/config')];
}

function interruption(world: World): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) world.once?.(signal, () => controller.abort());
  return controller.signal;
}

function exitCodeOf({ verdict }: Report): ExitCode {
  return verdict === 'clean' ? 0 : verdict === 'findings' ? 1 : 2;
}
