/** Shows a value of a document as short, harmless text. */
import type { Json } from '../model/manifest.ts';

const longest = 80;

/** Characters that could move the cursor, hide text or reverse it in a terminal, log or browser. */
// oxlint-disable-next-line no-control-regex
export const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\u{e0000}-\u{e007f}]|\p{Bidi_Control}|\p{Cs}/u;
const everyUnprintable = new RegExp(unprintable.source, 'gu');

/** The value as JSON on one line, at most 80 characters, with unprintable characters escaped; lists and objects as a count. */
export function shownValue(value: Json): string {
  if (typeof value === 'string') return JSON.stringify(printable(value)).replaceAll('\\\\u{', '\\u{');
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}

/** Text on one line, at most 80 characters, with unprintable characters written as `\u{...}`. */
export function printable(text: string): string {
  // Cut before escaping, so that the work is bounded, and between code points, so that no half character is left.
  const cut =
    text.length > longest
      ? `${Array.from(text.slice(0, longest))
          .slice(0, longest - 1)
          .join('')}…`
      : text;
  return cut.replace(everyUnprintable, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}
