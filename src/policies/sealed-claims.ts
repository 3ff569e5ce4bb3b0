/** What a manifest's secrets have that no other tenant's may have: who can open them, what was sealed, where it comes from. */
import { escapeKey } from '../model/json-pointer.ts';
import { encryptedParts } from '../model/encrypted-value.ts';
import { isObject, type Json, type JsonObject, listOf } from '../model/manifest.ts';
import type { Claim } from '../model/policy.ts';

export interface SealedClaim extends Pick<Claim, 'value'> {
  readonly kind: 'age-recipient' | 'remote-secret' | 'sealed-value';
  readonly pointer: string;
}

export function* sealedClaimsOf(manifest: JsonObject): Generator<SealedClaim> {
  if (manifest['kind'] === 'Secret') {
    yield* recipients(manifest['sops']);
    yield* firstValue(manifest);
  } else if (manifest['kind'] === 'ExternalSecret' && isObject(manifest['spec'])) {
    yield* keys(manifest['spec']['data'], '/spec/data', 'remoteRef');
    yield* keys(manifest['spec']['dataFrom'], '/spec/dataFrom', 'extract');
  }
}

function* recipients(sops: Json | undefined): Generator<SealedClaim> {
  const list = isObject(sops) ? listOf(sops['age']) : [];
  for (const [index, entry] of list.entries()) {
    const value = isObject(entry) ? entry['recipient'] : undefined;
    if (typeof value === 'string') yield { kind: 'age-recipient', value, pointer: `/sops/age/${index}/recipient` };
  }
}

/**
 * The tag of AES-GCM is 16 bytes over key, nonce and text: two are the same only when one value is a copy of the other. One of a
 * Secret is enough, since SOPS opens a value only beside the key and the MAC of its file, which go with all of them.
 */
function* firstValue(manifest: JsonObject): Generator<SealedClaim> {
  for (const field of ['data', 'stringData']) {
    const data = manifest[field];
    for (const [key, text] of Object.entries(isObject(data) ? data : {})) {
      const parts = typeof text === 'string' ? encryptedParts(text) : undefined;
      if (parts === undefined) continue;
      yield {
        kind: 'sealed-value',
        value: parts.tag,
        pointer: `/${field}/${escapeKey(key)}`,
      };
      return;
    }
  }
}

function* keys(list: Json | undefined, pointer: string, field: string): Generator<SealedClaim> {
  for (const [index, entry] of listOf(list).entries()) {
    const reference = isObject(entry) ? entry[field] : undefined;
    const key = isObject(reference) ? reference['key'] : undefined;
    if (typeof key === 'string')
      yield { kind: 'remote-secret', value: key, pointer: `${pointer}/${index}/${field}/key` };
  }
}
