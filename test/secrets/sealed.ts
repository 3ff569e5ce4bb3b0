/** Key pairs and encrypted Secrets for tests. */
import { createHash, randomBytes } from 'node:crypto';
import type { JsonObject } from '../../src/model/manifest.ts';
import { newIdentity, recipientOf } from '../../src/secrets/age.ts';
import { encryptSecret, type Encryption } from '../../src/secrets/sops.ts';

export interface KeyPair {
  readonly identity: string;
  readonly recipient: string;
}

export async function keyPair(): Promise<KeyPair> {
  const identity = await newIdentity();
  return { identity, recipient: await recipientOf(identity) };
}

export const plainManifest: JsonObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'database-app', namespace: 'tenant-acme' },
  type: 'kubernetes.io/basic-auth',
};

/** Random bytes that are the same in every run. */
export function seeded(seed: string): Encryption['random'] {
  let count = 0;
  return (bytes) => {
    count += 1;
    return createHash('sha512').update(`${seed} ${count}`).digest().subarray(0, bytes);
  };
}

/** A Secret of the given values that the key pairs open. */
export function sealed(values: Readonly<Record<string, string>>, keys: readonly KeyPair[]): Promise<JsonObject> {
  return encryptSecret(
    { manifest: plainManifest, values },
    { recipients: keys.map(({ recipient }) => recipient), time: '2026-11-24T12:00:00Z', random: randomBytes },
  );
}
