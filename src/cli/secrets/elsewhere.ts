/** Says where the secrets of a tenant are kept that the External Secrets Operator fetches. */
import type { Tenant } from '../../model/fleet.ts';
import { neededSecrets } from '../../stack/needed-secrets.ts';
import type { Context, ExitCode } from '../command.ts';

export function elsewhere(context: Context, tenant: Tenant): ExitCode {
  const { vault, awsSecretsManager } = tenant.cluster.secrets;
  const [place, prefix] =
    vault !== undefined
      ? [`Vault ${vault.server}, mount ${vault.mount}`, vault.prefix]
      : ['AWS Secrets Manager', awsSecretsManager?.prefix ?? ''];
  context.say(`Cluster ${tenant.cluster.name} fetches secrets from ${place}; nothing is kept here. It looks for:`);
  for (const { name, values } of neededSecrets(tenant)) {
    const keys = Object.keys(values).filter((key) => !('fixed' in values[key]!));
    context.print(`${prefix}/${tenant.spec.id}/${name}: ${keys.join(', ')}\n`);
  }
  return 0;
}
