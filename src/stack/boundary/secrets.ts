/** The tenant's Secrets: encrypted files that Flux decrypts, or orders to the External Secrets Operator. */
import type { Chart } from 'cdk8s';
import { encryptedParts } from '../../model/encrypted-value.ts';
import { isObject, type JsonObject } from '../../model/manifest.ts';
import { neededSecrets } from '../needed-secrets.ts';
import { add, type Stack } from '../part.ts';
import { addExternalSecrets } from './external-secrets.ts';

export function addSecrets(layer: Chart, stack: Stack): void {
  const { tenant } = stack;
  if (tenant.cluster.secrets.provider === 'external-secrets') {
    addExternalSecrets(layer, stack);
    return;
  }
  for (const { name, type, labels } of neededSecrets(tenant)) {
    const sealed = sealedSecret(stack, name);
    if (sealed === undefined) continue;
    add(layer, stack, {
      apiVersion: 'v1',
      kind: 'Secret',
      name,
      ...(labels !== undefined && { labels }),
      body: { ...sealed, type },
    });
  }
}

/**
 * What SOPS made of a Secret in `secrets/<tenant>/<file>.yaml`. Flux decrypts each object by its own `sops` field, and the
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
