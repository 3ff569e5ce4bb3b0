/**
 * Secrets as SOPS keeps them, so that `sops` and Flux read ours and we read theirs. Written here because no kept library
 * encrypts this format, and the one that decrypts it does not check the MAC.
 */
import { createHash } from 'node:crypto';
import { isObject, type JsonObject } from '../model/manifest.ts';
import { unwrapKey, wrapKey } from './age.ts';
import { sopsMetadata } from './sops-metadata.ts';
import { SopsError } from './sops-error.ts';
import { decryptValue, encryptValue, nonceBytes } from './sops-value.ts';

/** A Secret in plain: only ever in memory. */
export interface PlainSecret {
  readonly manifest: JsonObject;
  /** Becomes `stringData`. */
  readonly values: Readonly<Record<string, string>>;
}

export interface Encryption {
  /** Public keys of age; each opens the Secret by itself. */
  readonly recipients: readonly string[];
  /** `2026-11-24T12:00:00Z` */
  readonly time: string;
  readonly random: (bytes: number) => Uint8Array;
}

/** The version of SOPS whose format this is. */
const version = '3.13.3';
/** What SOPS begins the MAC with when it covers encrypted values alone, so that it never equals one over everything. */
const macStart = Buffer.from('8a3fd2ad54ce66527b1034f3d147be0b0b975b3bf44f72c6fdadec8176f27d69', 'hex');

/**
 * Encrypts every value. Keys are sorted and the MAC covers the values alone: so it stays valid when the object is written
 * anew with sorted keys or other labels, as our emitter and Flux do.
 * @throws {SopsError} when a value is empty, which SOPS would leave in plain.
 */
export async function encryptSecret({ manifest, values }: PlainSecret, encryption: Encryption): Promise<JsonObject> {
  const { recipients, time, random } = encryption;
  const dataKey = random(32);
  const keys = Object.keys(values).toSorted();
  const empty = keys.find((key) => values[key] === '');
  if (empty !== undefined) throw new SopsError(`${empty} is empty, must have a value`);
  const encrypted = keys.map((key) => [
    key,
    encryptValue(values[key]!, { dataKey, bound: boundOf(key) }, random(nonceBytes)),
  ]);
  const mac = macOf(keys.map((key) => values[key]!));
  const age = await Promise.all(
    recipients.map(async (recipient) => ({ enc: await wrapKey(dataKey, recipient), recipient })),
  );
  return {
    ...manifest,
    stringData: Object.fromEntries(encrypted),
    sops: {
      age,
      encrypted_regex: encryptedRegex,
      lastmodified: time,
      mac: encryptValue(mac, { dataKey, bound: time }, random(nonceBytes)),
      mac_only_encrypted: true,
      version,
    },
  };
}

/** Which fields `sops` encrypts. */
export const encryptedRegex = '^(data|stringData)$';

/**
 * The values of an encrypted Secret.
 * @param identities private keys, of which one must open it.
 * @throws {SopsError} when none does, or something was changed.
 */
export async function decryptSecret(
  manifest: JsonObject,
  identities: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const { stringData } = manifest;
  const metadata = sopsMetadata(manifest);
  if (typeof metadata === 'string') throw new SopsError(metadata);
  if (!isObject(stringData)) throw new SopsError('there is no stringData');
  const dataKey = await openDataKey(metadata.age, identities);
  const values = Object.entries(stringData).map(([key, value]) => {
    if (typeof value !== 'string') throw new SopsError('a value is not encrypted');
    return [key, decryptValue(value, { dataKey, bound: boundOf(key) })] as const;
  });
  const mac = decryptValue(metadata.mac, { dataKey, bound: metadata.lastModified });
  if (mac !== macOf(values.map(([, value]) => value))) {
    throw new SopsError('the MAC fits other values: one was removed, added or moved');
  }
  return Object.fromEntries(values);
}

async function openDataKey(
  age: readonly { readonly enc: string }[],
  identities: readonly string[],
): Promise<Uint8Array> {
  for (const { enc } of age) {
    const dataKey = await unwrapKey(enc, identities);
    if (dataKey !== undefined) return dataKey;
  }
  throw new SopsError('no given key opens it');
}

function boundOf(key: string): string {
  return `stringData:${key}:`;
}

function macOf(values: readonly string[]): string {
  const hash = createHash('sha512').update(macStart);
  for (const value of values) hash.update(value);
  return hash.digest('hex').toUpperCase();
}
