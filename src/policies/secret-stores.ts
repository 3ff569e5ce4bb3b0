/** Refuses orders to the External Secrets Operator for anything but the tenant's own secrets. */
import { escapeKey } from '../model/json-pointer.ts';
import type { Tenant } from '../model/fleet.ts';
import { isObject, type Json, type JsonObject, refOf } from '../model/manifest.ts';
import type { InventoryObject, StackPolicy, Violation } from '../model/policy.ts';
import { describeValue } from './pod-template.ts';

type Fault = readonly [pointer: string, message: string];

const group = /^(?:generators\.)?external-secrets\.io\//;

export const secretStores: StackPolicy = {
  id: 'secret-stores',
  family: 'tenant',
  severity: 'error',
  title: 'Secrets from outside come from the own store, below the folder of the tenant',
  why: "The store outside holds the secrets of all tenants. An order that names another's folder, or a store with more rights, brings them into this namespace; one that pushes or spreads secrets takes them out.",
  fix: "Use the SecretStore of the tenant's namespace, and keys below the prefix that the cluster declares.",
  controls: { hipaa: ['164.312(a)(1)', '164.312(d)'], cis: ['5.4.2'], nsa: ['Secrets'] },
  *check({ objects, tenant }): Iterable<Violation> {
    if (!tenant) return;
    const ordered = objects.filter(({ manifest }) => group.test(String(manifest['apiVersion'])));
    if (ordered.length === 0) return;
    const source = sourceOf(tenant);
    const stores = new Set(
      ordered.filter(({ manifest }) => manifest['kind'] === 'SecretStore').map(({ manifest }) => refOf(manifest).name),
    );
    for (const object of ordered) {
      for (const [pointer, message] of faultsOf(object, stores, source)) yield { object, pointer, message };
    }
  },
};

interface Source {
  /** With which the keys of the tenant begin. */
  readonly folder: string;
  readonly provider: 'vault' | 'aws';
  /** Address of Vault. */
  readonly server?: string;
}

function sourceOf({ cluster: { secrets }, spec: { id } }: Tenant): Source | undefined {
  const { provider, vault, awsSecretsManager: aws } = secrets;
  if (provider !== 'external-secrets') return undefined;
  if (vault !== undefined) return { folder: `${vault.prefix}/${id}/`, provider: 'vault', server: vault.server };
  return aws === undefined ? undefined : { folder: `${aws.prefix}/${id}/`, provider: 'aws' };
}

function faultsOf(
  { manifest }: InventoryObject,
  stores: ReadonlySet<string>,
  source: Source | undefined,
): Iterable<Fault> {
  const { kind } = manifest;
  const spec = isObject(manifest['spec']) ? manifest['spec'] : {};
  if (source === undefined)
    return [['', `${String(kind)} is given, must be left out: the cluster declares no store outside`]];
  if (kind === 'ExternalSecret') return orderFaults(spec, stores, source);
  if (kind === 'SecretStore') return storeFaults(spec, source);
  return [['', `${String(kind)} is given, must be an ExternalSecret or a SecretStore`]];
}

function* orderFaults(spec: JsonObject, stores: ReadonlySet<string>, source: Source): Generator<Fault> {
  const data = listOf(spec['data']);
  const all = listOf(spec['dataFrom']);
  // Each entry may come from a store of its own; then the one for all is not needed.
  const isNeeded = [...data, ...all].some((entry) => !isObject(entry) || !isSet(entry['sourceRef']));
  if (isNeeded || isSet(spec['secretStoreRef']))
    yield* storeRefFaults(spec['secretStoreRef'], '/spec/secretStoreRef', stores);
  for (const [index, entry] of data.entries()) {
    const at = `/spec/data/${index}`;
    const values = isObject(entry) ? entry : {};
    yield* keyFaults(values['remoteRef'], `${at}/remoteRef`, source);
    yield* sourceRefFaults(values['sourceRef'], `${at}/sourceRef`, stores);
  }
  for (const [index, entry] of all.entries()) {
    const at = `/spec/dataFrom/${index}`;
    const values = isObject(entry) ? entry : {};
    if (isSet(values['find'])) yield [`${at}/find`, 'secrets are found by a search, must be named by their keys'];
    else yield* keyFaults(values['extract'], `${at}/extract`, source);
    yield* sourceRefFaults(values['sourceRef'], `${at}/sourceRef`, stores);
  }
}

function* sourceRefFaults(ref: Json | undefined, pointer: string, stores: ReadonlySet<string>): Generator<Fault> {
  if (!isSet(ref)) return;
  const { storeRef, ...other } = isObject(ref) ? ref : {};
  if (Object.values(other).some(isSet)) yield [pointer, 'the source is no store, must be a store of the namespace'];
  else yield* storeRefFaults(storeRef, `${pointer}/storeRef`, stores);
}

function* storeRefFaults(ref: Json | undefined, pointer: string, stores: ReadonlySet<string>): Generator<Fault> {
  const { kind, name } = isObject(ref) ? ref : ({} as JsonObject);
  if ((kind ?? 'SecretStore') === 'SecretStore' && typeof name === 'string' && stores.has(name)) return;
  const found = isObject(ref) ? `${String(kind ?? 'SecretStore')} ${describeValue(name)}` : describeValue(ref);
  yield [pointer, `the store is ${found}, must be a SecretStore of the own stack`];
}

function* keyFaults(ref: Json | undefined, pointer: string, { folder }: Source): Generator<Fault> {
  const key = isObject(ref) ? ref['key'] : undefined;
  // A store may read `..` as the folder above.
  if (typeof key === 'string' && key.startsWith(folder) && !key.split('/').includes('..')) return;
  yield [`${pointer}/key`, `the key is ${describeValue(key)}, must begin with ${JSON.stringify(folder)}`];
}

function* storeFaults(spec: JsonObject, { provider, server }: Source): Generator<Fault> {
  const providers = isObject(spec['provider']) ? spec['provider'] : {};
  const found = Object.keys(providers);
  if (found.join() !== provider)
    yield ['/spec/provider', `the store is at ${found.join(', ') || 'nothing'}, must be at ${provider}`];
  const vault = isObject(providers['vault']) ? providers['vault'] : undefined;
  if (provider === 'vault' && vault !== undefined && vault['server'] !== server)
    yield [
      '/spec/provider/vault/server',
      `the server is ${describeValue(vault['server'])}, must be ${JSON.stringify(server)}`,
    ];
  yield* foreignRefs(providers, '/spec/provider');
}

/** References to Secrets and accounts of other namespaces; a namespace of Vault Enterprise stands in no reference. */
function* foreignRefs(value: Json, pointer: string): Generator<Fault> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* foreignRefs(item as Json, `${pointer}/${index}`);
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      const at = `${pointer}/${escapeKey(key)}`;
      if (key.endsWith('Ref') && isObject(inner) && isSet(inner['namespace']))
        yield [`${at}/namespace`, `the reference's namespace is ${describeValue(inner['namespace'])}, must be unset`];
      yield* foreignRefs(inner, at);
    }
  }
}

function isSet(value: Json | undefined): boolean {
  return value !== undefined && value !== null;
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : isSet(value) ? [value as Json] : [];
}
