import type { JsonObject } from '../../src/model/manifest.ts';
import { volumeSources } from '../../src/policies/volume-sources.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, object } from './policy-cases.ts';

const tenant = minimalTenant();
const claim = (spec: JsonObject, name = 'copy') => object('PersistentVolumeClaim of v1', name, { spec });
const snapshot = (source: JsonObject) =>
  object('VolumeSnapshot of snapshot.storage.k8s.io/v1', 'yesterday', { spec: { source } });
const ref = { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'yesterday' };
const own = 'must be a claim or snapshot of the own stack';

describePolicy(volumeSources, [
  { name: 'no tenant', objects: [claim({ dataSource: ref })], expected: [] },
  {
    name: 'empty volumes, and copies within the stack',
    tenant,
    objects: [
      claim({}, 'files'),
      snapshot({ persistentVolumeClaimName: 'files' }),
      claim({ dataSource: ref, dataSourceRef: { ...ref, namespace: 'tenant-acme' } }),
      claim({ dataSource: { kind: 'PersistentVolumeClaim', name: 'files' }, dataSourceRef: null }),
    ],
    expected: [],
  },
  {
    name: 'another namespace, what is not in the stack, and populators',
    tenant,
    objects: [
      snapshot({ persistentVolumeClaimName: 'files' }),
      claim({ dataSourceRef: { ...ref, namespace: 'tenant-globex' } }),
      claim({ dataSource: { ...ref, name: 'other' } }),
      claim({ dataSource: { kind: 'VolumeSnapshot', name: 'yesterday' } }),
      claim({ dataSourceRef: { apiGroup: 'populators.example.com', kind: 'Bucket', name: 'all' } }),
      claim({ dataSource: 'yesterday' }),
    ],
    expected: [
      [
        '/spec/dataSourceRef',
        'dataSourceRef is snapshot.storage.k8s.io VolumeSnapshot yesterday of namespace "tenant-globex", must be in "tenant-acme"',
      ],
      ['/spec/dataSource', `dataSource is snapshot.storage.k8s.io VolumeSnapshot other, ${own}`],
      ['/spec/dataSource', `dataSource is VolumeSnapshot yesterday, ${own}`],
      ['/spec/dataSourceRef', `dataSourceRef is populators.example.com Bucket all, ${own}`],
      ['/spec/dataSource', 'dataSource is "yesterday", must be an object or unset'],
    ],
  },
  {
    name: 'snapshots whose content is named by hand',
    tenant,
    objects: [
      snapshot({ volumeSnapshotContentName: 'content-1' }),
      object('VolumeSnapshotContent of snapshot.storage.k8s.io/v1', 'content-1'),
    ],
    expected: [
      ['', 'a VolumeSnapshotContent is given, must be left to the snapshot class'],
      ['/spec/source/volumeSnapshotContentName', 'the snapshot\'s content is "content-1", must be made from a claim'],
    ],
  },
]);
