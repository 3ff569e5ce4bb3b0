import type { JsonObject } from '../../src/model/manifest.ts';
import { secretStores } from '../../src/policies/secret-stores.ts';
import { minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, object } from './policy-cases.ts';

const server = 'https://vault.example.org:8200';
const withVault = minimalFleet(({ clusters }) => {
  clusters[0]!.secrets = { provider: 'external-secrets', vault: { server, prefix: 'aos' } };
});
const withAws = minimalFleet(({ clusters }) => {
  clusters[0]!.secrets = {
    provider: 'external-secrets',
    awsSecretsManager: { region: 'us-east-1', accountId: '123456789012', prefix: 'aos' },
  };
});
const tenant = minimalTenant(undefined, withVault);
const store = (provider: JsonObject = { vault: { server, namespace: 'team' } }) =>
  object('SecretStore of external-secrets.io/v1', 'tenant', { spec: { provider } });
const order = (spec: JsonObject) => object('ExternalSecret of external-secrets.io/v1', 'a', { spec });
const secretStoreRef = { kind: 'SecretStore', name: 'tenant' };
const remoteRef = { key: 'aos/acme/database-app', property: 'password' };
const begin = 'must begin with "aos/acme/"';
const ownStore = 'must be a SecretStore of the own stack';

describePolicy(secretStores, [
  { name: 'no tenant', objects: [order({})], expected: [] },
  { name: 'no secrets from outside', tenant: minimalTenant(), objects: [object('Secret of v1', 'a')], expected: [] },
  {
    name: 'keys of the own folder, from the own store',
    tenant,
    objects: [
      store(),
      order({ secretStoreRef, data: [{ secretKey: 'password', remoteRef }] }),
      order({ secretStoreRef: { name: 'tenant' }, dataFrom: [{ extract: { key: 'aos/acme/x' } }] }),
      order({ data: [{ remoteRef, sourceRef: { storeRef: secretStoreRef } }] }),
    ],
    expected: [],
  },
  {
    name: 'AWS',
    tenant: minimalTenant(undefined, withAws),
    objects: [store({ aws: { auth: { jwt: { serviceAccountRef: { name: 'external-secrets' } } } } })],
    expected: [],
  },
  {
    name: 'a cluster that declares no store',
    tenant: minimalTenant(),
    objects: [order({})],
    expected: [['', 'ExternalSecret is given, must be left out: the cluster declares no store outside']],
  },
  {
    name: 'keys of others, and a search',
    tenant,
    objects: [
      store(),
      order({
        secretStoreRef,
        data: [
          { remoteRef: { key: 'aos/globex/database-app' } },
          { remoteRef: { key: 'aos/acme/../globex/x' } },
          { remoteRef: { key: 'aos/acme2/x' } },
          'broken',
        ],
        dataFrom: [{ find: { name: { regexp: '.*' } } }, { extract: { key: 'aos' } }],
      }),
    ],
    expected: [
      ['/spec/data/0/remoteRef/key', `the key is "aos/globex/database-app", ${begin}`],
      ['/spec/data/1/remoteRef/key', `the key is "aos/acme/../globex/x", ${begin}`],
      ['/spec/data/2/remoteRef/key', `the key is "aos/acme2/x", ${begin}`],
      ['/spec/data/3/remoteRef/key', `the key is unset, ${begin}`],
      ['/spec/dataFrom/0/find', 'secrets are found by a search, must be named by their keys'],
      ['/spec/dataFrom/1/extract/key', `the key is "aos", ${begin}`],
    ],
  },
  {
    name: 'other stores',
    tenant,
    objects: [
      order({ secretStoreRef: { kind: 'ClusterSecretStore', name: 'all' } }),
      order({ secretStoreRef, data: [] }),
      order({ data: [{ remoteRef }] }),
      order({
        data: [
          { remoteRef, sourceRef: { storeRef: { kind: 'ClusterSecretStore', name: 'all' } } },
          { remoteRef, sourceRef: { generatorRef: { kind: 'ClusterGenerator', name: 'x' } } },
        ],
      }),
    ],
    expected: [
      ['/spec/secretStoreRef', `the store is ClusterSecretStore "all", ${ownStore}`],
      ['/spec/secretStoreRef', `the store is SecretStore "tenant", ${ownStore}`],
      ['/spec/secretStoreRef', `the store is unset, ${ownStore}`],
      ['/spec/data/0/sourceRef/storeRef', `the store is ClusterSecretStore "all", ${ownStore}`],
      ['/spec/data/1/sourceRef', 'the source is no store, must be a store of the namespace'],
    ],
  },
  {
    name: 'stores that are elsewhere, and that log in as others',
    tenant,
    objects: [
      store({ kubernetes: { remoteNamespace: 'tenant-globex' } }),
      store({
        vault: { server: 'https://other.example.org', auth: [{ tokenSecretRef: { name: 'x', namespace: 'vault' } }] },
      }),
    ],
    expected: [
      ['/spec/provider', 'the store is at kubernetes, must be at vault'],
      ['/spec/provider/vault/server', `the server is "https://other.example.org", must be "${server}"`],
      ['/spec/provider/vault/auth/0/tokenSecretRef/namespace', 'the reference\'s namespace is "vault", must be unset'],
    ],
  },
  {
    name: 'kinds that take secrets out, or spread them',
    tenant,
    objects: [
      object('PushSecret of external-secrets.io/v1alpha1', 'a'),
      object('ClusterExternalSecret of external-secrets.io/v1', 'a'),
    ],
    expected: [
      ['', 'PushSecret is given, must be an ExternalSecret or a SecretStore'],
      ['', 'ClusterExternalSecret is given, must be an ExternalSecret or a SecretStore'],
    ],
  },
]);
