/** A table of texts, each kept once. Names of tenants are taken out of them before, so that most are the same for all. */

export interface TextTable {
  readonly texts: readonly string[];
  /** The place of a text, which is added when it is new. */
  numberOf(text: string): number;
}

export function createTextTable(): TextTable {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  return {
    texts,
    numberOf(text) {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, texts.length);
      return texts.push(text) - 1;
    },
  };
}

/** Private use: no text of a manifest or a path has it, and one that does is kept as it is. */
const mark = '\uE001';

/** Without a name; `shown` with the same name gives exactly the text back. */
export function hidden(text: string, name: string): string {
  return text.includes(mark) ? `${mark}${mark}${text}` : text.replaceAll(name, mark);
}

export function shown(text: string, name: string): string {
  return text.startsWith(`${mark}${mark}`) && text.length > 2 * mark.length
    ? text.slice(2 * mark.length)
    : text.replaceAll(mark, name);
}
