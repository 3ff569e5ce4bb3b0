/** Changes specs and secrets together with `dist`, as `npm start` would: all of it, or nothing. */
import { setImmediate } from 'node:timers/promises';
import { runFleet } from '../../run/run-fleet.ts';
import { enter } from '../../synth/work-folder.ts';
import type { Context, ExitCode } from '../command.ts';
import { cacheUse, fleetRun } from '../commands/synth.ts';
import { type FileChanges, type FilesBefore, writeFiles } from './file-changes.ts';

export interface FleetChange {
  readonly id: string;
  readonly files: FileChanges;
  readonly before: FilesBefore;
  /** What is said when it is done, line by line. */
  readonly said: readonly string[];
}

export async function applyChange(context: Context, change: FleetChange): Promise<ExitCode> {
  const run = fleetRun(context);
  const interruption = heldInterruption(context);
  const work = enter(run.root);
  let undo: (() => void) | undefined;
  try {
    ({ undo } = writeFiles(run.root, change.files, change.before));
    // Lets an interruption that came meanwhile be heard.
    await setImmediate();
    const { report, written } = await runFleet({ ...run, ...cacheUse({}), mode: 'write', interruption });
    // Heard only after dist was written, it came too late: then all is done.
    if (interruption.aborted && !written) {
      context.complain('Nothing was changed.');
      return 2;
    }
    const code = context.report(report);
    if (code !== 0) {
      const errors = report.findings.filter(
        ({ severity, exception }) => severity === 'error' && exception === undefined,
      );
      const isOwn = errors.some(({ tenant, place }) => tenant === change.id || change.files.has(place.file));
      context.complain(`Nothing was changed: ${[...change.files.keys()][0]} and dist are as before.`);
      if (!isOwn) context.complain(`No error is about ${change.id}: npm start shows them without it, too.`);
      return code;
    }
    undo = undefined;
    printPaths(context, [...change.files.keys()]);
    for (const line of change.said) context.say(line);
    return code;
  } finally {
    undo?.();
    const left = work.leave();
    if (left !== undefined) context.say(left);
  }
}

/** Of our own making, or of ids: no text of others is in them. JSON and the like hold the report alone. */
function printPaths({ format, print }: Context, paths: readonly string[]): void {
  if (format === 'text') print(paths.map((path) => `${path}\n`).join(''));
  else if (format === 'markdown') print(`\n${paths.map((path) => `- \`${path}\`\n`).join('')}`);
}

/** Told once; whoever is impatient and interrupts again must not end the process before everything is put back. */
function heldInterruption(context: Context): AbortSignal {
  const first = context.interruption();
  const hold = (signal: AbortSignal): void =>
    signal.addEventListener('abort', () => hold(context.interruption()), { once: true });
  first.addEventListener('abort', () => context.complain('Interrupted: everything is put back.'), { once: true });
  hold(first);
  return first;
}
