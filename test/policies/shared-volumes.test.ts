import { sharedVolumes } from '../../src/policies/shared-volumes.ts';
import { deployment, describeFleetPolicy, object } from './policy-cases.ts';

const volume = (name: string, source: Record<string, Record<string, string>>) =>
  object('PersistentVolume of v1', name, { spec: source });
const claim = (volumeName: string) => object('PersistentVolumeClaim of v1', 'files', { spec: { volumeName } });
const csi = (volumeHandle: string) => ({ csi: { driver: 'ebs.csi.aws.com', volumeHandle } });
const nfs = (path: string) => ({ nfs: { server: 'Files.example.com', path } });
const taken = (value: string) => `volume "${value}" is already used by tenant "acme", must belong to one tenant`;

describeFleetPolicy(sharedVolumes, [
  {
    name: 'a volume of each tenant, and one name in two clusters',
    tenants: {
      'eu-1/acme': [volume('a', csi('vol-1')), claim('a'), volume('n', nfs('/acme'))],
      'eu-1/globex': [volume('b', csi('vol-2')), claim('')],
      'us-1/hooli': [volume('a', csi('vol-3'))],
    },
    expected: [],
  },
  {
    name: 'one disk, one path, one name, one snapshot',
    tenants: {
      'eu-1/acme': [
        volume('a', csi('vol-1')),
        deployment('web', { volumes: [{ name: 'files', ...nfs('/acme/') }] }),
        object('VolumeSnapshotContent of snapshot.storage.k8s.io/v1', 'c', {
          spec: { driver: 'ebs.csi.aws.com', source: { snapshotHandle: 'snap-1' } },
        }),
      ],
      'eu-1/globex': [claim('a'), volume('n', nfs('//acme'))],
      'us-1/hooli': [
        volume('h', csi('vol-1')),
        object('VolumeSnapshotContent of snapshot.storage.k8s.io/v1', 'c', {
          spec: { driver: 'ebs.csi.aws.com', source: { snapshotHandle: 'snap-1' } },
        }),
      ],
    },
    expected: [
      ['globex', 'PersistentVolumeClaim files', '/spec/volumeName', taken('a')],
      ['globex', 'PersistentVolume n', '/spec/nfs', taken('files.example.com:/acme/')],
      ['hooli', 'PersistentVolume h', '/spec/csi/volumeHandle', taken('ebs.csi.aws.com vol-1')],
      ['hooli', 'VolumeSnapshotContent c', '/spec/source/snapshotHandle', taken('ebs.csi.aws.com snap-1')],
    ],
  },
]);
