/** The facts of a new tenant that flags and files give. */
import { type Answers, type Draft, draftOf, merged } from '../../intake/draft.ts';
import { type Fact, facts } from '../../intake/facts.ts';
import { draftFromJson } from '../../intake/json-facts.ts';
import type { Mistake } from '../../model/mistake.ts';
import { type Context, type Input, type Option, UsageError } from '../command.ts';
import { issueFacts } from './issue-facts.ts';
import { readText } from './read-text.ts';

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
  /** What is wrong already with how they were given. */
  readonly mistakes: readonly Mistake[];
  /** How a fact was given, or would be. */
  readonly nameOf: (fact: Fact) => string;
  readonly otherName: (pointer: string) => string;
}

/** @throws {UsageError} for a file that cannot be read, and for two of them. */
export function givenFacts(context: Context, input: Input): GivenFacts | { readonly faults: readonly Mistake[] } {
  const { from, fromIssue } = input.options;
  const flags = answersOf(input);
  const isFlagged = (fact: Fact): boolean => flags[fact.flag] !== undefined;
  if (typeof from === 'string' && typeof fromIssue === 'string') {
    throw new UsageError('--from and --from-issue are both given, must be one of them.');
  }
  if (typeof fromIssue === 'string') {
    const read = issueFacts(context, fromIssue);
    if ('faults' in read) return read;
    const nameOf = (fact: Fact): string => (isFlagged(fact) ? flagName(fact) : fact.label);
    return { ...read, draft: merged(read.draft, draftOf(flags)), nameOf, otherName: () => 'the form' };
  }
  if (typeof from !== 'string') {
    return { draft: draftOf(flags), mistakes: [], nameOf: flagName, otherName: () => 'the answers' };
  }
  const read = draftFromJson(from, readText(context, { option: '--from', file: from }));
  if (!('draft' in read)) return { faults: [read] };
  return {
    draft: merged(read.draft, draftOf(flags)),
    mistakes: [],
    nameOf: (fact) => (isFlagged(fact) ? flagName(fact) : `${from} ${fact.path.join('.')}`),
    otherName: (pointer) => `${from} ${pointer.slice(1).replaceAll('/', '.')}`.trim(),
  };
}

function flagName({ flag }: Fact): string {
  return flag === 'id' ? 'id' : `--${flag}`;
}

function answersOf({ arguments: [id], options }: Input): Answers {
  const given = flagged.map(({ flag }) => {
    const value = options[flag.replaceAll(/-[a-z]/g, (letter) => letter[1]!.toUpperCase())];
    return [flag, typeof value === 'boolean' ? undefined : value] as const;
  });
  return { ...Object.fromEntries(given), ...(id !== undefined && { id }) };
}
