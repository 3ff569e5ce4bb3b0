/** The tenant's Secrets: encrypted files that Flux decrypts, or orders to the External Secrets Operator. */
import type { Chart } from 'cdk8s';
import { neededSecrets } from '../needed-secrets.ts';
import { add, type Stack } from '../part.ts';
import { sealedSecret } from '../sealed-secret.ts';
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
