/** What a tenant's objects take for themselves: the few facts that fleet policies compare. */
import { isObject, type Json, type JsonObject, refOf } from '../model/manifest.ts';
import type { Claim, InventoryObject } from '../model/policy.ts';
import { backupPrefixesOf } from './backup-prefixes.ts';
import { externalDnsHosts } from './external-dns-hosts.ts';
import { joinedNamesOf } from './joined-names.ts';
import { namedVolumesOf } from './named-volumes.ts';
import { parseQuantity } from '../model/quantity.ts';
import { sealedClaimsOf } from './sealed-claims.ts';

/** Whose the objects are. */
type Claimant = Pick<Claim, 'tenant' | 'cluster' | 'copyOf'>;

export function claimsOf(objects: readonly InventoryObject[], of: Claimant): Claim[] {
  const claims: Claim[] = [];
  const secrets = new Set<string>();
  for (const object of objects) {
    for (const { kind, value, pointer } of taken(object.manifest)) {
      // All Secrets of a tenant have the same few recipients, and a remote secret several values.
      if (kind === 'age-recipient' || kind === 'remote-secret') {
        if (secrets.has(`${kind} ${value}`)) continue;
        secrets.add(`${kind} ${value}`);
      }
      const source = { ...refOf(object.manifest), file: object.file, document: object.document, pointer };
      claims.push({ kind, value, ...of, object: source });
    }
  }
  return claims;
}

type Taken = Pick<Claim, 'kind' | 'value'> & { readonly pointer: string };

function* taken(manifest: JsonObject): Generator<Taken> {
  const { kind, name, namespace } = refOf(manifest);
  const spec = isObject(manifest['spec']) ? manifest['spec'] : {};
  if (namespace === 'flux-system') yield { kind: 'flux-name', value: `${kind} ${name}`, pointer: '/metadata/name' };
  for (const { value, pointer, isCopied } of backupPrefixesOf(manifest)) {
    yield { kind: isCopied ? 'backup-source' : 'backup-prefix', value, pointer };
  }
  for (const { host, pointer } of externalDnsHosts(manifest)) yield { kind: 'host', value: compared(host), pointer };
  for (const { value, pointer } of joinedNamesOf(manifest)) yield { kind: 'joined-name', value, pointer };
  yield* namedVolumesOf(manifest);
  yield* sealedClaimsOf(manifest);
  switch (kind) {
    case 'Namespace':
      yield { kind: 'namespace', value: name, pointer: '/metadata/name' };
      break;
    case 'Gateway':
    case 'ListenerSet':
      yield* hosts(spec['listeners'], { field: 'hostname', pointer: '/spec/listeners' });
      break;
    case 'GRPCRoute':
    case 'HTTPRoute':
    case 'TLSRoute':
      yield* hosts(spec['hostnames'], { pointer: '/spec/hostnames' });
      break;
    case 'Certificate':
      // Others, such as the database's, are signed by the tenant itself and prove nothing to anybody outside.
      if (isObject(spec['issuerRef']) && spec['issuerRef']['kind'] === 'ClusterIssuer')
        yield* hosts(spec['dnsNames'], { pointer: '/spec/dnsNames' });
      break;
    case 'Ingress':
      yield* hosts(spec['rules'], { field: 'host', pointer: '/spec/rules' });
      break;
    case 'ResourceQuota':
      yield* requests(spec);
      break;
    default:
  }
}

function* hosts(list: Json | undefined, of: { field?: string; pointer: string }): Generator<Taken> {
  if (!Array.isArray(list)) return;
  for (const [index, item] of list.entries()) {
    const value: unknown = of.field === undefined ? item : isObject(item) ? item[of.field] : undefined;
    if (typeof value !== 'string') continue;
    const pointer = `${of.pointer}/${index}${of.field === undefined ? '' : `/${of.field}`}`;
    yield { kind: 'host', value: compared(value), pointer };
  }
}

/** Host names are compared without case and final dot. */
function compared(host: string): string {
  return host.toLowerCase().replace(/\.$/, '');
}

function* requests(spec: JsonObject): Generator<Taken> {
  const hard = isObject(spec['hard']) ? spec['hard'] : {};
  const cpu = parseQuantity(hard['requests.cpu']);
  if (cpu !== undefined) yield { kind: 'cpu', value: String(cpu), pointer: '/spec/hard/requests.cpu' };
  for (const kind of ['memory', 'storage'] as const) {
    const bytes = parseQuantity(hard[`requests.${kind}`]);
    if (bytes !== undefined) yield { kind, value: String(bytes / 2 ** 30), pointer: `/spec/hard/requests.${kind}` };
  }
}
