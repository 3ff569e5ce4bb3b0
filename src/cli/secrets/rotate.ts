/** `fleet secrets rotate`: new values, or the same values for the current recipients. */
import { ageKeyFile } from '../../stack/names.ts';
import { type Opened, openSecrets } from '../../secrets/open-secrets.ts';
import type { Values } from '../../secrets/renew.ts';
import { wantedFiles } from '../../secrets/wanted-files.ts';
import { type Context, type ExitCode, UsageError } from '../command.ts';
import { elsewhere } from './elsewhere.ts';
import { givenValues } from './given-values.ts';
import { identitiesFrom } from './identities.ts';
import type { OpenedTenant } from './open-tenant.ts';
import { writeSecrets } from './write-secrets.ts';

interface Request extends OpenedTenant {
  /** All but the tenant's own key when none is named. */
  readonly names: readonly string[];
  readonly stdin: boolean;
  readonly identity: string | undefined;
  readonly keepValues: boolean;
}

export async function rotateSecrets(context: Context, request: Request): Promise<ExitCode> {
  const { tenant, fleet, stdin, keepValues } = request;
  const wanted = wantedFiles(tenant, fleet, undefined);
  if (wanted.length === 0) return elsewhere(context, tenant);
  const known = wanted.map(({ name }) => name);
  const unknown = request.names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(
      `${JSON.stringify(unknown)} is no Secret of ${tenant.spec.id}, must be one of ${known.join(', ')}.`,
    );
  }
  const named = request.names.length > 0 ? request.names : known.filter((name) => keepValues || name !== ageKeyFile);
  // What was encrypted to the old key is encrypted to the new one.
  const others = named.includes(ageKeyFile) && !keepValues ? known.filter((name) => !named.includes(name)) : [];
  const kept = keepValues ? named : others;
  const opened = kept.length > 0 ? await open(context, request) : undefined;
  const missing = kept.find((name) => opened?.values[name] === undefined);
  if (missing !== undefined) {
    throw new UsageError(
      `The value of ${missing} cannot be kept, since no given key opens it: give a recovery key with --identity, or leave out ${keepValues ? '--keep-values' : ageKeyFile}.`,
    );
  }
  const fresh = named.filter((name) => !kept.includes(name));
  const given = await givenValues(context, { wanted: wanted.filter(({ name }) => fresh.includes(name)), stdin });
  const values: Values = { ...Object.fromEntries(kept.map((name) => [name, opened!.values[name]!])), ...given };
  const said = wanted
    .filter(({ name }) => fresh.includes(name))
    .map(({ name, whenChanged }) => `${name}: ${whenChanged}`);
  return writeSecrets(context, { ...request, names: [...kept, ...fresh], values, said });
}

function open(context: Context, { tenant, fleet, identity }: Request): Promise<Opened> {
  return openSecrets(tenant, fleet, identitiesFrom(context, identity));
}
