/** What can be told from how a scalar is written: where it begins, and whether readers agree about it. */
import { SCALAR_STYLE, type ScalarEvent } from 'js-yaml';

/**
 * True where Go's reader, which follows YAML 1.1, is known to read other text than YAML 1.2 demands: plain text that begins
 * with `?`, a colon right before the end of a flow item, and an escaped line break before an empty line.
 */
export function isReadDifferently(text: string, { style, valueStart, valueEnd, fast }: ScalarEvent): boolean {
  if (style === SCALAR_STYLE.PLAIN) {
    let end = valueEnd;
    while (text[end] === ' ' || text[end] === '\t') {
      end++;
    }
    return text[valueStart] === '?' || (text[end] === ':' && /[,[\]{}]/.test(text[end + 1] ?? ''));
  }
  return (
    style === SCALAR_STYLE.DOUBLE_QUOTED &&
    !fast &&
    /(?<!\\)(?:\\\\)*\\\r?\n[ \t]*\r?\n/.test(text.slice(valueStart, valueEnd))
  );
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
