import {
  type Case,
  cpu,
  describeDemand,
  gibibyte,
  mebibyte,
  pod,
  resources,
  template,
  times,
} from './workload-demand-cases.ts';

const pods: readonly Case[] = [
  {
    name: 'containers, which run together',
    objects: [pod({ containers: [{ resources: cpu('1') }, { resources: cpu('500m', '2') }, {}] })],
    amounts: { pods: 1, 'requests.cpu': 1.5, 'limits.cpu': 3 },
  },
  {
    name: 'init containers, which run one after another before them',
    objects: [
      pod({
        initContainers: [{ resources: cpu('3') }, { resources: cpu('2') }],
        containers: [{ resources: cpu('1') }, { resources: cpu('1', '4') }],
      }),
    ],
    amounts: { pods: 1, 'requests.cpu': 3, 'limits.cpu': 5 },
  },
  {
    name: 'sidecars, which run beside everything that comes after them',
    objects: [
      pod({
        initContainers: [
          { resources: cpu('2') },
          { restartPolicy: 'Always', resources: cpu('1') },
          { resources: cpu('3') },
        ],
        containers: [{ resources: cpu('2') }],
      }),
    ],
    amounts: { pods: 1, 'requests.cpu': 4, 'limits.cpu': 4 },
  },
  {
    name: 'sidecars beside larger containers',
    objects: [
      pod({
        initContainers: [{ restartPolicy: 'Always', resources: cpu('1') }, { resources: cpu('1') }],
        containers: [{ resources: cpu('2') }],
      }),
    ],
    amounts: { pods: 1, 'requests.cpu': 3, 'limits.cpu': 3 },
  },
  {
    name: 'a limit without a request, which is its request',
    objects: [pod({ containers: [{ resources: { limits: { memory: '64Mi' } } }] })],
    amounts: { pods: 1, 'requests.memory': 64 * mebibyte, 'limits.memory': 64 * mebibyte },
  },
  {
    name: 'resources of the whole pod, which replace those of its containers',
    objects: [pod({ resources: cpu('3', '4'), containers: [{ resources }, { resources: cpu('500m') }] })],
    amounts: {
      pods: 1,
      'requests.cpu': 3,
      'limits.cpu': 4,
      'requests.memory': gibibyte,
      'limits.memory': 2 * gibibyte,
    },
  },
  {
    name: 'ephemeral containers, which have no resources',
    objects: [pod({ ...template.spec, ephemeralContainers: [{ resources }] })],
    amounts: times(1),
  },
];

describeDemand('the containers of a pod', pods);
