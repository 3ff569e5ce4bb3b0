import { podSecurityHostPathVolumes } from '../../src/policies/pod-security-host-path-volumes.ts';
import { describePodPolicy, web } from './pod-security-cases.ts';

describePodPolicy(podSecurityHostPathVolumes, [
  { name: 'no volumes', spec: web({}), expected: [] },
  { name: 'null', spec: web({}, { volumes: null }), expected: [] },
  {
    name: 'other volumes',
    spec: web(
      {},
      {
        volumes: [
          { name: 'data', emptyDir: {} },
          { name: 'nothing', hostPath: null },
        ],
      },
    ),
    expected: [],
  },
  {
    name: 'host paths',
    spec: web(
      {},
      {
        volumes: [
          { name: 'data', emptyDir: {} },
          { name: 'socket', hostPath: { path: '/run/containerd' } },
          { hostPath: {} },
        ],
      },
    ),
    expected: [
      ['/spec/volumes/1/hostPath', 'volume "socket" sets hostPath to an object, must be unset'],
      ['/spec/volumes/2/hostPath', 'volume 2 sets hostPath to an object, must be unset'],
    ],
  },
  {
    name: 'a text',
    spec: web({}, { volumes: [{ name: 'data', hostPath: '' }] }),
    expected: [['/spec/volumes/0/hostPath', 'volume "data" sets hostPath to "", must be unset']],
  },
  {
    name: 'a malformed volume',
    spec: web({}, { volumes: ['data'] }),
    expected: [['/spec/volumes/0', 'pod sets volumes[0] to "data", must be an object']],
  },
  {
    name: 'a volume that is null',
    spec: web({}, { volumes: [null] }),
    expected: [['/spec/volumes/0', 'pod sets volumes[0] to null, must be an object']],
  },
  {
    name: 'malformed volumes',
    spec: web({}, { volumes: { data: { hostPath: {} } } }),
    expected: [['/spec/volumes', 'pod sets volumes to an object, must be a list']],
  },
]);
