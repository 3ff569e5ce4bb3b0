/** Finds how to print among the formats that only one command has. */
import { UsageError } from './command.ts';

/** @throws {UsageError} which names the formats that there are. */
export function chooseFormat<Format>(
  { command, formats }: { readonly command: string; readonly formats: Readonly<Record<string, Format>> },
  format: string,
): Format {
  const found = Object.hasOwn(formats, format) ? formats[format] : undefined;
  if (found !== undefined) return found;
  const names = Object.keys(formats).join(', ');
  throw new UsageError(`fleet ${command} has no format ${format}, must be one of ${names}.`);
}
