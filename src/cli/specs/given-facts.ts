/** The facts of a new tenant that flags and files give. */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Answers, type Draft, draftOf, merged } from '../../intake/draft.ts';
import { type Fact, facts } from '../../intake/facts.ts';
import { draftFromJson } from '../../intake/json-facts.ts';
import type { Mistake } from '../../model/mistake.ts';
import { type Context, type Input, type Option, UsageError } from '../command.ts';

const flagged = facts.filter(({ flag }) => flag !== 'id');

export const factOptions: readonly Option[] = flagged.map(({ flag, kind, help, example }) => {
  const isMany = kind === 'list' || kind === 'people';
  const word =
    kind === 'people' ? 'name <address>' : kind === 'number' ? 'number' : kind === 'choice' ? 'name' : 'text';
  return {
    // Commander reads a pair of brackets as the value's name.
    flags: `--${flag} <${word.replace(/[<>]/g, '')}>`,
    description: `${help} Such as ${example}.${isMany ? ' May be given several times' : ''}`,
    ...(isMany && { isRepeatable: true }),
  };
});

export interface GivenFacts {
  readonly draft: Draft;
  /** How a fact was given, or would be. */
  readonly nameOf: (fact: Fact) => string;
  readonly otherName: (pointer: string) => string;
}

const largest = 256 * 1024;

/** @throws {UsageError} for a file that cannot be read. */
export function givenFacts(context: Context, input: Input): GivenFacts | { readonly mistakes: readonly Mistake[] } {
  const { from } = input.options;
  const flags = draftOf(answersOf(input));
  if (typeof from !== 'string') return { draft: flags, nameOf: flagName, otherName: () => 'the answers' };
  const read = draftFromJson(from, readText(context, { option: '--from', file: from }));
  if (!('draft' in read)) return { mistakes: [read] };
  const isFlagged = (fact: Fact): boolean => answersOf(input)[fact.flag] !== undefined;
  return {
    draft: merged(read.draft, flags),
    nameOf: (fact) => (isFlagged(fact) ? flagName(fact) : `${from} ${fact.path.join('.')}`),
    otherName: (pointer) => `${from} ${pointer.slice(1).replaceAll('/', '.')}`.trim(),
  };
}

export function flagName({ flag }: Fact): string {
  return flag === 'id' ? 'id' : `--${flag}`;
}

export function answersOf({ arguments: [id], options }: Input): Answers {
  const given = flagged.map(({ flag }) => {
    const value = options[flag.replaceAll(/-[a-z]/g, (letter) => letter[1]!.toUpperCase())];
    return [flag, typeof value === 'boolean' ? undefined : value] as const;
  });
  return { ...Object.fromEntries(given), ...(id !== undefined && { id }) };
}

export function readText(
  { folder }: Context,
  { option, file }: { readonly option: string; readonly file: string },
): string {
  const path = resolve(folder, file);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() !== true) throw new UsageError(`${option} is ${JSON.stringify(file)}, must be an existing file.`);
  if (found.size > largest) {
    throw new UsageError(`${option} has ${found.size} bytes, must have at most ${largest}.`);
  }
  return readFileSync(path, 'utf8');
}
