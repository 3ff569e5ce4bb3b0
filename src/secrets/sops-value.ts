/** One value as SOPS encrypts it: AES-256-GCM with the value's path as additional data. */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { encryptedParts } from '../model/encrypted-value.ts';
import { SopsError } from './sops-error.ts';

const algorithm = 'aes-256-gcm';
/** SOPS uses nonces of 32 bytes, and reads nonces of any length. */
export const nonceBytes = 32;
const tagBytes = 16;

/** How and where a value is encrypted. */
export interface ValueKey {
  /** 32 bytes. */
  readonly dataKey: Uint8Array;
  /** What the value is bound to: its path such as `stringData:password:`, or the time for a MAC. */
  readonly bound: string;
}

/** @param nonce `nonceBytes` random bytes. */
export function encryptValue(text: string, { dataKey, bound }: ValueKey, nonce: Uint8Array): string {
  const cipher = createCipheriv(algorithm, dataKey, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(bound));
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `ENC[AES256_GCM,data:${data.toString('base64')},iv:${Buffer.from(nonce).toString('base64')},tag:${cipher.getAuthTag().toString('base64')},type:str]`;
}

/** @throws {SopsError} for what is no encrypted text, was changed, or belongs elsewhere. */
export function decryptValue(text: string, { dataKey, bound }: ValueKey): string {
  const parts = encryptedParts(text);
  if (parts === undefined) throw new SopsError('a value is not encrypted');
  if (parts.type !== 'str') throw new SopsError(`a value is of type ${parts.type}, must be str`);
  const tag = Buffer.from(parts.tag, 'base64');
  if (tag.length !== tagBytes) throw new SopsError(`a tag has ${tag.length} bytes, must have ${tagBytes}`);
  try {
    const decipher = createDecipheriv(algorithm, dataKey, Buffer.from(parts.iv, 'base64'), { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(bound));
    decipher.setAuthTag(tag);
    const plain = Buffer.concat([decipher.update(Buffer.from(parts.data, 'base64')), decipher.final()]);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plain);
  } catch (error) {
    throw new SopsError(`the value at ${bound} was changed, or is another value's`, { cause: error });
  }
}
