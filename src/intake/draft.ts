/** A spec in the making: answers as people gave them, put where a spec has them. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import { type Fact, facts } from './facts.ts';

/** By the fact's flag. Lists have one text for each member. */
export type Answers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** As much of a spec as is known, right or wrong. */
export type Draft = JsonObject;

export function draftOf(answers: Answers): Draft {
  return facts.reduce<Draft>((draft, fact) => {
    const answer = answers[fact.flag];
    return answer === undefined ? draft : withFact(draft, fact, valueOf(fact, answer));
  }, {});
}

/** What was given last decides. */
export function merged(first: Draft, second: Draft): Draft {
  const given = facts.filter((fact) => factOf(second, fact) !== undefined);
  return given.reduce<Draft>((draft, fact) => withFact(draft, fact, factOf(second, fact)!), first);
}

export function factOf(draft: Draft, { path }: Fact): Json | undefined {
  let value: Json | undefined = draft;
  for (const name of path) value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return value;
}

/** A part that is no object, from a file of facts, stays as it is: its own mistake is told. */
export function withFact(draft: Draft, { path: [name = '', inner] }: Fact, value: Json): Draft {
  if (inner === undefined) return { ...draft, [name]: value };
  const outer = draft[name] ?? {};
  return isObject(outer) ? { ...draft, [name]: { ...outer, [inner]: value } } : draft;
}

function valueOf({ kind }: Fact, answer: string | readonly string[]): Json {
  const members = typeof answer === 'string' ? [answer] : answer;
  switch (kind) {
    case 'list':
      return members;
    case 'people':
      return members.map(personOf);
    case 'number': {
      const text = members[0] ?? '';
      return /^[0-9]{1,9}$/.test(text) ? Number(text) : text;
    }
    default:
      return members[0] ?? '';
  }
}

/** `Operations <operations@example.org>`. Without an address in brackets, the schema misses it. */
function personOf(text: string): Json {
  const [, name = '', email = ''] = /^([^<>]*?)\s*<([^<>]*)>$/.exec(text) ?? [];
  return email === '' ? { name: text } : { name, email };
}
