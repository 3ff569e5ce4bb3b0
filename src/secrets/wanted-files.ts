/** The files that must stand in `tenants/secrets/<tenant>/`: what each holds, and who can open it. */
import { compareText } from '../model/finding.ts';
import type { Fleet, Tenant } from '../model/fleet.ts';
import { isObject, type JsonObject } from '../model/manifest.ts';
import { ageKeyFile, ageKeyOf, fluxNamespace, identityKey, namespaceOf, recipientAnnotation } from '../stack/names.ts';
import { neededSecrets, type ValueSource } from '../stack/needed-secrets.ts';

export interface WantedFile {
  /** Name of the file without its ending. */
  readonly name: string;
  /** The Secret's `metadata.name`, `metadata.namespace` and `type`. */
  readonly secret: { readonly name: string; readonly namespace: string; readonly type: string };
  /** By key, sorted. */
  readonly values: Readonly<Record<string, ValueSource>>;
  /** Sorted. Undefined as long as the tenant's own key is not known. */
  readonly recipients: readonly string[] | undefined;
  /** What a person must know when its values change. */
  readonly whenChanged: string;
}

/** The tenant's own key first, then the Secrets that it opens, sorted by name. None where something else keeps secrets. */
export function wantedFiles(tenant: Tenant, fleet: Fleet, recipient: string | undefined): readonly WantedFile[] {
  const { cluster, spec } = tenant;
  if (cluster.secrets.provider !== 'sops-age') return [];
  const recovery = fleet.spec.secrets.recoveryRecipients;
  const own: WantedFile = {
    name: ageKeyFile,
    secret: { name: ageKeyOf(spec.id), namespace: fluxNamespace, type: 'Opaque' },
    values: { [identityKey]: { from: 'generated' } },
    recipients: sorted([...(cluster.secrets.recipients ?? []), ...recovery]),
    whenChanged: 'The other Secrets were encrypted to it anew: commit all of them together.',
  };
  const others = neededSecrets(tenant).map((needed) => ({
    name: needed.name,
    secret: { name: needed.name, namespace: namespaceOf(spec.id), type: needed.type },
    values: needed.values,
    recipients: recipient === undefined ? undefined : sorted([recipient, ...recovery]),
    whenChanged: needed.whenChanged,
  }));
  return [own, ...others];
}

/** The Secret in the file, without its values. */
export function manifestOf({ name, secret }: WantedFile, own: { readonly prefix: string; readonly recipient: string }) {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: secret.name,
      namespace: secret.namespace,
      ...(name === ageKeyFile && { annotations: { [recipientAnnotation(own.prefix)]: own.recipient } }),
    },
    type: secret.type,
  };
}

/** The tenant's public key, as the Secret with its private one says. */
export function tenantRecipient({ secrets }: Tenant, fleet: Fleet): string | undefined {
  const manifest = secrets.find(({ name }) => name === ageKeyFile)?.manifest;
  const annotations = annotationsOf(manifest);
  const recipient = annotations[recipientAnnotation(fleet.spec.labelPrefix)];
  return typeof recipient === 'string' && /^age1(pq1)?[02-9ac-hj-np-z]+$/.test(recipient) ? recipient : undefined;
}

function annotationsOf(manifest: JsonObject | undefined): JsonObject {
  const metadata = manifest?.['metadata'];
  const annotations = isObject(metadata) ? metadata['annotations'] : undefined;
  return isObject(annotations) ? annotations : {};
}

function sorted(recipients: readonly string[]): readonly string[] {
  return [...new Set(recipients)].toSorted(compareText);
}
