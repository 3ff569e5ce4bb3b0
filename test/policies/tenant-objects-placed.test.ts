import { tenantObjectsPlaced } from '../../src/policies/tenant-objects-placed.ts';
import { minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, object } from './policy-cases.ts';

const tenant = minimalTenant();
const labels = { 'fleet.aos/tenant': 'acme' };
const placed = (type: string, name: string, metadata: Record<string, string | number | object> = {}) =>
  object(type, name, { metadata: { labels, ...metadata } as never });
const namespace = (more: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'tenant-acme', labels: { ...labels, ...more } },
});
const flux = { namespace: 'flux-system' };

describePolicy(tenantObjectsPlaced, [
  { name: 'no tenant', objects: [object('Secret of v1', 'x')], expected: [] },
  {
    name: 'a tenant’s own',
    tenant,
    objects: [
      namespace({ 'fleet.aos/data-classification': 'phi' }),
      placed('Secret of v1', 'odoo-admin'),
      placed('Secret of v1', 'sops-tenant-acme', flux),
      placed('ServiceAccount of v1', 'tenant-acme-data', flux),
      placed('Kustomization of kustomize.toolkit.fluxcd.io/v1', 'tenant-acme-boundary', flux),
    ],
    expected: [],
  },
  {
    name: 'another label prefix',
    tenant,
    fleet: minimalFleet(({ fleet }) => void (fleet.labelPrefix = 'aos.example')),
    objects: [placed('Secret of v1', 'x', { labels: { 'aos.example/tenant': 'acme' } }), placed('Secret of v1', 'y')],
    expected: [['/metadata/labels', 'label aos.example/tenant is unset, must be "acme"']],
  },
  {
    name: 'other namespaces, and none',
    tenant,
    objects: [
      placed('Secret of v1', 'x', { namespace: 'tenant-globex' }),
      placed('ConfigMap of v1', 'x', { namespace: 'monitoring' }),
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', labels } },
    ],
    expected: [
      ['/metadata/namespace', 'the namespace is "tenant-globex", must be "tenant-acme"'],
      ['/metadata/namespace', 'the namespace is "monitoring", must be "tenant-acme"'],
      ['/metadata/namespace', 'the namespace is unset, must be "tenant-acme"'],
    ],
  },
  {
    name: 'in Flux’s namespace what does not belong there',
    tenant,
    objects: [
      placed('Secret of v1', 'sops-tenant-globex', flux),
      placed('ServiceAccount of v1', 'tenant-acme-boundary', flux),
      placed('Deployment of apps/v1', 'tenant-acme-app', flux),
    ],
    expected: [
      ['/metadata/namespace', 'Secret sops-tenant-globex stands in flux-system, must stand in tenant-acme'],
      ['/metadata/namespace', 'ServiceAccount tenant-acme-boundary stands in flux-system, must stand in tenant-acme'],
      ['/metadata/namespace', 'Deployment tenant-acme-app stands in flux-system, must stand in tenant-acme'],
    ],
  },
  {
    name: 'labels of another, of none, and of less delicate data',
    tenant,
    objects: [
      placed('Secret of v1', 'x', { labels: { 'fleet.aos/tenant': 'globex' } }),
      object('Secret of v1', 'y'),
      namespace({ 'fleet.aos/data-classification': 'public' }),
    ],
    expected: [
      ['/metadata/labels', 'label fleet.aos/tenant is "globex", must be "acme"'],
      ['/metadata/labels', 'label fleet.aos/tenant is unset, must be "acme"'],
      ['/metadata/labels', 'label fleet.aos/data-classification is "public", must be "phi"'],
    ],
  },
  {
    name: 'what cannot be read',
    tenant,
    objects: [{ kind: 'Secret', metadata: 7 }, placed('Secret of v1', 'x', { namespace: 7, labels: 'acme' as never })],
    expected: [
      ['/metadata/namespace', 'the namespace is unset, must be "tenant-acme"'],
      ['/metadata/labels', 'label fleet.aos/tenant is unset, must be "acme"'],
      ['/metadata/namespace', 'the namespace is 7, must be "tenant-acme"'],
      ['/metadata/labels', 'label fleet.aos/tenant is unset, must be "acme"'],
    ],
  },
]);
