/** Shows values of a plan shortly: what a reviewer needs to tell one from another. */
import { diffLines } from 'diff';
import type { FieldChange } from '../model/change.ts';
import type { Json } from '../model/manifest.ts';
import { visible } from './visible.ts';

const longest = 120;
/** Lines of a text that are shown, of those that go and of those that come. */
const mostLines = 6;
/** Longer texts are not compared line by line. */
const comparable = 200_000;

/** `before → after`; for texts of several lines the lines that differ. */
export function changeText({ before, after }: Pick<FieldChange, 'before' | 'after'>): string {
  if (before === undefined) return `added ${valueText(after)}`;
  if (after === undefined) return `removed ${valueText(before)}`;
  if (isEncrypted(before) && isEncrypted(after)) return 'encrypted value changes';
  if (typeof before === 'string' && typeof after === 'string' && (before.includes('\n') || after.includes('\n')))
    return linesText(before, after);
  if (typeof before === 'string' && typeof after === 'string' && Math.min(before.length, after.length) > 4 * longest)
    return `text of ${before.length} → ${after.length} characters`;
  return `${valueText(before)} → ${valueText(after)}`;
}

export function valueText(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  if (isEncrypted(value)) return '(encrypted)';
  const text = typeof value === 'string' && /^[\w./:@+-]+$/.test(value) ? value : JSON.stringify(value);
  const shown = visible(text).replace(/(sha256:[0-9a-f]{12})[0-9a-f]{52}/g, '$1…');
  return shown.length > longest ? `${shown.slice(0, longest).toWellFormed()}… (${text.length} characters)` : shown;
}

function isEncrypted(value: Json): boolean {
  return typeof value === 'string' && value.startsWith('ENC[');
}

function linesText(before: string, after: string): string {
  if (before.length + after.length > comparable) return `text of ${before.length} → ${after.length} characters`;
  const parts = diffLines(before, after, { maxEditLength: 2000 });
  if (parts === undefined) return `text of ${before.length} → ${after.length} characters`;
  const lines = (parts_: typeof parts): readonly string[] =>
    parts_.flatMap(({ value }) => value.split('\n')).filter((line) => line.trim() !== '');
  const gone = lines(parts.filter(({ removed }) => removed));
  const come = lines(parts.filter(({ added }) => added));
  return [...listed('-', gone), ...listed('+', come)].join(', ') || 'blank lines change';
}

function listed(sign: string, lines: readonly string[]): readonly string[] {
  const more = lines.length - mostLines;
  return [
    ...lines.slice(0, mostLines).map((line) => `${sign} ${valueText(line.trim())}`),
    ...(more > 0 ? [`${sign} ${more} more ${more === 1 ? 'line' : 'lines'}`] : []),
  ];
}
