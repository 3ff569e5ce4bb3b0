/** Reads private keys of age from the file that a person names. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { identitiesIn } from '../../secrets/age.ts';
import { type Context, UsageError } from '../command.ts';

/** None when no file is named. @throws {UsageError} for a file that cannot be read or holds no key. */
export function identitiesFrom({ folder, keyFile }: Context, identity: string | undefined): readonly string[] {
  const file = identity ?? keyFile;
  if (file === undefined) return [];
  let text: string;
  try {
    text = readFileSync(resolve(folder, file), 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new UsageError(`The key file ${file} cannot be read (${code}).`);
  }
  const identities = identitiesIn(text);
  const isKey = /^AGE-SECRET-KEY-(PQ-)?1[0-9A-Z]+$/;
  if (identities.length === 0 || !identities.every((line) => isKey.test(line))) {
    throw new UsageError(
      `The key file ${file} holds something else than private keys of age, must be as age-keygen writes it.`,
    );
  }
  return identities;
}
