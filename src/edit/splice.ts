/** Puts members into lists and objects of a source, and takes them out, beside the comments that stand there. */
import type { Comment } from 'oxc-parser';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The brackets around it, and its members in the order of the text. */
export interface Container extends Span {
  readonly members: readonly Span[];
}

export interface Source {
  readonly text: string;
  readonly comments: readonly Comment[];
}

export function replaced(text: string, { start, end }: Span, by: string): string {
  return `${text.slice(0, start)}${by}${text.slice(end)}`;
}

/** @param after the member behind which it is put; undefined: before all others. */
export function inserted(
  source: Source,
  into: Container,
  put: { readonly text: string; readonly after?: Span },
): string {
  const { text } = source;
  const { after } = put;
  if (into.members.length === 0) {
    const isObject = text[into.start] === '{';
    const inner = text.slice(into.start + 1, into.end - 1);
    const space = isObject ? ' ' : '';
    if (inner.trim() === '')
      return replaced(text, into, `${text[into.start]}${space}${put.text}${space}${text[into.end - 1]}`);
    return replaced(text, { start: into.end - 1, end: into.end - 1 }, `${put.text},\n`);
  }
  if (after === undefined) {
    const [next] = into.members;
    const separator = isBroken(text, into.start, next!.start) ? `,\n${indentOf(text, next!.start)}` : ', ';
    return replaced(text, { start: next!.start, end: next!.start }, `${put.text}${separator}`);
  }
  const comma = commaAfter(source, after.end);
  const behind = comma === undefined ? after.end : comma + 1;
  const next = into.members.find(({ start }) => start >= after.end)?.start ?? into.end - 1;
  if (!isBroken(text, after.end, next)) {
    return comma === undefined
      ? replaced(text, { start: after.end, end: after.end }, `, ${put.text}`)
      : replaced(text, { start: behind, end: behind }, ` ${put.text},`);
  }
  // Comments on the member's own line say something about it.
  const at = source.comments.reduce(
    (end, comment) => (comment.start >= end && isBlank(text.slice(end, comment.start)) ? comment.end : end),
    behind,
  );
  const line = `\n${indentOf(text, after.start)}${put.text},`;
  const split = replaced(text, { start: at, end: at }, line);
  return comma === undefined ? replaced(split, { start: after.end, end: after.end }, ',') : split;
}

/** Takes a member out with its comma, and with its line when nothing else stands there. Comments stay. */
export function removed(source: Source, { start, end }: Span): string {
  const { text } = source;
  const comma = commaAfter(source, end);
  const between = comma === undefined ? '' : text.slice(end, comma).trim();
  const after = text.slice(comma === undefined ? end : comma + 1);
  const before = text.slice(0, start);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (between === '' && isBlank(line) && /^[ \t]*\r?\n/.test(after)) {
    return before.slice(0, before.length - line.length) + after.slice(after.indexOf('\n') + 1);
  }
  if (between !== '') return `${before}${between}${after}`;
  // Of the last member on one line the comma before it goes too.
  return comma === undefined ? `${before.replace(/,[ \t]*$/, '')}${after}` : `${before}${after.replace(/^[ \t]+/, '')}`;
}

function commaAfter({ text, comments }: Source, end: number): number | undefined {
  let at = end;
  for (;;) {
    const comment = comments.find(({ start }) => start === at);
    if (comment !== undefined) at = comment.end;
    else if (text[at] === ',') return at;
    else if (/\s/.test(text[at] ?? 'x')) at += 1;
    else return undefined;
  }
}

function isBroken(text: string, from: number, to: number): boolean {
  return text.slice(from, to).includes('\n');
}

function isBlank(text: string): boolean {
  return /^[ \t]*$/.test(text);
}

/** The white space before the first thing on the line. */
function indentOf(text: string, at: number): string {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}
