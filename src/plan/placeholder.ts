/**
 * Takes a tenant's name out of its texts, so that tenants whose files differ in nothing but the name have the same texts: they
 * are read once, and their changes are compared by equality.
 */

/** Stands for the name. From Unicode's private use area: no manifest of ours has it. */
const placeholder = '\uE000';

export interface Naming {
  /** The text with the placeholder where the name stands as a word. */
  general(text: string): string;
  /** The way back, exactly. */
  specific(text: string): string;
  /** The same for every text in a value, names of fields included. */
  generalIn<Value>(value: Value): Value;
  specificIn<Value>(value: Value): Value;
}

/** Names are lower case letters, digits and hyphens. */
export function namingOf(name: string): Naming {
  const word = new RegExp(`(?<![A-Za-z0-9])${RegExp.escape(name)}(?![A-Za-z0-9])`, 'g');
  const general = (text: string): string => text.replace(word, placeholder);
  const specific = (text: string): string => text.replaceAll(placeholder, () => name);
  return {
    general,
    specific,
    generalIn: (value) => mapTexts(value, general) as typeof value,
    specificIn: (value) => mapTexts(value, specific) as typeof value,
  };
}

/** For texts that hold the placeholder already: nothing is replaced. */
export const verbatim: Naming = {
  general: (text) => text,
  specific: (text) => text,
  generalIn: (value) => value,
  specificIn: (value) => value,
};

/** The naming for some texts: verbatim where one holds the placeholder already, or where the name is no tenant's. */
export function namingFor(name: string, texts: readonly string[]): Naming {
  return name.length > 100 || texts.some(hasPlaceholder) ? verbatim : namingOf(name);
}

/** Also as an escape of YAML or JSON. */
export function hasPlaceholder(text: string): boolean {
  return text.includes(placeholder) || /\\(?:u|U0000)e000/i.test(text);
}

function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [map(key), mapTexts(item, map)]));
}
