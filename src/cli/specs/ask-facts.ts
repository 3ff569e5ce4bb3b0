/** Asks on the terminal for the facts of a new tenant that were not given, each with a good answer to start from. */
import { choicesFor, type Choices, completed, defaultFor } from '../../intake/defaults.ts';
import { type Draft, draftOf, factOf, merged } from '../../intake/draft.ts';
import { type Fact, facts } from '../../intake/facts.ts';
import type { Mistake } from '../../model/mistake.ts';
import type { Context } from '../command.ts';

interface Interview {
  readonly fleet: Choices;
  /** What is wrong with the draft, as far as it is known. */
  readonly check: (draft: Draft) => Promise<readonly Mistake[]>;
  readonly nameOf: (fact: Fact) => string;
}

export async function askFacts(context: Context, given: Draft, interview: Interview): Promise<Draft> {
  let draft = given;
  for (const fact of facts) {
    if (factOf(draft, fact) !== undefined || !isAsked(fact, draft)) continue;
    const answer = await answerTo(context, { fact, draft }, interview);
    if (answer !== undefined) draft = merged(draft, draftOf({ [fact.flag]: answer }));
  }
  return draft;
}

/** Of what a tenant can be without, only what it must often have. The rest has flags. */
function isAsked(fact: Fact, draft: Draft): boolean {
  if (fact.flag === 'baa') return draft['class'] === 'external' && draft['dataClassification'] === 'phi';
  return fact.isOptional !== true || fact.flag === 'country';
}

interface Asked {
  readonly fact: Fact;
  readonly draft: Draft;
}

async function answerTo(
  context: Context,
  { fact, draft }: Asked,
  interview: Interview,
): Promise<string | readonly string[] | undefined> {
  const choices = choicesFor(fact, completed(draft, interview.fleet), interview.fleet);
  const usual = defaultFor(fact, draft, interview.fleet);
  const message = `${fact.label} (${fact.help.replace(/\.$/, '')})`;
  // Nobody is asked to choose where there is no choice.
  if (choices?.length === 1) return choices[0];
  if (choices !== undefined && choices.length > 0) {
    return context.ask({
      message,
      choices: choices.map((value) => ({ value })),
      ...(usual !== undefined && { usual }),
    });
  }
  const isMany = fact.kind === 'list' || fact.kind === 'people';
  const split = (answer: string): string | readonly string[] => (isMany ? membersOf(answer) : answer);
  const answer = await context.ask({
    message: isMany ? `${message}, parted by commas` : message,
    check: async (text) => {
      if (text === '')
        return fact.isOptional ? undefined : `Give ${fact.label.toLowerCase()}, such as ${fact.example}.`;
      const mistakes = await interview.check(merged(draft, draftOf({ [fact.flag]: split(text) })));
      const own = mistakes.find(({ about }) => about === interview.nameOf(fact));
      return own === undefined ? undefined : `${own.message} ${own.fix}`;
    },
  });
  return answer === '' ? undefined : split(answer);
}

function membersOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((member) => member.trim())
    .filter((member) => member !== '');
}
