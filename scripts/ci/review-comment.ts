/** The comment on a pull request: the plan, and what a reader must know about how it was made. */
import { planMarker } from '../../src/report/plan-markdown.ts';

export interface Review {
  /** Of the pull request, its head commit, and the commit of main that it was merged with for this. */
  readonly number: number;
  readonly head: string;
  readonly base: string;
  /** Files that conflict with main; then there is no plan. */
  readonly conflicts?: readonly string[];
  /** What `fleet plan` printed, or what it complained of. */
  readonly plan?: { readonly text: string } | { readonly complaint: string };
  readonly changesProgram: boolean;
}

/** What GitHub takes. */
export const longestComment = 65_536;

export function reviewComment(review: Review): string {
  const { plan, conflicts } = review;
  const foot = footOf(review);
  if (conflicts !== undefined) return `${planMarker}\n${conflictText(conflicts)}\n${foot}`;
  if (plan === undefined || 'complaint' in plan) {
    return `${planMarker}\nThere is no plan:\n\n${block(plan?.complaint ?? 'it was not made.')}\n${foot}`;
  }
  const text = plan.text.startsWith(planMarker) ? plan.text : `${planMarker}\n${plan.text}`;
  return `${cut(text.trimEnd(), longestComment - foot.length - 200)}\n${foot}`;
}

function footOf({ number, head, base, changesProgram }: Review): string {
  const warning =
    '**This pull request changes the program itself.** What is shown here is what the program of `main` makes of its data. ' +
    'What the changed program makes of it, the check `required` says.\n\n';
  return [
    '',
    '---',
    '',
    `${changesProgram ? warning : ''}Of ${head.slice(0, 12)}, merged with ${base.slice(0, 12)} of \`main\`. To see it yourself:`,
    '',
    '```sh',
    `git fetch origin main pull/${number}/head`,
    `npx fleet plan --base ${base.slice(0, 12)} --head ${head.slice(0, 12)}`,
    '```',
    '',
  ].join('\n');
}

function conflictText(conflicts: readonly string[]): string {
  const shown = conflicts.slice(0, 20).join('\n');
  const more = conflicts.length > 20 ? `\nand ${conflicts.length - 20} more` : '';
  return `There is no plan: this conflicts with \`main\`. Merge \`main\` into it first.\n\n${block(`${shown}${more}`)}`;
}

/** Text of strangers as a block of code: indented, since no text can end that; cut, and without control characters. */
function block(text: string): string {
  const lines = text
    .slice(0, 4000)
    .toWellFormed()
    .replaceAll(/[^\n\P{Cc}]|[\u202a-\u202e\u2066-\u2069]/gu, '?')
    .trim()
    .split('\n');
  return `${lines.map((line) => `    ${line}`).join('\n')}\n`;
}

/** At the end of a line, with whatever was open closed. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, text.lastIndexOf('\n', most));
  const isInFence = (kept.match(/^```/gm) ?? []).length % 2 === 1;
  const open = Math.max(0, (kept.match(/<details>/g) ?? []).length - (kept.match(/<\/details>/g) ?? []).length);
  return `${kept}\n${isInFence ? '```\n' : ''}${'</details>\n'.repeat(open)}\nThe rest does not fit in a comment.`;
}
