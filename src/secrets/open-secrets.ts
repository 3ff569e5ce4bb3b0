/** Opens all Secrets of a tenant with the keys at hand, and judges what is in them. */
import type { Fleet, SecretFile, Tenant } from '../model/fleet.ts';
import { compareText } from '../model/finding.ts';
import { ageKeyFile, identityKey } from '../stack/names.ts';
import { identitiesIn, recipientOf } from './age.ts';
import { weakness } from './password.ts';
import type { Values } from './renew.ts';
import { decryptSecret } from './sops.ts';
import { SopsError } from './sops-error.ts';
import { tenantRecipient, wantedFiles } from './wanted-files.ts';

export interface Opened {
  /** What could be opened. */
  readonly values: Values;
  /** What could not, or holds what it must not. */
  readonly faults: readonly OpenedFault[];
}

export interface OpenedFault {
  readonly check: 'secret-unreadable' | 'secret-weak';
  readonly file: SecretFile;
  readonly message: string;
}

/** @param identities private keys. One that opens the tenant's own key thereby opens the rest. */
export async function openSecrets(tenant: Tenant, fleet: Fleet, identities: readonly string[]): Promise<Opened> {
  const values: Record<string, Readonly<Record<string, string>>> = {};
  const faults: OpenedFault[] = [];
  const keys = [...identities];
  const recipient = tenantRecipient(tenant, fleet);
  const wanted = new Map(wantedFiles(tenant, fleet, recipient).map((each) => [each.name, each]));
  // The tenant's own key comes first, since it opens the others.
  const files = tenant.secrets.toSorted(
    (a, b) => Number(b.name === ageKeyFile) - Number(a.name === ageKeyFile) || compareText(a.name, b.name),
  );
  for (const file of files) {
    const sources = wanted.get(file.name)?.values;
    if (sources === undefined) continue;
    try {
      const plain = await decryptSecret(file.manifest, keys);
      values[file.name] = plain;
      if (file.name === ageKeyFile) {
        const own = identitiesIn(plain[identityKey] ?? '');
        keys.push(...own);
        if (!(await isPairOf(own, recipient))) {
          faults.push({
            check: 'secret-weak',
            file,
            message: 'the private key is not that of its annotation, must be',
          });
        }
        continue;
      }
      for (const [key, source] of Object.entries(sources)) {
        const message = weakness(plain[key] ?? '', source);
        if (message !== undefined) faults.push({ check: 'secret-weak', file, message: `${key} ${message}` });
      }
    } catch (error) {
      if (!(error instanceof SopsError)) throw error;
      // Whoever has the tenant's key alone need not open that key.
      if (file.name === ageKeyFile && (await isPairOf(identities, recipient))) continue;
      faults.push({ check: 'secret-unreadable', file, message: `it cannot be opened: ${error.message}` });
    }
  }
  return { values, faults };
}

async function isPairOf(identities: readonly string[], recipient: string | undefined): Promise<boolean> {
  for (const identity of identities) {
    try {
      if ((await recipientOf(identity)) === recipient) return true;
    } catch {
      // A line that is no key opens nothing.
    }
  }
  return false;
}
