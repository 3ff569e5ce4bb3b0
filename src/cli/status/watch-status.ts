/** Looks again and again, until somebody interrupts. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FleetStatus } from '../../model/status.ts';
import { statusChanges } from '../../report/status-changes.ts';
import { statusJson } from '../../report/status-json.ts';
import type { Context, ExitCode } from '../command.ts';
import { renderStatus, statusCode } from './show-status.ts';

export interface Watch {
  /** Seconds between the end of a look and the next. */
  readonly seconds: number;
  look(isInterrupted: AbortSignal): Promise<FleetStatus>;
}

/** @returns the exit code of the last complete look. */
export async function watchStatus({ seconds, look }: Watch, context: Context): Promise<ExitCode> {
  const isInterrupted = context.interruption();
  let before: FleetStatus | undefined;
  for (;;) {
    const status = await look(isInterrupted);
    // What was broken off says nothing about the clusters.
    if (isInterrupted.aborted) break;
    const text = textOf(before, status, context);
    if (text !== '') context.print(text);
    before = status;
    await sleep(seconds * 1000, undefined, { signal: isInterrupted }).catch(() => undefined);
    if (isInterrupted.aborted) break;
  }
  return before === undefined ? 1 : statusCode(before);
}

/** A terminal shows the newest status in its place; a file or pipe gets all of the first, and then what changed. */
function textOf(before: FleetStatus | undefined, status: FleetStatus, context: Context): string {
  const changes = before === undefined ? [] : statusChanges(before, status);
  if (context.format === 'json') return before === undefined || changes.length > 0 ? statusJson(status, 0) : '';
  if (context.isTerminal) return `\u001b[2J\u001b[H${status.time}\n\n${renderStatus(status, context)}`;
  return before === undefined ? renderStatus(status, context) : changes.map((line) => `${line}\n`).join('');
}
