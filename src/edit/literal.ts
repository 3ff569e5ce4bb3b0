/** Writes data as TypeScript that evaluates to exactly this data. */
import { isObject, type Json } from '../model/manifest.ts';
import { unprintable } from '../schema/document-value.ts';

const everyUnprintable = new RegExp(unprintable.source, 'gu');

/** On one line; the formatter breaks what is too long. */
export function literal(value: Json): string {
  if (typeof value === 'string') return textLiteral(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => `${keyLiteral(name)}: ${literal(field)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

export function keyLiteral(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : textLiteral(name);
}

/** In single quotes, unless there are more of them inside than double ones, as the formatter writes it. */
function textLiteral(text: string): string {
  const json = JSON.stringify(text).replace(everyUnprintable, escaped);
  const [single, double] = [text.split("'").length, text.split('"').length];
  return single > double ? json : `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** As an escape of UTF-16 code units, so that no text that is shown differs from what is read. */
function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
}
