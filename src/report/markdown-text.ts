/** Text that Markdown shows as it is: no markup, HTML, link, image or mention comes out of it. */
import { visible } from './visible.ts';

/** Longer texts are cut, so that one of them cannot fill a comment. */
const longest = 500;

/** As running text. */
export function prose(text: string): string {
  return (
    cut(visible(text))
      // Every ASCII punctuation character may be escaped; that also stops GitHub's own links (`https:`, `www.`).
      .replace(/[!-/:-@[-`{-~]/g, '\\$&')
      // Mentions (@name) and references (#1) are found after the escapes are gone: a character of no width parts them.
      .replace(/[@#]/g, '$&\u200b')
  );
}

/** As a code span. Fenced by one backtick more than the text has in a row; a pipe is escaped for tables. */
export function code(text: string): string {
  // In a table a pipe behind a backslash cannot be told from one that parts cells, whatever is escaped.
  if (text.includes('\\|')) return prose(text);
  const shown = cut(visible(text)).replaceAll('|', '\\|');
  const runs = shown.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const space = shown === '' || /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return `${fence}${space}${shown}${space}${fence}`;
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text;
}
