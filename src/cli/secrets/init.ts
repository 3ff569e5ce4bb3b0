/** `fleet secrets init`: makes the Secrets that a tenant needs and does not have. */
import { ageKeyFile } from '../../stack/names.ts';
import { wantedFiles } from '../../secrets/wanted-files.ts';
import { type Context, type ExitCode, UsageError } from '../command.ts';
import { elsewhere } from './elsewhere.ts';
import { givenValues } from './given-values.ts';
import type { OpenedTenant } from './open-tenant.ts';
import { writeSecrets } from './write-secrets.ts';

interface Request extends OpenedTenant {
  /** Replaces what is there. */
  readonly force: boolean;
  readonly stdin: boolean;
}

export async function initSecrets(context: Context, request: Request): Promise<ExitCode> {
  const { tenant, fleet, force, stdin } = request;
  const wanted = wantedFiles(tenant, fleet, undefined);
  if (wanted.length === 0) return elsewhere(context, tenant);
  const there = new Set(tenant.secrets.map(({ name }) => name));
  const names = wanted.map(({ name }) => name).filter((name) => force || !there.has(name));
  if (names.length === 0) {
    context.say(`tenants/secrets/${tenant.spec.id}/ is complete. rotate makes new values.`);
    return 0;
  }
  if (names.includes(ageKeyFile) && names.length < wanted.length) {
    throw new UsageError(
      `tenants/secrets/${tenant.spec.id}/${ageKeyFile}.yaml is missing, and without it the other Secrets are lost to Flux: restore it from Git, or make all anew with --force.`,
    );
  }
  const values = await givenValues(context, { wanted: wanted.filter(({ name }) => names.includes(name)), stdin });
  return writeSecrets(context, { ...request, names, values, said: [] });
}
