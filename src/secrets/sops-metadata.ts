/** What SOPS writes beside the values, as far as it must be in every file of ours. */
import { encryptedParts } from '../model/encrypted-value.ts';
import { isObject, type JsonObject } from '../model/manifest.ts';

export interface SopsMetadata {
  readonly age: readonly { readonly recipient: string; readonly enc: string }[];
  readonly mac: string;
  /** `2026-11-24T12:00:00Z` */
  readonly lastModified: string;
}

const armoured = /^-----BEGIN AGE ENCRYPTED FILE-----\n[A-Za-z0-9+/=\n]+\n-----END AGE ENCRYPTED FILE-----\n?$/;
const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
/** Other ways to a data key, which would open the file for someone whom no recipient set names. */
const otherKeys = ['azure_kv', 'gcp_kms', 'hc_vault', 'hckms', 'key_groups', 'kms', 'pgp'];

/** The metadata, or one sentence that says what is wrong with it. */
export function sopsMetadata({ sops }: JsonObject): SopsMetadata | string {
  if (!isObject(sops)) return 'sops is missing, must be what SOPS writes';
  const { age, mac, lastmodified, encrypted_regex: regex, mac_only_encrypted: macOnly } = sops;
  const other = otherKeys.find((name) => name in sops && !isNothing(sops[name]));
  if (other !== undefined) return `sops.${other} is given, must be left out: age recipients alone open a Secret`;
  if (regex !== '^(data|stringData)$') return 'sops.encrypted_regex is not "^(data|stringData)$", must be';
  if (macOnly !== true) return 'sops.mac_only_encrypted is not true, must be true';
  if (typeof lastmodified !== 'string' || !time.test(lastmodified)) {
    return 'sops.lastmodified is no time, must be one such as 2026-11-24T12:00:00Z';
  }
  if (typeof mac !== 'string' || encryptedParts(mac) === undefined) return 'sops.mac is not encrypted, must be';
  const entries = (Array.isArray(age) ? (age as readonly unknown[]) : []).flatMap((entry) => {
    if (!isObject(entry)) return [];
    const { recipient, enc } = entry;
    return typeof recipient === 'string' && typeof enc === 'string' && armoured.test(enc) ? [{ recipient, enc }] : [];
  });
  if (!Array.isArray(age) || entries.length !== age.length || entries.length === 0) {
    return 'sops.age is no list of recipients with their data keys, must be';
  }
  return { age: entries, mac, lastModified: lastmodified };
}

/** Older versions of SOPS write empty lists and nulls. */
function isNothing(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}
