/** What one value looks like after SOPS has encrypted it: <https://getsops.io/docs/#encryption-protocol>. */

const base64 = '[A-Za-z0-9+/]+={0,2}';
const pattern = new RegExp(`^ENC\\[AES256_GCM,data:(${base64}),iv:(${base64}),tag:(${base64}),type:([a-z]+)\\]$`);

/** The parts of an encrypted value, in base64. */
export interface EncryptedParts {
  readonly data: string;
  readonly iv: string;
  readonly tag: string;
  /** What the value was: `str` for text. */
  readonly type: string;
}

/** Undefined for everything else: it may be in plain. */
export function encryptedParts(text: string): EncryptedParts | undefined {
  const [, data, iv, tag, type] = pattern.exec(text) ?? [];
  return data === undefined || iv === undefined || tag === undefined || type === undefined
    ? undefined
    : { data, iv, tag, type };
}
