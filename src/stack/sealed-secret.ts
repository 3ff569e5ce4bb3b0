/** An encrypted Secret of `tenants/secrets/<tenant>/`, as far as it may go into manifests. */
import { encryptedParts } from '../model/encrypted-value.ts';
import { isObject, type JsonObject } from '../model/manifest.ts';
import type { Stack } from './part.ts';

/**
 * What SOPS made of a Secret in `tenants/secrets/<tenant>/<file>.yaml`. Flux decrypts each object by its own `sops` field, and the
 * MAC covers the values alone, so labels may be added. Undefined, besides a finding, when it is missing or not encrypted.
 */
export function sealedSecret({ tenant }: Stack, file: string): JsonObject | undefined {
  const { stringData, sops } = tenant.secrets.find(({ name }) => name === file)?.manifest ?? {};
  if (!isObject(stringData) || !isObject(sops)) return undefined;
  const isSealed = Object.values(stringData).every(
    (value) => typeof value === 'string' && encryptedParts(value) !== undefined,
  );
  return isSealed ? { sops, stringData } : undefined;
}
