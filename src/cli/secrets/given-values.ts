/** Values that people give: typed without being shown, or read as JSON from standard input. */
import { isObject, type Json } from '../../model/manifest.ts';
import { identityKey } from '../../stack/names.ts';
import { weakness } from '../../secrets/password.ts';
import type { Values } from '../../secrets/renew.ts';
import type { WantedFile } from '../../secrets/wanted-files.ts';
import { type Context, UsageError } from '../command.ts';

interface Request {
  /** The Secrets that get new values. */
  readonly wanted: readonly WantedFile[];
  /** Takes all from standard input; generated values may be among them, such as the password of a running database. */
  readonly stdin: boolean;
}

/** @throws {UsageError} for a value that is missing, unknown or weak; it never shows one. */
export async function givenValues(context: Context, { wanted, stdin }: Request): Promise<Values> {
  const values: Record<string, Record<string, string>> = {};
  if (stdin) take(values, parsed(await context.readInput()), wanted);
  for (const { name, values: sources } of wanted) {
    for (const [key, source] of Object.entries(sources)) {
      if (!('from' in source) || source.from !== 'given' || values[name]?.[key] !== undefined) continue;
      if (stdin) throw new UsageError(`${name}.${key} is missing on standard input, must be given.`);
      const value = await context.askHidden(`${name} ${key}`);
      refuseWeak(`${name}.${key}`, weakness(value, source));
      (values[name] ??= {})[key] = value;
    }
  }
  return values;
}

function take(values: Record<string, Record<string, string>>, input: Json, wanted: readonly WantedFile[]): void {
  if (!isObject(input))
    throw new UsageError(`Standard input is no JSON object, must be {"<secret>": {"<key>": "<value>"}}.`);
  for (const [name, members] of Object.entries(input)) {
    const sources = wanted.find((each) => each.name === name)?.values;
    if (sources === undefined) {
      throw new UsageError(
        `Standard input names ${JSON.stringify(name)}, must be one of ${wanted.map((each) => each.name).join(', ')}.`,
      );
    }
    for (const [key, value] of Object.entries(isObject(members) ? members : {})) {
      const source = sources[key];
      if (source === undefined || 'fixed' in source || key === identityKey) {
        throw new UsageError(`Standard input gives ${JSON.stringify(`${name}.${key}`)}, which is decided otherwise.`);
      }
      if (typeof value !== 'string') throw new UsageError(`${name}.${key} on standard input is no text, must be text.`);
      refuseWeak(`${name}.${key}`, weakness(value, source));
      (values[name] ??= {})[key] = value;
    }
  }
}

/** The parser's own message would quote what it read. */
function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new UsageError('Standard input is no valid JSON, must be {"<secret>": {"<key>": "<value>"}}.');
  }
}

function refuseWeak(name: string, reason: string | undefined): void {
  if (reason !== undefined) throw new UsageError(`${name} ${reason}; nothing was written.`);
}
