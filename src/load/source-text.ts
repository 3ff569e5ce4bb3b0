/** The text of a file that people wrote, and the line and column of each offset in it. */
import type { Place } from '../model/finding.ts';

export interface SourceText {
  /** POSIX path relative to the root. */
  readonly file: string;
  readonly text: string;
  /** Line and column, from 1, of an offset in UTF-16 code units. */
  placeOf(offset: number): Place;
}

export function sourceText(file: string, text: string): SourceText {
  let starts: readonly number[] | undefined;
  return {
    file,
    text,
    placeOf(offset) {
      // Most files never need a place, so the lines are found at the first question.
      starts ??= lineStarts(text);
      const line = lineAt(starts, offset);
      return { file, line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
    },
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

/** Index of the last line that starts at or before the offset. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
