/** Makes characters visible that would otherwise act on a terminal or mislead a reader. */

// Controls, format characters (also those that turn the writing direction), lone surrogates, line and paragraph separators.
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** One line of text without characters that a person cannot see: each is written as its escape, for example `\u{1b}`. */
export function visible(text: string): string {
  return text.replace(
    hidden,
    (character) => short[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
