/** Reads what GitHub makes of a filled-in issue form. Every word in it may be hostile: it is cut at known headings, and nothing is interpreted. */
import type { Mistake } from '../model/mistake.ts';
import { nearestName } from '../schema/document-suggestion.ts';
import { printable } from '../schema/document-value.ts';
import type { Answers } from './draft.ts';
import { type Fact, facts } from './facts.ts';
import { noResponse } from './issue-form.ts';

export interface ReadForm {
  readonly answers: Answers;
  /** What is wrong with single answers, which then are missing. */
  readonly mistakes: readonly Mistake[];
  /** Why it is not known which answer is which. */
  readonly faults: readonly Mistake[];
}

/** In characters; GitHub takes no longer text. */
const longest = 65_536;
const fix = 'Fill in the form of the repository again, or put its headings back as they were.';

export function readForm(body: string): ReadForm {
  const about = 'the form';
  if (body.length > longest) {
    const message = `the text has ${body.length} characters, must have at most ${longest}`;
    return { answers: {}, mistakes: [], faults: [{ about, message, fix }] };
  }
  const [before = '', ...parts] = `\n${body.replaceAll('\r\n', '\n')}`.split('\n### ');
  const sections = parts.map(sectionOf);
  const faults = [
    ...(before.trim() === ''
      ? []
      : [{ about, message: `${printable(before.trim())} stands before the first heading, must not`, fix }]),
    ...headingMistakes(sections.map(({ heading }) => heading)),
  ];
  const read = facts.flatMap((fact) => {
    const section = sections.find(({ heading }) => heading === fact.label);
    return section === undefined ? [] : [answerOf(fact, section.value)];
  });
  return {
    answers: Object.fromEntries(read.flatMap(({ answer }) => (answer === undefined ? [] : [answer]))),
    mistakes: read.flatMap(({ mistake }) => mistake ?? []),
    faults,
  };
}

interface Section {
  readonly heading: string;
  readonly value: string;
}

function sectionOf(part: string): Section {
  const end = part.indexOf('\n');
  return end === -1 ? { heading: part, value: '' } : { heading: part.slice(0, end), value: part.slice(end + 1).trim() };
}

/** A heading within an answer would decide another one: whatever is not exactly the form is refused as a whole. */
function headingMistakes(headings: readonly string[]): readonly Mistake[] {
  const labels = facts.map(({ label }) => label);
  const unknown = headings.filter((heading) => !labels.includes(heading));
  const repeated = labels.filter((label) => headings.filter((heading) => heading === label).length > 1);
  const missing = labels.filter((label) => !headings.includes(label));
  return [
    ...unknown.map((heading) => {
      const meant = nearestName(heading, labels);
      const message = `the heading ${JSON.stringify(printable(heading))} is unknown, must be one of the form`;
      return { about: 'the form', message: meant === undefined ? message : `${message}; did you mean ${meant}?`, fix };
    }),
    ...repeated.map((label) => ({ about: label, message: 'the heading is there twice, must be there once', fix })),
    ...missing.map((label) => ({ about: label, message: 'the heading is missing, must be there', fix })),
  ];
}

interface ReadAnswer {
  readonly answer?: readonly [flag: string, value: string | readonly string[]];
  readonly mistake?: Mistake;
}

function answerOf({ flag, kind, label }: Fact, value: string): ReadAnswer {
  if (value === '' || value === noResponse) return {};
  const lines = value.split('\n').map((line) => line.trim());
  if (kind === 'list' || kind === 'people') return { answer: [flag, lines.filter((line) => line !== '')] };
  if (lines.length === 1) return { answer: [flag, value] };
  const message = `the answer has ${lines.length} lines, must have one`;
  return { mistake: { about: label, message, fix: `Write the ${label.toLowerCase()} alone.` } };
}
