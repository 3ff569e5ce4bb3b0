import { clusterCapacity } from '../../src/policies/cluster-capacity.ts';
import { minimalFleet } from '../minimal-tenant.ts';
import { describeFleetPolicy, object } from './policy-cases.ts';

const quota = (cpu: string, memory: string) => [
  object('ResourceQuota of v1', 'tenant', { spec: { hard: { 'requests.cpu': cpu, 'requests.memory': memory } } }),
];

const volumes = (storage: string) => [
  object('ResourceQuota of v1', 'tenant', { spec: { hard: { 'requests.storage': storage } } }),
];

/** Clusters `eu-1` and `us-1` with room for four cores and sixteen GiB each. */
const fleet = minimalFleet(({ clusters }) => {
  const [first] = clusters;
  first!.capacity = { cpu: 4, memoryGiB: 16 };
  clusters.push({ ...first!, name: 'us-1' });
});

const cpuPointer = '/spec/hard/requests.cpu';
const memoryPointer = '/spec/hard/requests.memory';

describeFleetPolicy(clusterCapacity, [
  { name: 'no tenants', fleet, tenants: {}, expected: [] },
  {
    name: 'tenants that fill the cluster to the last core and byte',
    fleet,
    tenants: { 'eu-1/acme': quota('1500m', '8Gi'), 'eu-1/globex': quota('2.5', '8192Mi') },
    expected: [],
  },
  {
    name: 'millicores whose sum in binary is a little over four',
    fleet,
    tenants: {
      'eu-1/acme': quota('1191m', '1Gi'),
      'eu-1/globex': quota('2361m', '1Gi'),
      'eu-1/hooli': quota('448m', '1Gi'),
    },
    expected: [],
  },
  {
    name: 'tenants that fit only because they are on two clusters',
    fleet,
    tenants: { 'eu-1/acme': quota('3', '12Gi'), 'us-1/globex': quota('3', '12Gi') },
    expected: [],
  },
  {
    name: 'one tenant too many, for both resources',
    fleet,
    tenants: { 'eu-1/acme': quota('3', '12Gi'), 'eu-1/globex': quota('1250m', '4100Mi') },
    expected: [
      [
        'globex',
        'ResourceQuota tenant',
        cpuPointer,
        'cluster "eu-1" has 4 cores for tenants, but with this tenant\'s 1.25 they request 4.25, must fit',
      ],
      [
        'globex',
        'ResourceQuota tenant',
        memoryPointer,
        'cluster "eu-1" has 16 GiB of memory for tenants, but with this tenant\'s 4.004 they request 16.004, must fit',
      ],
    ],
  },
  {
    name: 'volumes beyond the storage, where the cluster says how much it has',
    fleet: minimalFleet(({ clusters }) => {
      const [first] = clusters;
      first!.capacity = { cpu: 4, memoryGiB: 16, storageGiB: 100 };
      clusters.push({ ...first!, name: 'us-1', capacity: { cpu: 4, memoryGiB: 16 } });
    }),
    tenants: { 'eu-1/acme': volumes('100Gi'), 'eu-1/globex': volumes('1Gi'), 'us-1/hooli': volumes('1000Gi') },
    expected: [
      [
        'globex',
        'ResourceQuota tenant',
        '/spec/hard/requests.storage',
        'cluster "eu-1" has 100 GiB of storage for tenants, but with this tenant\'s 1 they request 101, must fit',
      ],
    ],
  },
  {
    name: 'many tenants too many: once, at the first that does not fit',
    fleet,
    tenants: {
      'eu-1/acme': quota('3', '1Gi'),
      'eu-1/globex': quota('2', '1Gi'),
      'eu-1/hooli': quota('2', '1Gi'),
      'us-1/initech': quota('5', '1Gi'),
    },
    expected: [
      [
        'globex',
        'ResourceQuota tenant',
        cpuPointer,
        'cluster "eu-1" has 4 cores for tenants, but with this tenant\'s 2 they request 5, must fit',
      ],
      [
        'initech',
        'ResourceQuota tenant',
        cpuPointer,
        'cluster "us-1" has 4 cores for tenants, but with this tenant\'s 5 they request 5, must fit',
      ],
    ],
  },
]);
