/** What can be told from how a scalar is written: where it begins, and whether readers agree about it. */
import { COLLECTION_STYLE, type Event, EVENT_ID, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';

/**
 * True where Go's reader, which follows YAML 1.1, is known to read other text than YAML 1.2 demands, or to refuse it: plain
 * text that begins with `?`, and inside flow collections all that holds `?`, begins with `:`, or has a colon right before
 * the end of its item; and an escaped line break before an empty line.
 */
export function isReadDifferently(
  text: string,
  { style, valueStart, valueEnd, fast }: ScalarEvent,
  surroundings: 'block' | 'flow',
): boolean {
  if (style === SCALAR_STYLE.PLAIN) {
    let end = valueEnd;
    while (text[end] === ' ' || text[end] === '\t') {
      end++;
    }
    const isBroken = surroundings === 'flow' && /^:|\?/.test(text.slice(valueStart, valueEnd));
    return isBroken || text[valueStart] === '?' || (text[end] === ':' && /[,[\]{}]/.test(text[end + 1] ?? ''));
  }
  return (
    style === SCALAR_STYLE.DOUBLE_QUOTED &&
    !fast &&
    /(?<!\\)(?:\\\\)*\\\r?\n[ \t]*\r?\n/.test(text.slice(valueStart, valueEnd))
  );
}

/**
 * True for a block mapping that begins on the line of its key, `a: &b c: d`, which only our parser takes, and only when an
 * anchor or a tag stands between. After a `:` that begins its line, `? a` in the line before, all do.
 */
export function isCrowded(text: string, event: Event | undefined): boolean {
  if (event?.type !== EVENT_ID.MAPPING || event.style !== COLLECTION_STYLE.BLOCK) {
    return false;
  }
  const before = text.slice(text.lastIndexOf('\n', event.start - 1) + 1, event.start);
  return /\S[^\n]*:[ \t]+$/.test(before);
}

/** The first character of a scalar, with its quote or block indicator. */
export function offsetOf(text: string, event: ScalarEvent): number {
  switch (event.style) {
    case SCALAR_STYLE.PLAIN:
      return event.valueStart;
    case SCALAR_STYLE.LITERAL_BLOCK:
      return text.lastIndexOf('|', event.valueStart);
    case SCALAR_STYLE.FOLDED_BLOCK:
      return text.lastIndexOf('>', event.valueStart);
    default:
      return event.valueStart - 1;
  }
}
