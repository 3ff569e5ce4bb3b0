import { noStaticVolumes } from '../../src/policies/no-static-volumes.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { deployment, describePolicy, object } from './policy-cases.ts';

const tenant = minimalTenant();
const volume = object('PersistentVolume of v1', 'pv-1', { spec: { csi: { driver: 'd', volumeHandle: 'v' } } });

describePolicy(noStaticVolumes, [
  { name: 'no tenant', objects: [volume], expected: [] },
  {
    name: 'claims by class, and volumes of pods that name no disk',
    tenant,
    objects: [
      object('PersistentVolumeClaim of v1', 'files', { spec: { storageClassName: 'shared', volumeName: '' } }),
      deployment('web', { volumes: [{ name: 'run', emptyDir: {} }, { name: 'files', csi: null }, 'broken'] }),
    ],
    expected: [],
  },
  {
    name: 'volumes that are described, named and selected',
    tenant,
    objects: [
      volume,
      object('VolumeAttachment of storage.k8s.io/v1', 'a'),
      object('PersistentVolumeClaim of v1', 'files', { spec: { volumeName: 'pv-1', selector: {} } }),
      object('StatefulSet of apps/v1', 'x', {
        spec: { volumeClaimTemplates: [{ spec: { selector: { matchLabels: { a: 'b' } } } }] },
      }),
      object('Cluster of postgresql.cnpg.io/v1', 'database', {
        spec: { storage: { storageClass: 'block', pvcTemplate: { volumeName: 'pv-1' } } },
      }),
      deployment('web', { volumes: [{ name: 'files', csi: { driver: 'files' } }] }),
    ],
    expected: [
      ['', 'a PersistentVolume is given, must be left to the storage class'],
      ['', 'a VolumeAttachment is given, must be left to the storage class'],
      ['/spec/volumeName', 'volumeName of the claim is "pv-1", must be unset'],
      ['/spec/selector', 'selector of the claim is an object, must be unset'],
      ['/spec/volumeClaimTemplates/0/spec/selector', 'selector of the claim is an object, must be unset'],
      ['/spec/storage/pvcTemplate/volumeName', 'volumeName of the claim is "pv-1", must be unset'],
      ['/spec/template/spec/volumes/0/csi', 'volume "files" is of type csi, must be a claim'],
    ],
  },
]);
