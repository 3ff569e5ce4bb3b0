/** Faults of secrets, and of accounts of the cloud. */
import { isObject, type JsonObject } from '../../../src/model/manifest.ts';
import type { InventoryObject } from '../../../src/model/policy.ts';
import { change } from './edits.ts';
import { type Mutant, nameOf, oneOf, type Site } from './plant.ts';

/** The random object of the other tenant that one of this tenant would be a copy of. */
function twins(
  { one, other, random }: Site,
  kind: string,
): { own: InventoryObject; theirs: InventoryObject } | undefined {
  const own = one(kind, (manifest) => manifest['sops'] !== undefined || kind !== 'Secret');
  const theirs = own && oneOf(other, random, kind, (manifest) => nameOf(manifest) === nameOf(own.manifest));
  return own && theirs ? { own, theirs } : undefined;
}

export const secrets: readonly Mutant[] = [
  {
    kind: "keep another's secret, with its ciphertext",
    plant: (site) => {
      const found = twins(site, 'Secret');
      return found
        ? ['stringData', 'sops'].map((at) => ({ object: found.own, at: `/${at}`, value: found.theirs.manifest[at]! }))
        : [];
    },
    finds: ['shared-secrets'],
  },
  {
    kind: "encrypt a secret for another's key",
    plant: (site) => {
      const found = twins(site, 'Secret');
      const recipient = (found?.theirs.manifest['sops'] as { age: readonly JsonObject[] } | undefined)?.age[1]![
        'recipient'
      ];
      return found && recipient !== undefined
        ? [{ object: found.own, at: '/sops/age/0/recipient', value: recipient }]
        : [];
    },
    finds: ['shared-secrets'],
  },
  {
    kind: 'keep a secret in plain',
    plant: (site) => {
      const object = site.one('Secret', ({ stringData }) => isObject(stringData));
      const [key = ''] = Object.keys((object?.manifest['stringData'] as JsonObject | undefined) ?? {});
      return object ? [{ object, at: `/stringData/${key}`, value: 'correct horse battery staple' }] : [];
    },
    finds: ['no-plain-secrets'],
  },
  {
    kind: 'keep a password in the environment',
    plant: change('Deployment', '/spec/template/spec/containers/0/env/-', () => ({
      name: 'PASSWORD',
      value: 'hunter2hunter2',
    })),
    finds: ['no-plain-secrets'],
  },
  {
    kind: "fetch another's secret from the store",
    plant: (site) => {
      const object = site.one('ExternalSecret');
      return object
        ? [{ object, at: '/spec/data/0/remoteRef/key', value: `tenants/${site.otherId}/database-app` }]
        : [];
    },
    finds: ['secret-stores', 'shared-secrets'],
  },
  {
    kind: 'ask the store of secrets as another',
    plant: (site) => {
      const object = site.one('SecretStore', ({ spec }) => JSON.stringify(spec).includes('vault'));
      return object ? [{ object, at: '/spec/provider/vault/auth/kubernetes/role', value: site.otherNamespace }] : [];
    },
    finds: ['foreign-namespace'],
  },
  {
    kind: 'fetch secrets by a store of the whole cluster',
    plant: change('ExternalSecret', '/spec/secretStoreRef', () => ({ kind: 'ClusterSecretStore', name: 'all' })),
    finds: ['secret-stores'],
  },
  {
    kind: 'ask the cloud as another',
    plant: change(
      'ServiceAccount',
      '/metadata/annotations/eks.amazonaws.com~1role-arn',
      ({ otherId }) => `arn:aws:iam::123456789012:role/${otherId}`,
    ),
    finds: ['cloud-identities'],
  },
];
