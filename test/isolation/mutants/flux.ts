/** Faults of what Flux applies. */
import type { Json } from '../../../src/model/manifest.ts';
import { type Mutant, nameOf, type Site } from './plant.ts';

/** A field of a Kustomization that applies what the tenant may apply itself. */
function layer(field: string, make: (site: Site) => Json): Mutant['plant'] {
  return (site) => {
    const object = site.one('Kustomization', (manifest) => !nameOf(manifest).endsWith('-boundary'));
    return object ? [{ object, at: `/spec/${field}`, value: make(site) }] : [];
  };
}

export const flux: readonly Mutant[] = [
  {
    kind: "let Flux apply with another's account",
    plant: layer('serviceAccountName', ({ otherId }) => `tenant-${otherId}-app`),
    finds: ['identity-between-tenants', 'flux-own-identity', 'foreign-namespace'],
  },
  {
    kind: 'let Flux apply with its own rights',
    plant: (site) => {
      const object = site.one('Kustomization');
      return object ? [{ object, at: '/spec/serviceAccountName' }] : [];
    },
    finds: ['identity-between-tenants', 'flux-own-identity'],
  },
  {
    kind: 'let Flux apply a layer with the account of boundaries',
    plant: layer('serviceAccountName', () => 'fleet-boundary'),
    finds: ['identity-between-tenants', 'flux-own-identity'],
  },
  {
    kind: "let Flux apply to another's namespace",
    plant: layer('targetNamespace', ({ otherNamespace }) => otherNamespace),
    finds: ['identity-between-tenants', 'flux-own-identity', 'foreign-namespace'],
  },
  {
    kind: 'let Flux apply to another cluster',
    plant: layer('kubeConfig', () => ({ secretRef: { name: 'kubeconfig' } })),
    finds: ['identity-between-tenants', 'flux-own-identity'],
  },
  {
    kind: "let Flux apply another's source",
    plant: layer('sourceRef', ({ otherId }) => ({ kind: 'ExternalArtifact', name: `tenant-${otherId}` })),
    finds: ['flux-own-identity', 'foreign-namespace'],
  },
  {
    kind: 'let Flux apply a source of anybody',
    plant: layer('sourceRef', () => ({ kind: 'GitRepository', name: 'elsewhere' })),
    finds: ['flux-own-identity'],
  },
  {
    kind: "let Flux apply another's folder",
    plant: layer('path', ({ otherId }) => `./dist/tenants/us-east-1/${otherId}/app`),
    finds: ['flux-own-identity'],
  },
  {
    kind: 'let Flux apply the boundary folder of anybody with the account of boundaries',
    plant: (site) => {
      const object = site.one('Kustomization', (manifest) => nameOf(manifest).endsWith('-boundary'));
      return object ? [{ object, at: '/spec/path', value: `./dist/tenants/us-east-1/${site.otherId}/boundary` }] : [];
    },
    finds: ['flux-own-identity'],
  },
  {
    kind: "let Flux decrypt with another's key",
    plant: (site) => {
      const object = site.one('Kustomization');
      const value = { provider: 'sops', secretRef: { name: `sops-tenant-${site.otherId}` } };
      return object ? [{ object, at: '/spec/decryption', value }] : [];
    },
    finds: ['flux-own-identity'],
  },
  {
    kind: 'let Flux change what it applies',
    plant: layer('patches', () => [{ patch: '[]' }]),
    finds: ['flux-own-identity'],
  },
  {
    kind: "call an object of Flux as another's",
    plant: ({ one, otherId }) => {
      const object = one('Kustomization', (manifest) => nameOf(manifest).endsWith('-app'));
      return object ? [{ object, at: '/metadata/name', value: `tenant-${otherId}-app` }] : [];
    },
    finds: ['unique-names', 'flux-own-identity', 'foreign-namespace'],
  },
];
