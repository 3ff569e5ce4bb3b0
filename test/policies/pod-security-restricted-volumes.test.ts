import { podSecurityRestrictedVolumes } from '../../src/policies/pod-security-restricted-volumes.ts';
import { describePodPolicy, web } from './pod-security-cases.ts';

const wanted =
  'must be replaced by an object configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected or secret';
const others = [
  'awsElasticBlockStore',
  'azureDisk',
  'azureFile',
  'cephfs',
  'cinder',
  'fc',
  'flexVolume',
  'flocker',
  'gcePersistentDisk',
  'gitRepo',
  'glusterfs',
  'hostPath',
  'iscsi',
  'nfs',
  'photonPersistentDisk',
  'portworxVolume',
  'quobyte',
  'rbd',
  'scaleIO',
  'storageos',
  'vsphereVolume',
];

describePodPolicy(podSecurityRestrictedVolumes, [
  { name: 'no volumes', spec: web({}), expected: [] },
  {
    name: 'allowed types',
    spec: web(
      {},
      {
        volumes: [
          { name: 'a', configMap: { name: 'x' } },
          { name: 'b', csi: { driver: 'x' } },
          { name: 'c', downwardAPI: {} },
          { name: 'd', emptyDir: {} },
          { name: 'e', ephemeral: {} },
          { name: 'f', image: {} },
          { name: 'g', persistentVolumeClaim: { claimName: 'x' } },
          { name: 'h', projected: {} },
          { name: 'i', secret: {} },
        ],
      },
    ),
    expected: [],
  },
  {
    name: 'no type, which becomes an emptyDir',
    spec: web({}, { volumes: [{ name: 'data' }, { name: 'none', nfs: null }] }),
    expected: [],
  },
  {
    name: 'every other type',
    spec: web({}, { volumes: others.map((type) => ({ name: 'data', [type]: {} })) }),
    expected: others.map(
      (type, index) =>
        [`/spec/volumes/${index}/${type}`, `volume "data" sets ${type} to an object, ${wanted}`] as const,
    ),
  },
  {
    name: 'a type nobody knows',
    spec: web({}, { volumes: [{ name: 'data', 'example.com/disk': {} }] }),
    expected: [
      ['/spec/volumes/0/example.com~1disk', `volume "data" sets ["example.com/disk"] to an object, ${wanted}`],
    ],
  },
  {
    name: 'an allowed type that is malformed',
    spec: web({}, { volumes: [{ emptyDir: 'yes' }] }),
    expected: [['/spec/volumes/0/emptyDir', `volume 0 sets emptyDir to "yes", ${wanted}`]],
  },
  {
    name: 'a malformed volume',
    spec: web({}, { volumes: ['data', null] }),
    expected: [
      ['/spec/volumes/0', 'pod sets volumes[0] to "data", must be an object'],
      ['/spec/volumes/1', 'pod sets volumes[1] to null, must be an object'],
    ],
  },
  {
    name: 'malformed volumes',
    spec: web({}, { volumes: 'data' }),
    expected: [['/spec/volumes', 'pod sets volumes to "data", must be a list']],
  },
]);
