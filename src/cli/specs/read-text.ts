/** Reads a file that an option names. */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Context, UsageError } from '../command.ts';

/** In bytes: the event of the longest issue has fewer. */
const largest = 1024 * 1024;

/** @throws {UsageError} for a file that is none, or far too large. */
export function readText(
  { folder }: Context,
  { option, file }: { readonly option: string; readonly file: string },
): string {
  const path = resolve(folder, file);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() !== true) throw new UsageError(`${option} is ${JSON.stringify(file)}, must be an existing file.`);
  if (found.size > largest) throw new UsageError(`${option} has ${found.size} bytes, must have at most ${largest}.`);
  return readFileSync(path, 'utf8');
}
