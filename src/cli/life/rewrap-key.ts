/** Encrypts a tenant's own key to the keys of another cluster. The key stays, so that it opens the other Secrets as before. */
import type { Cluster, Fleet, Tenant } from '../../model/fleet.ts';
import { openSecrets } from '../../secrets/open-secrets.ts';
import { wantedFiles } from '../../secrets/wanted-files.ts';
import { ageKeyFile } from '../../stack/names.ts';
import { type Context, UsageError } from '../command.ts';
import { identitiesFrom } from '../secrets/identities.ts';
import { secretTexts } from '../secrets/write-secrets.ts';

/** Whether the tenant's own key must be opened for the cluster. */
export function needsRewrap(tenant: Tenant, fleet: Fleet, to: Cluster): boolean {
  const recipients = (cluster: Cluster): string =>
    JSON.stringify(
      wantedFiles({ ...tenant, cluster }, fleet, undefined).find(({ name }) => name === ageKeyFile)?.recipients,
    );
  return tenant.secrets.length > 0 && recipients(to) !== undefined && recipients(to) !== recipients(tenant.cluster);
}

interface Rewrap {
  /** As it will be, on the other cluster. */
  readonly tenant: Tenant;
  readonly fleet: Fleet;
  readonly identity: string | undefined;
}

/** @throws {UsageError} when no given key opens it. */
export async function rewrapKey(context: Context, { tenant, fleet, identity }: Rewrap) {
  const { values } = await openSecrets(tenant, fleet, identitiesFrom(context, identity));
  const key = values[ageKeyFile];
  if (key === undefined) {
    throw new UsageError(
      `The key of ${tenant.spec.id} must be encrypted to the keys of ${tenant.cluster.name}: give a recovery key with --identity.`,
    );
  }
  return secretTexts(context, { tenant, fleet, names: [ageKeyFile], values: { [ageKeyFile]: key } });
}
