import { describe, expect, it } from 'vitest';
import { demandOf } from '../../src/policies/workload-demand.ts';
import { object } from './policy-cases.ts';
import {
  type Case,
  claim,
  cluster,
  deployment,
  describeDemand,
  gibibyte,
  pod,
  resources,
  template,
  times,
} from './workload-demand-cases.ts';

const workloads: readonly Case[] = [
  {
    name: 'a database with the sidecar of its object store',
    objects: [
      cluster({
        instances: 2,
        resources,
        storage: { size: '1Gi' },
        plugins: [{ parameters: { barmanObjectName: 'backups' } }],
      }),
      object('ObjectStore of barmancloud.cnpg.io/v1', 'backups', {
        spec: { instanceSidecarConfiguration: { resources } },
      }),
    ],
    amounts: { ...times(6), pods: 3, 'requests.storage': 2 * gibibyte, persistentvolumeclaims: 2 },
  },
  {
    name: 'a database with another plugin',
    objects: [cluster({ resources, storage: { size: '1Gi' }, plugins: ['broken', { name: 'other' }] })],
    amounts: { ...times(2), 'requests.storage': gibibyte, persistentvolumeclaims: 1 },
  },
  {
    name: 'a database whose object store is not there',
    objects: [
      cluster({ resources, storage: { size: '1Gi' }, plugins: [{ parameters: { barmanObjectName: 'backups' } }] }),
    ],
    amounts: { 'requests.storage': gibibyte, persistentvolumeclaims: 1 },
    unknown: ['Cluster "database" has no readable number of pods'],
  },
  {
    name: 'a claim that lives as long as its pod',
    objects: [
      pod({
        ...template.spec,
        volumes: [
          { name: 'a', emptyDir: {} },
          { name: 'b', ephemeral: { volumeClaimTemplate: { spec: claim('3Gi') } } },
        ],
      }),
    ],
    amounts: { ...times(1), 'requests.storage': 3 * gibibyte, persistentvolumeclaims: 1 },
  },
  {
    name: 'such a claim of a size that cannot be read',
    objects: [pod({ ...template.spec, volumes: [{ name: 'b', ephemeral: {} }] })],
    amounts: { ...times(1), persistentvolumeclaims: 1 },
    unknown: ['Pod "pod" has no readable volume size'],
  },
  { name: 'nothing', objects: [object('ConfigMap of v1', 'odoo')], amounts: {} },
  { name: 'a Pod', objects: [pod(template.spec)], amounts: times(1) },
  { name: 'replicas unset: one, and one more while it rolls', objects: [deployment({})], amounts: times(2) },
  { name: 'a surge of a quarter, rounded up', objects: [deployment({ replicas: 5 })], amounts: times(7) },
  {
    name: 'a surge in percent',
    objects: [deployment({ replicas: 10, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '30%' } } })],
    amounts: times(13),
  },
  {
    name: 'a surge of 100 %',
    objects: [deployment({ replicas: 3, strategy: { rollingUpdate: { maxSurge: '100%' } } })],
    amounts: times(6),
  },
  {
    name: 'a surge in pods',
    objects: [deployment({ replicas: 3, strategy: { rollingUpdate: { maxSurge: 2 } } })],
    amounts: times(5),
  },
  {
    name: 'no surge',
    objects: [deployment({ replicas: 3, strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } })],
    amounts: times(3),
  },
  {
    name: 'pods that are replaced, not surged',
    objects: [deployment({ replicas: 3, strategy: { type: 'Recreate' } })],
    amounts: times(3),
  },
  {
    name: 'a surge that cannot be read',
    objects: [deployment({ replicas: 3, strategy: { rollingUpdate: { maxSurge: 'some' } } })],
    amounts: {},
    unknown: ['Deployment "web" has no readable number of pods'],
  },
  {
    name: 'replicas that cannot be read',
    objects: [deployment({ replicas: 'many' })],
    amounts: {},
    unknown: ['Deployment "web" has no readable number of pods'],
  },
  {
    name: 'a Job and its parallelism',
    objects: [
      object('Job of batch/v1', 'migrate', { spec: { template } }),
      object('Job of batch/v1', 'import', { spec: { template, parallelism: 3, completions: 9 } }),
    ],
    amounts: times(4),
  },
  {
    name: 'a CronJob whose runs do not overlap',
    objects: [
      object('CronJob of batch/v1', 'backup', {
        spec: { concurrencyPolicy: 'Forbid', jobTemplate: { spec: { template } } },
      }),
    ],
    amounts: times(1),
  },
  {
    name: 'a CronJob whose runs replace each other, two pods each',
    objects: [
      object('CronJob of batch/v1', 'backup', {
        spec: { concurrencyPolicy: 'Replace', jobTemplate: { spec: { template, parallelism: 2 } } },
      }),
    ],
    amounts: times(2),
  },
  {
    name: 'a CronJob whose runs may overlap without bound',
    objects: [object('CronJob of batch/v1', 'backup', { spec: { jobTemplate: { spec: { template } } } })],
    amounts: {},
    unknown: ['CronJob "backup" has no readable number of pods'],
  },
  {
    name: 'a CronJob whose policy is empty, which is the same as none',
    objects: [
      object('CronJob of batch/v1', 'backup', {
        spec: { concurrencyPolicy: '', jobTemplate: { spec: { template } } },
      }),
    ],
    amounts: {},
    unknown: ['CronJob "backup" has no readable number of pods'],
  },
  {
    name: 'a DaemonSet, with a pod on each node',
    objects: [object('DaemonSet of apps/v1', 'agent', { spec: { template } })],
    amounts: {},
    unknown: ['DaemonSet "agent" has no readable number of pods'],
  },
  {
    name: 'a ReplicaSet, a ReplicationController and a PodTemplate',
    objects: [
      object('ReplicaSet of apps/v1', 'set', { spec: { template, replicas: 2 } }),
      object('ReplicationController of v1', 'controller', { spec: { template } }),
      object('PodTemplate of v1', 'template', { template }),
    ],
    amounts: times(3),
  },
];

const volumes: readonly Case[] = [
  {
    name: 'claims',
    objects: [object('PersistentVolumeClaim of v1', 'files', { spec: claim('10Gi') })],
    amounts: { 'requests.storage': 10 * gibibyte, persistentvolumeclaims: 1 },
  },
  {
    name: 'a claim without size',
    objects: [object('PersistentVolumeClaim of v1', 'files', { spec: {} })],
    amounts: { persistentvolumeclaims: 1 },
    unknown: ['PersistentVolumeClaim "files" has no readable volume size'],
  },
  {
    name: 'a StatefulSet with two claims for each of three pods',
    objects: [
      object('StatefulSet of apps/v1', 'database', {
        spec: {
          replicas: 3,
          template,
          volumeClaimTemplates: [{ spec: claim('1Gi') }, { spec: claim('2Gi') }],
        },
      }),
    ],
    amounts: { ...times(3), 'requests.storage': 9 * gibibyte, persistentvolumeclaims: 6 },
  },
  {
    name: 'a stopped StatefulSet, whose volume stays',
    objects: [
      object('StatefulSet of apps/v1', 'database', {
        spec: { replicas: 0, template, volumeClaimTemplates: [{ spec: claim('20Gi') }] },
      }),
    ],
    stopped: true,
    amounts: { ...times(0), 'requests.storage': 20 * gibibyte, persistentvolumeclaims: 1 },
  },
];

const databases: readonly Case[] = [
  {
    name: 'three instances, and a pod that joins',
    objects: [cluster({ instances: 3, storage: { size: '20Gi' }, resources })],
    amounts: { ...times(4), 'requests.storage': 60 * gibibyte, persistentvolumeclaims: 3 },
  },
  {
    name: 'instances unset',
    objects: [cluster({ storage: { size: '1Gi' }, resources })],
    amounts: { ...times(2), 'requests.storage': gibibyte, persistentvolumeclaims: 1 },
  },
  {
    name: 'a hibernating database, whose volumes stay',
    objects: [cluster({ instances: 2, storage: { size: '20Gi' }, resources })],
    stopped: true,
    amounts: { ...times(0), 'requests.storage': 40 * gibibyte, persistentvolumeclaims: 2 },
  },
  {
    name: 'a volume for the log of its own',
    objects: [cluster({ instances: 2, storage: { size: '20Gi' }, walStorage: { size: '5Gi' }, resources })],
    amounts: { ...times(3), 'requests.storage': 50 * gibibyte, persistentvolumeclaims: 4 },
  },
  {
    name: 'a size that cannot be read',
    objects: [cluster({ instances: 1, storage: {}, resources })],
    amounts: { ...times(2), persistentvolumeclaims: 1 },
    unknown: ['Cluster "database" has no readable volume size'],
  },
  {
    name: 'a Cluster of another API',
    objects: [object('Cluster of cluster.x-k8s.io/v1beta1', 'database', { spec: { instances: 3 } })],
    amounts: {},
  },
];

describeDemand('workloads', workloads);
describeDemand('volumes', volumes);
describeDemand('databases', databases);

describe('demandOf', () => {
  it('adds everything up', () => {
    const objects = [
      deployment({ replicas: 2, strategy: { type: 'Recreate' } }),
      cluster({ storage: { size: '1Gi' }, resources }),
    ];
    expect(Object.fromEntries(demandOf(objects, true).amounts)).toEqual({
      ...times(4),
      'requests.storage': gibibyte,
      persistentvolumeclaims: 1,
    });
  });
});
