/** Writes values into CEL, the language of admission policies. */

/** A text or a list of texts as a literal: what JSON escapes, CEL reads. */
export function literal(value: string | readonly string[]): string {
  return JSON.stringify(value);
}

/** A regular expression as a literal in which nothing is escaped. @throws for one that would end the literal. */
export function pattern(text: string): string {
  if (/['\n]/.test(text)) throw new Error(`Pattern ${text} cannot be written into CEL.`);
  return `r'${text}'`;
}

/** One line, whatever the code that it was written in looks like. */
export function oneLine(expression: string): string {
  return expression.replaceAll(/\s*\n\s*/g, ' ').trim();
}

/** What a map holds under a key, or a default: keys with dots and slashes cannot be fields. */
export function entry(map: string, key: string, otherwise: string): string {
  return `${map}[?${literal(key)}].orValue(${otherwise})`;
}
