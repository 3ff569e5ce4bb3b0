import type { Json, JsonObject } from '../../src/model/manifest.ts';
import { fluxOwnIdentity } from '../../src/policies/flux-own-identity.ts';
import { minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, object } from './policy-cases.ts';

const tenant = minimalTenant();
const plain = minimalFleet(({ clusters }) => void (clusters[0]!.flux = { version: '2.9', delivery: 'repository' }));
const ofRepository = minimalTenant(() => {}, plain);

const decryption = { provider: 'sops', secretRef: { name: 'sops-tenant-acme' } };
const kustomization = (layer: string, change: { readonly [field: string]: Json } = {}, metadata: JsonObject = {}) =>
  object('Kustomization of kustomize.toolkit.fluxcd.io/v1', `tenant-acme-${layer}`, {
    metadata: { namespace: 'flux-system', ...metadata },
    spec: {
      interval: '60m',
      prune: true,
      serviceAccountName: layer === 'boundary' ? 'fleet-boundary' : `tenant-acme-${layer}`,
      sourceRef: { kind: 'ExternalArtifact', name: 'tenant-acme' },
      path: `./${layer}`,
      ...change,
    },
  });
const repository = { kind: 'GitRepository', name: 'flux-system' };
const names = 'tenant-acme-boundary or tenant-acme-data or tenant-acme-app';

describePolicy(fluxOwnIdentity, [
  { name: 'no tenant', objects: [kustomization('app', { serviceAccountName: '' })], expected: [] },
  {
    name: 'three layers from an artifact',
    tenant,
    objects: [
      kustomization('boundary', { decryption, deletionPolicy: 'Orphan', wait: true }),
      kustomization('data', { dependsOn: [{ name: 'tenant-acme-boundary' }], path: 'data/' }),
      kustomization('app', {
        force: false,
        targetNamespace: null,
        sourceRef: { kind: 'ExternalArtifact', name: 'tenant-acme', namespace: 'flux-system' },
      }),
      object('ConfigMap of v1', 'x', { spec: { path: './' } }),
    ],
    expected: [],
  },
  {
    name: 'a layer from the repository',
    tenant: ofRepository,
    objects: [kustomization('app', { sourceRef: repository, path: './dist/tenants/eu-1/acme/app' })],
    expected: [],
  },
  {
    name: 'no account, that of another layer, and that of the platform',
    tenant,
    objects: [
      kustomization('boundary', { serviceAccountName: null }),
      kustomization('data', { serviceAccountName: 'tenant-acme-app' }),
      kustomization('app', { serviceAccountName: 'fleet-boundary' }),
    ],
    expected: [
      ['/spec/serviceAccountName', 'serviceAccountName is null, must be "fleet-boundary"'],
      ['/spec/serviceAccountName', 'serviceAccountName is "tenant-acme-app", must be "tenant-acme-data"'],
      ['/spec/serviceAccountName', 'serviceAccountName is "fleet-boundary", must be "tenant-acme-app"'],
    ],
  },
  {
    name: 'the source and the folder of others',
    tenant,
    objects: [
      kustomization('app', { sourceRef: { kind: 'ExternalArtifact', name: 'tenant-globex' } }),
      kustomization('app', { sourceRef: { ...repository, namespace: 'tenant-acme' }, path: './' }),
      kustomization('app', { path: './boundary' }),
      kustomization('app', { path: './app/../boundary' }),
    ],
    expected: [
      ['/spec/sourceRef/name', 'sourceRef.name is "tenant-globex", must be "tenant-acme"'],
      ['/spec/sourceRef/kind', 'sourceRef.kind is "GitRepository", must be "ExternalArtifact"'],
      ['/spec/sourceRef/name', 'sourceRef.name is "flux-system", must be "tenant-acme"'],
      ['/spec/sourceRef/namespace', 'sourceRef.namespace is "tenant-acme", must be "flux-system"'],
      ['/spec/path', 'path is "./", must be "./app"'],
      ['/spec/path', 'path is "./boundary", must be "./app"'],
      ['/spec/path', 'path is "./app/../boundary", must be "./app"'],
    ],
  },
  {
    name: 'the folder of another in the repository',
    tenant: ofRepository,
    objects: [kustomization('app', { sourceRef: repository, path: './dist/tenants/eu-1/globex/app' })],
    expected: [['/spec/path', 'path is "./dist/tenants/eu-1/globex/app", must be "./dist/tenants/eu-1/acme/app"']],
  },
  {
    name: 'keys of others',
    tenant,
    objects: [
      kustomization('boundary', { decryption: { ...decryption, secretRef: { name: 'sops-age' } } }),
      kustomization('boundary', { decryption: { provider: 'sops', serviceAccountName: 'kms' } }),
    ],
    expected: [
      ['/spec/decryption/secretRef/name', 'decryption.secretRef.name is "sops-age", must be "sops-tenant-acme"'],
      ['/spec/decryption/secretRef/name', 'decryption.secretRef.name is unset, must be "sops-tenant-acme"'],
      ['/spec/decryption/serviceAccountName', 'decryption.serviceAccountName is "kms", must be unset'],
    ],
  },
  {
    name: 'what changes or moves the objects on the way',
    tenant,
    objects: [
      kustomization('app', {
        targetNamespace: 'tenant-acme',
        kubeConfig: { secretRef: { name: 'admin' } },
        postBuild: { substituteFrom: [{ kind: 'Secret', name: 'all' }] },
        patches: [],
        commonMetadata: { labels: { 'fleet.aos/tenant': 'globex' } },
        force: true,
      }),
    ],
    expected: [
      ['/spec/targetNamespace', 'targetNamespace is "tenant-acme", must be unset'],
      ['/spec/kubeConfig', 'kubeConfig is an object, must be unset'],
      ['/spec/postBuild', 'postBuild is an object, must be unset'],
      ['/spec/patches', 'patches is [], must be unset'],
      ['/spec/commonMetadata', 'commonMetadata is an object, must be unset'],
      ['/spec/force', 'force is true, must be unset'],
    ],
  },
  {
    name: 'other places and names',
    tenant,
    objects: [
      kustomization('app', {}, { namespace: 'tenant-acme' }),
      kustomization('extra'),
      kustomization('app', {}, { name: 'flux-system' }),
    ],
    expected: [
      ['/metadata/namespace', 'namespace is "tenant-acme", must be "flux-system"'],
      ['/metadata/name', `the name is "tenant-acme-extra", must be ${names}`],
      ['/metadata/name', `the name is "flux-system", must be ${names}`],
    ],
  },
  {
    name: 'other objects of Flux',
    tenant,
    objects: [
      object('HelmRelease of helm.toolkit.fluxcd.io/v2', 'odoo'),
      object('GitRepository of source.toolkit.fluxcd.io/v1', 'odoo'),
      object('ImageUpdateAutomation of image.toolkit.fluxcd.io/v1', 'odoo'),
      object('ArtifactGenerator of source.extensions.fluxcd.io/v1beta1', 'odoo'),
      object('ResourceSet of fluxcd.controlplane.io/v1', 'odoo'),
    ],
    expected: [
      'HelmRelease of helm.toolkit.fluxcd.io',
      'GitRepository of source.toolkit.fluxcd.io',
      'ImageUpdateAutomation of image.toolkit.fluxcd.io',
      'ArtifactGenerator of source.extensions.fluxcd.io',
      'ResourceSet of fluxcd.controlplane.io',
    ].map((found) => ['', `${found} is an object of Flux, must be a Kustomization of a layer`]),
  },
  {
    name: 'what cannot be read',
    tenant,
    objects: [
      { ...kustomization('app'), spec: 'all' },
      kustomization('boundary', { decryption: 'sops', sourceRef: [], path: ['./boundary'] }),
    ],
    expected: [
      ['/spec/serviceAccountName', 'serviceAccountName is unset, must be "tenant-acme-app"'],
      ['/spec/sourceRef/kind', 'sourceRef.kind is unset, must be "ExternalArtifact"'],
      ['/spec/sourceRef/name', 'sourceRef.name is unset, must be "tenant-acme"'],
      ['/spec/path', 'path is unset, must be "./app"'],
      ['/spec/sourceRef/kind', 'sourceRef.kind is unset, must be "ExternalArtifact"'],
      ['/spec/sourceRef/name', 'sourceRef.name is unset, must be "tenant-acme"'],
      ['/spec/path', 'path is ["./boundary"], must be "./boundary"'],
      ['/spec/decryption/provider', 'decryption.provider is unset, must be "sops"'],
      ['/spec/decryption/secretRef/name', 'decryption.secretRef.name is unset, must be "sops-tenant-acme"'],
    ],
  },
]);
