/** New values, and whether a value is one that nobody guesses. */
import type { ValueSource } from '../stack/needed-secrets.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** 32 letters and digits: 190 bits, and nothing that a file, a URL or a shell reads otherwise. */
const length = 32;

export function newPassword(random: (bytes: number) => Uint8Array): string {
  let password = '';
  while (password.length < length) {
    for (const byte of random(length)) {
      // Bytes above the last multiple would make the first letters likelier.
      if (byte < letters.length * 4 && password.length < length) password += letters[byte % letters.length];
    }
  }
  return password;
}

/** What is wrong with a value, in words that do not tell it; undefined when nothing is. */
export function weakness(value: string, source: ValueSource): string | undefined {
  if ('fixed' in source) return value === source.fixed ? undefined : `is not ${source.fixed}, must be`;
  // Neither odoo.conf nor PostgreSQL's clients can carry them.
  if (/[\p{Cc}\p{Cs}]/u.test(value) || value.trim() !== value) {
    return 'has a control character or blanks at an end, must have none';
  }
  const least = source.from === 'generated' ? 20 : 8;
  const characters = [...value];
  if (characters.length < least) return `has ${characters.length} characters, must have at least ${least}`;
  if (characters.length > 4096) return `has ${characters.length} characters, must have at most 4096`;
  const different = new Set(characters).size;
  return different < least / 2 ? `has ${different} different characters, must have at least ${least / 2}` : undefined;
}
