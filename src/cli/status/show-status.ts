/** Prints a status in the format that was chosen. */
import { type FleetStatus, isAllReady } from '../../model/status.ts';
import { statusJson } from '../../report/status-json.ts';
import { statusMarkdown } from '../../report/status-markdown.ts';
import { statusText } from '../../report/status-text.ts';
import { type Context, type ExitCode, UsageError } from '../command.ts';

/** @throws {UsageError} for a format that a status does not have. */
export function renderStatus(status: FleetStatus, context: Context): string {
  switch (context.format) {
    case 'text':
      return statusText(status, context);
    case 'json':
      return statusJson(status);
    case 'markdown':
      return statusMarkdown(status);
    default:
      throw wrongFormat(context.format);
  }
}

/** Before anything is asked: nobody should wait for a mistake. @throws {UsageError} */
export function mustHaveFormat(format: string, isWatching: boolean): void {
  if (!['text', 'json', 'markdown'].includes(format)) throw wrongFormat(format);
  if (isWatching && format === 'markdown') {
    throw new UsageError('fleet status --watch has no format markdown, must be text or json.');
  }
}

export function statusCode(status: FleetStatus): ExitCode {
  return isAllReady(status) ? 0 : 1;
}

function wrongFormat(format: string): UsageError {
  return new UsageError(`fleet status has no format ${format}, must be text, json or markdown.`);
}
