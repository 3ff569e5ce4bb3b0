/** Writes Secrets of a tenant anew: with new values, or with the same ones for the current recipients. */
import type { Fleet, Tenant } from '../model/fleet.ts';
import type { JsonObject } from '../model/manifest.ts';
import { ageKeyFile, identityKey } from '../stack/names.ts';
import { newIdentity, recipientOf } from './age.ts';
import { newPassword } from './password.ts';
import { encryptSecret, type Encryption } from './sops.ts';
import { SopsError } from './sops-error.ts';
import { manifestOf, tenantRecipient, wantedFiles } from './wanted-files.ts';

/** Values by Secret (the name of its file) and key. */
export type Values = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Renewal extends Pick<Encryption, 'random' | 'time'> {
  readonly tenant: Tenant;
  readonly fleet: Fleet;
  /** The files to write. */
  readonly names: readonly string[];
  /** Values to use as they are. Whatever is neither here nor fixed is drawn at random. */
  readonly values: Values;
}

/**
 * The encrypted Secrets by the name of their file.
 * @throws {SopsError} when a value is missing that only somebody else can give, or a recipient is none.
 */
export async function renewSecrets(renewal: Renewal): Promise<ReadonlyMap<string, JsonObject>> {
  const { tenant, fleet, names, values, random, time } = renewal;
  const isNewKey = names.includes(ageKeyFile);
  const identity = isNewKey ? (values[ageKeyFile]?.[identityKey]?.trim() ?? (await newIdentity())) : undefined;
  const recipient = identity === undefined ? tenantRecipient(tenant, fleet) : await recipientOf(identity);
  if (recipient === undefined) throw new SopsError(`the tenant has no key; write ${ageKeyFile} first`);
  const files = new Map<string, JsonObject>();
  for (const wanted of wantedFiles(tenant, fleet, recipient)) {
    if (!names.includes(wanted.name)) continue;
    const plain = Object.entries(wanted.values).map(([key, source]) => {
      if ('fixed' in source) return [key, source.fixed] as const;
      if (key === identityKey) return [key, `${identity}\n`] as const;
      const value = values[wanted.name]?.[key] ?? (source.from === 'generated' ? newPassword(random) : undefined);
      if (value === undefined) throw new SopsError(`${wanted.name}.${key} is missing, must be given`);
      return [key, value] as const;
    });
    const manifest = manifestOf(wanted, { prefix: fleet.spec.labelPrefix, recipient });
    const recipients = wanted.recipients ?? [];
    files.set(
      wanted.name,
      await encryptSecret({ manifest, values: Object.fromEntries(plain) }, { recipients, time, random }),
    );
  }
  return files;
}
