/** Checks again after each change of the fleet's files, until somebody interrupts: for an editor beside a terminal. */
import { existsSync, type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context, ExitCode } from './command.ts';

/** An editor writes a file in several steps, and `fleet synth` many files at once. Milliseconds. */
const quiet = 150;

/** What people write. */
const folders = ['fleet', 'tenants'];

/**
 * What changes while a check runs is checked after it.
 * @returns the exit code of the last check.
 */
export async function watchFleet(context: Context, check: () => Promise<ExitCode>): Promise<ExitCode> {
  const isInterrupted = context.interruption();
  const changes = watchFolders(context.root, isInterrupted);
  let code: ExitCode = 2;
  while (!isInterrupted.aborted) {
    changes.forget();
    context.lap();
    if (context.isTerminal) context.print('\u001b[2J\u001b[H');
    // oxlint-disable-next-line no-await-in-loop -- one check after the other
    code = await check();
    context.say('Waiting for changes; Ctrl-C ends it.');
    // oxlint-disable-next-line no-await-in-loop -- one check after the other
    await changes.next();
  }
  return code;
}

interface Changes {
  /** Ends after a change that was not forgotten, when none has followed for a while; or at the interruption. */
  next(): Promise<void>;
  /** What was until now. */
  forget(): void;
}

function watchFolders(root: string, isInterrupted: AbortSignal): Changes {
  let count = 0;
  let wake: () => void = () => {};
  let watchers: readonly FSWatcher[] = [];
  const notice = (): void => {
    count += 1;
    wake();
  };
  const close = (): void => {
    for (const watcher of watchers) watcher.close();
  };
  isInterrupted.addEventListener('abort', notice, { once: true });
  isInterrupted.addEventListener('abort', close, { once: true });
  return {
    forget() {
      count = 0;
      close();
      // Anew: a folder that was replaced is another one. `dist` always is, as a whole, which the root tells.
      watchers = [
        ...folders.flatMap((folder) => watcherOf(join(root, folder), { recursive: true }, notice)),
        ...watcherOf(root, {}, (name) => void ([...folders, 'dist'].includes(name ?? '') && notice())),
      ];
    },
    async next() {
      if (count === 0) await new Promise<void>((resolve) => void (wake = resolve));
      for (let seen = -1; seen !== count && !isInterrupted.aborted;) {
        seen = count;
        // oxlint-disable-next-line no-await-in-loop -- until it is quiet
        await sleep(quiet, undefined, { signal: isInterrupted }).catch(() => undefined);
      }
    },
  };
}

/** None for a folder that is not there. */
function watcherOf(
  path: string,
  options: { readonly recursive?: boolean },
  notice: (name: string | null) => void,
): readonly FSWatcher[] {
  if (!existsSync(path)) return [];
  const watcher = watch(path, options, (_, name) => notice(name));
  // A folder that is removed while it is watched is a change.
  watcher.on('error', () => notice(null));
  return [watcher];
}
