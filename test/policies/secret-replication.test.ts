import { secretReplication } from '../../src/policies/secret-replication.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, object } from './policy-cases.ts';

const tenant = minimalTenant();
const left = (name: string) => `"${name}" is set, must be left out`;
const allowed = 'reflector.v1.k8s.emberstack.com/reflection-allowed';
const copied = object('Secret of v1', 'a', { metadata: { annotations: { [allowed]: 'true' } } });

describePolicy(secretReplication, [
  { name: 'no tenant', objects: [copied], expected: [] },
  {
    name: 'other annotations and labels, and metadata that is none',
    tenant,
    objects: [
      object('Secret of v1', 'a', { metadata: { annotations: { 'example.com/sync': 'x' }, labels: 'broken' } }),
      { apiVersion: 'v1', kind: 'Secret' },
      object('Certificate of cert-manager.io/v1', 'a', { spec: { secretTemplate: { labels: { a: 'b' } } } }),
    ],
    expected: [],
  },
  {
    name: 'what the controllers look for, also by way of another object',
    tenant,
    objects: [
      copied,
      object('ConfigMap of v1', 'a', { metadata: { annotations: { 'kubed.appscode.com/sync': '' } } }),
      object('Secret of v1', 'a', { metadata: { annotations: { 'replicator.v1.mittwald.de/replicate-from': 'x/y' } } }),
      object('Certificate of cert-manager.io/v1', 'a', {
        spec: { secretTemplate: { annotations: { 'replicator.v1.mittwald.de/replicate-to': '.*' } } },
      }),
      object('ExternalSecret of external-secrets.io/v1', 'a', {
        spec: { target: { template: { metadata: { annotations: { [allowed]: 'true' } } } } },
      }),
      object('Cluster of postgresql.cnpg.io/v1', 'a', {
        spec: { inheritedMetadata: { annotations: { [allowed]: 'true' } } },
      }),
    ],
    expected: [
      ['/metadata/annotations/reflector.v1.k8s.emberstack.com~1reflection-allowed', left(allowed)],
      ['/metadata/annotations/kubed.appscode.com~1sync', left('kubed.appscode.com/sync')],
      [
        '/metadata/annotations/replicator.v1.mittwald.de~1replicate-from',
        left('replicator.v1.mittwald.de/replicate-from'),
      ],
      [
        '/spec/secretTemplate/annotations/replicator.v1.mittwald.de~1replicate-to',
        left('replicator.v1.mittwald.de/replicate-to'),
      ],
      ['/spec/target/template/metadata/annotations/reflector.v1.k8s.emberstack.com~1reflection-allowed', left(allowed)],
      ['/spec/inheritedMetadata/annotations/reflector.v1.k8s.emberstack.com~1reflection-allowed', left(allowed)],
    ],
  },
]);
