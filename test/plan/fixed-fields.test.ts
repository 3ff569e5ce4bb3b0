import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/model/manifest.ts';
import { fixedFields } from '../../src/plan/fixed-fields.ts';
import { meaningOf } from '../../src/plan/object-meaning.ts';

type Case = readonly [
  name: string,
  of: readonly [apiVersion: string, kind: string],
  before: JsonObject,
  after: JsonObject,
];

const claim: JsonObject = {
  accessModes: ['ReadWriteOnce'],
  resources: { requests: { storage: '10Gi' } },
  storageClassName: 'a',
};
const cluster = (spec: JsonObject): JsonObject => ({ spec: { instances: 2, storage: { size: '10Gi' }, ...spec } });
const sized = (storage: Json): JsonObject => ({ spec: { ...claim, resources: { requests: { storage } } } });

const refused: readonly Case[] = [
  [
    'the selector of a Deployment',
    ['apps/v1', 'Deployment'],
    { spec: { selector: { matchLabels: { a: '1' } } } },
    { spec: { selector: { matchLabels: { a: '2' } } } },
  ],
  [
    'a part of the selector of a DaemonSet',
    ['apps/v1', 'DaemonSet'],
    { spec: { selector: { matchLabels: { a: '1' } } } },
    { spec: { selector: { matchLabels: { a: '1', b: '1' } } } },
  ],
  [
    'the claims of a StatefulSet',
    ['apps/v1', 'StatefulSet'],
    { spec: { volumeClaimTemplates: [{ metadata: { name: 'd' }, spec: claim }] } },
    { spec: { volumeClaimTemplates: [{ metadata: { name: 'd' }, spec: { ...claim, storageClassName: 'b' } }] } },
  ],
  [
    'the service of a StatefulSet',
    ['apps/v1', 'StatefulSet'],
    { spec: { serviceName: 'a' } },
    { spec: { serviceName: 'b' } },
  ],
  [
    'the pod of a Job',
    ['batch/v1', 'Job'],
    { spec: { template: { spec: { containers: [{ name: 'a', image: 'x' }] } } } },
    { spec: { template: { spec: { containers: [{ name: 'a', image: 'y' }] } } } },
  ],
  ['the completions of a Job', ['batch/v1', 'Job'], { spec: { completions: 1 } }, { spec: { completions: 2 } }],
  [
    'the class of a claim',
    ['v1', 'PersistentVolumeClaim'],
    { spec: claim },
    { spec: { ...claim, storageClassName: 'b' } },
  ],
  ['a claim that shrinks', ['v1', 'PersistentVolumeClaim'], sized('10Gi'), sized('9Gi')],
  ['a claim that shrinks in another spelling', ['v1', 'PersistentVolumeClaim'], sized('1Gi'), sized('1000Mi')],
  [
    'the address of a Service',
    ['v1', 'Service'],
    { spec: { clusterIP: '10.0.0.1' } },
    { spec: { clusterIP: '10.0.0.2' } },
  ],
  ['a Service that loses its address', ['v1', 'Service'], { spec: {} }, { spec: { clusterIP: 'None' } }],
  [
    'the class of a load balancer',
    ['v1', 'Service'],
    { spec: { type: 'LoadBalancer' } },
    { spec: { type: 'LoadBalancer', loadBalancerClass: 'a/b' } },
  ],
  ['the type of a Secret', ['v1', 'Secret'], { type: 'Opaque' }, { type: 'kubernetes.io/tls' }],
  [
    'what an immutable Secret holds',
    ['v1', 'Secret'],
    { immutable: true, data: { a: 'eA==' } },
    { immutable: true, data: { a: 'eQ==' } },
  ],
  ['that a ConfigMap is immutable', ['v1', 'ConfigMap'], { immutable: true }, { immutable: false }],
  [
    'the role of a binding',
    ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
    { roleRef: { kind: 'Role', name: 'a' } },
    { roleRef: { kind: 'Role', name: 'b' } },
  ],
  [
    'the role of a binding for the cluster',
    ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding'],
    { roleRef: { name: 'a' } },
    { roleRef: { name: 'b' } },
  ],
  [
    'the parameters of a StorageClass',
    ['storage.k8s.io/v1', 'StorageClass'],
    { parameters: { type: 'a' } },
    { parameters: { type: 'b' } },
  ],
  ['the value of a PriorityClass', ['scheduling.k8s.io/v1', 'PriorityClass'], { value: 1 }, { value: 2 }],
  [
    'the controller of an IngressClass',
    ['networking.k8s.io/v1', 'IngressClass'],
    { spec: { controller: 'a/b' } },
    { spec: { controller: 'a/c' } },
  ],
  [
    'the controller of a GatewayClass',
    ['gateway.networking.k8s.io/v1', 'GatewayClass'],
    { spec: { controllerName: 'a/b' } },
    { spec: { controllerName: 'a/c' } },
  ],
  ['the handler of a RuntimeClass', ['node.k8s.io/v1', 'RuntimeClass'], { handler: 'a' }, { handler: 'b' }],
  [
    'the disk of a volume',
    ['v1', 'PersistentVolume'],
    { spec: { csi: { driver: 'd', volumeHandle: 'a' } } },
    { spec: { csi: { driver: 'd', volumeHandle: 'b' } } },
  ],
  [
    'the source of a snapshot',
    ['snapshot.storage.k8s.io/v1', 'VolumeSnapshot'],
    { spec: { source: { persistentVolumeClaimName: 'a' } } },
    { spec: { source: { persistentVolumeClaimName: 'b' } } },
  ],
  [
    'the kind of nodes of a pool',
    ['karpenter.sh/v1', 'NodePool'],
    { spec: { template: { spec: { nodeClassRef: { kind: 'A' } } } } },
    { spec: { template: { spec: { nodeClassRef: { kind: 'B' } } } } },
  ],
  [
    'a database volume that shrinks',
    ['postgresql.cnpg.io/v1', 'Cluster'],
    cluster({}),
    cluster({ storage: { size: '5Gi' } }),
  ],
  [
    'a log without a volume of its own',
    ['postgresql.cnpg.io/v1', 'Cluster'],
    cluster({ walStorage: { size: '1Gi' } }),
    cluster({}),
  ],
  [
    'a tablespace that goes',
    ['postgresql.cnpg.io/v1', 'Cluster'],
    cluster({
      tablespaces: [
        { name: 'a', storage: { size: '1Gi' } },
        { name: 'b', storage: { size: '1Gi' } },
      ],
    }),
    cluster({ tablespaces: [{ name: 'a', storage: { size: '1Gi' } }] }),
  ],
  [
    'all tablespaces that go',
    ['postgresql.cnpg.io/v1', 'Cluster'],
    cluster({ tablespaces: [{ name: 'a' }] }),
    cluster({}),
  ],
  [
    'an older PostgreSQL',
    ['postgresql.cnpg.io/v1', 'Cluster'],
    cluster({ imageName: 'r.example/postgresql:18@sha256:aa' }),
    cluster({ imageName: 'r.example/postgresql:17.4@sha256:bb' }),
  ],
  [
    'less in the log',
    ['postgresql.cnpg.io/v1', 'Cluster'],
    cluster({ postgresql: { parameters: { wal_level: 'logical' } } }),
    cluster({ postgresql: { parameters: { wal_level: 'minimal' } } }),
  ],
  ['the name of a database', ['postgresql.cnpg.io/v1', 'Database'], { spec: { name: 'a' } }, { spec: { name: 'b' } }],
];

const accepted: readonly Case[] = [
  [
    'the pods of a Deployment',
    ['apps/v1', 'Deployment'],
    { spec: { template: { metadata: { labels: { a: '1' } } } } },
    { spec: { template: { metadata: { labels: { a: '2' } } } } },
  ],
  [
    'the pods and the number of a StatefulSet',
    ['apps/v1', 'StatefulSet'],
    { spec: { replicas: 1, template: {} } },
    { spec: { replicas: 2, template: { spec: {} } } },
  ],
  ['that a Job is suspended', ['batch/v1', 'Job'], { spec: { suspend: false } }, { spec: { suspend: true } }],
  [
    'the completions of a Job with an index',
    ['batch/v1', 'Job'],
    { spec: { completionMode: 'Indexed', completions: 1 } },
    { spec: { completionMode: 'Indexed', completions: 2 } },
  ],
  [
    'the work of a CronJob',
    ['batch/v1', 'CronJob'],
    { spec: { jobTemplate: { spec: { template: { a: 1 } } } } },
    { spec: { jobTemplate: { spec: { template: { a: 2 } } } } },
  ],
  ['a claim that grows', ['v1', 'PersistentVolumeClaim'], sized('10Gi'), sized('11Gi')],
  ['a claim of the same size in another spelling', ['v1', 'PersistentVolumeClaim'], sized('1Gi'), sized('1024Mi')],
  [
    'a Service that gets an address for the first time',
    ['v1', 'Service'],
    { spec: { type: 'ExternalName' } },
    { spec: { type: 'ClusterIP', clusterIP: '10.0.0.1' } },
  ],
  [
    'a second address',
    ['v1', 'Service'],
    { spec: { clusterIPs: ['10.0.0.1'] } },
    { spec: { clusterIPs: ['10.0.0.1', 'fd00::1'] } },
  ],
  ['what a Secret holds', ['v1', 'Secret'], { data: { a: 'eA==' } }, { data: { a: 'eQ==' } }],
  [
    'the subjects of a binding',
    ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
    { subjects: [{ name: 'a' }] },
    { subjects: [{ name: 'b' }] },
  ],
  [
    'that volumes of a class may grow',
    ['storage.k8s.io/v1', 'StorageClass'],
    { allowVolumeExpansion: false },
    { allowVolumeExpansion: true },
  ],
  [
    'a database volume that grows',
    ['postgresql.cnpg.io/v1', 'Cluster'],
    cluster({}),
    cluster({ storage: { size: '20Gi' } }),
  ],
  [
    'a tablespace more',
    ['postgresql.cnpg.io/v1', 'Cluster'],
    cluster({ tablespaces: [{ name: 'a' }] }),
    cluster({ tablespaces: [{ name: 'b' }, { name: 'a' }] }),
  ],
  [
    'a newer PostgreSQL',
    ['postgresql.cnpg.io/v1', 'Cluster'],
    cluster({ imageName: 'r.example/postgresql:17@sha256:aa' }),
    cluster({ imageName: 'r.example/postgresql:18@sha256:bb' }),
  ],
  [
    'a kind of the same name in another group',
    ['cluster.x-k8s.io/v1', 'Cluster'],
    cluster({}),
    cluster({ storage: { size: '5Gi' } }),
  ],
];

function kindOf([, [apiVersion, kind], before, after]: Case, metadata: JsonObject = {}): string {
  const whole = (part: JsonObject): JsonObject => ({ apiVersion, kind, metadata: { name: 'x', ...metadata }, ...part });
  return meaningOf(whole(before), whole(after)).kind;
}

describe('a change', () => {
  it.each(refused)('of %s is refused', (...of) => {
    expect(kindOf(of)).toBe('refuse');
  });

  it.each(refused)('of %s makes the object anew where Flux may', (...of) => {
    expect(kindOf(of, { annotations: { 'kustomize.toolkit.fluxcd.io/force': 'Enabled' } })).toBe('replace');
  });

  it.each(refused)('of %s is nothing where Flux makes the object once', (...of) => {
    expect(kindOf(of, { annotations: { 'kustomize.toolkit.fluxcd.io/ssa': 'IfNotPresent' } })).toBe('change');
  });

  it.each(accepted)('of %s is accepted', (...of) => {
    expect(kindOf(of)).toBe('change');
  });
});

describe('an object that Flux leaves alone', () => {
  const job = (image: string, ssa?: string): JsonObject => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'restore', ...(ssa && { annotations: { 'kustomize.toolkit.fluxcd.io/ssa': ssa } }) },
    spec: { template: { spec: { containers: [{ name: 'a', image }] } } },
  });

  it('changes nothing in the cluster', () => {
    expect(meaningOf(job('x', 'IfNotPresent'), job('y', 'IfNotPresent'))).toMatchObject({
      kind: 'change',
      risks: [],
      effects: [{ kind: 'none', what: 'Job restore' }],
    });
  });

  it('is a risk when it is left alone from now on', () => {
    expect(meaningOf(job('x'), job('y', 'Ignore')).risks).toContain('data');
  });

  it('is deleted like any other', () => {
    expect(meaningOf(job('x', 'IfNotPresent'), undefined)).toMatchObject({ kind: 'delete' });
  });
});

it('says where each is written', () => {
  expect(
    fixedFields.filter(({ source, kind, fields }) => source === '' || !kind.includes(' of ') || fields.length === 0),
  ).toEqual([]);
});
