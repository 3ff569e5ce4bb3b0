/** Key pairs of age, and data keys wrapped for them. */
import { armor, Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { SopsError } from './sops-error.ts';

/** A private key, `AGE-SECRET-KEY-1...`, from the system's randomness. */
export function newIdentity(): Promise<string> {
  return generateX25519Identity();
}

/** The public key of a private one. */
export function recipientOf(identity: string): Promise<string> {
  return identityToRecipient(identity);
}

/** The private keys in the text of a key file, as `age-keygen` writes it: one a line, beside comments. */
export function identitiesIn(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** Encrypts a data key for one recipient, in age's armour. */
export async function wrapKey(dataKey: Uint8Array, recipient: string): Promise<string> {
  const encrypter = new Encrypter();
  try {
    encrypter.addRecipient(recipient);
  } catch (error) {
    throw new SopsError(`${recipient} is no age recipient`, { cause: error });
  }
  return armor.encode(await encrypter.encrypt(dataKey));
}

/** Undefined when none of the keys opens it, or it was changed. */
export async function unwrapKey(wrapped: string, identities: readonly string[]): Promise<Uint8Array | undefined> {
  const decrypter = new Decrypter();
  try {
    for (const identity of identities) decrypter.addIdentity(identity);
    const dataKey = await decrypter.decrypt(armor.decode(wrapped));
    return dataKey.length === 32 ? dataKey : undefined;
  } catch {
    return undefined;
  }
}
