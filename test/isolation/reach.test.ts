import { describe, expect, it } from 'vitest';
import { parseCidr } from '../../src/model/address-range.ts';
import type { EvaluationOptions } from '../../src/isolation/evaluate.ts';
import { networkInventory } from '../../src/isolation/network-inventory.ts';
import { reach } from '../../src/isolation/reach.ts';
import type { JsonObject } from '../../src/model/manifest.ts';
import { inventoryOf, lines, pod, policy } from './cluster.ts';

const reference: EvaluationOptions = { mode: 'reference' };
const sound: EvaluationOptions = { mode: 'sound' };
const within = (cidr: string): EvaluationOptions => ({
  mode: 'sound',
  podNetworks: { ingress: [parseCidr(cidr)!], egress: [parseCidr(cidr)!] },
});
const onHost = { hostNetwork: true };
const egressTo = (ipBlock: JsonObject) => policy('x/out', { policyTypes: ['Egress'], egress: [{ to: [{ ipBlock }] }] });
const closed = policy('x/deny', { policyTypes: ['Ingress', 'Egress'] });

interface Case {
  readonly name: string;
  readonly manifests: readonly JsonObject[];
  readonly options: EvaluationOptions;
  readonly expected: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'without policies everyone reaches everyone, and itself is not said',
    manifests: [pod('x/a'), pod('y/b')],
    options: reference,
    expected: [
      '0.0.0.0-255.255.255.255 => x/a[Pod] : All Connections',
      '0.0.0.0-255.255.255.255 => y/b[Pod] : All Connections',
      'x/a[Pod] => 0.0.0.0-255.255.255.255 : All Connections',
      'x/a[Pod] => y/b[Pod] : All Connections',
      'y/b[Pod] => 0.0.0.0-255.255.255.255 : All Connections',
      'y/b[Pod] => x/a[Pod] : All Connections',
    ],
  },
  {
    name: 'a block of addresses matches no pod, and is cut out exactly',
    manifests: [
      pod('x/a'),
      pod('y/b', onHost),
      closed,
      egressTo({ cidr: '10.0.0.0/8', except: ['10.0.0.0/9', '10.255.255.255/32'] }),
    ],
    options: reference,
    expected: [
      '0.0.0.0-10.127.255.255 => y/b[Pod] : All Connections',
      '10.128.0.0-10.255.255.254 => y/b[Pod] : All Connections',
      '10.255.255.255-255.255.255.255 => y/b[Pod] : All Connections',
      'x/a[Pod] => 10.128.0.0-10.255.255.254 : All Connections',
      'y/b[Pod] => 0.0.0.0-10.127.255.255 : All Connections',
      'y/b[Pod] => 10.128.0.0-10.255.255.254 : All Connections',
      'y/b[Pod] => 10.255.255.255-255.255.255.255 : All Connections',
    ],
  },
  {
    name: 'IPv6 is there once a policy speaks of it',
    manifests: [pod('x/a'), closed, egressTo({ cidr: 'fd00::/8' })],
    options: reference,
    expected: ['x/a[Pod] => fd00::-fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff : All Connections'],
  },
  {
    name: 'named ports at addresses match nothing',
    manifests: [
      pod('x/a'),
      closed,
      policy('x/out', {
        policyTypes: ['Egress'],
        egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 'serve-80-tcp' }, { port: 443 }] }],
      }),
    ],
    options: reference,
    expected: ['x/a[Pod] => 10.0.0.0-10.255.255.255 : TCP 443'],
  },
  {
    name: 'pods on the host network are not isolated, nor selected, but meant by everyone',
    manifests: [
      pod('x/a'),
      pod('x/node', onHost),
      policy('x/p', { ingress: [{ from: [{ podSelector: {} }] }, { ports: [{ port: 9 }] }], egress: [] }),
    ],
    options: reference,
    expected: [
      '0.0.0.0-255.255.255.255 => x/a[Pod] : TCP 9',
      '0.0.0.0-255.255.255.255 => x/node[Pod] : All Connections',
      'x/a[Pod] => 0.0.0.0-255.255.255.255 : All Connections',
      'x/a[Pod] => x/node[Pod] : All Connections',
      'x/node[Pod] => 0.0.0.0-255.255.255.255 : All Connections',
      'x/node[Pod] => x/a[Pod] : TCP 9',
    ],
  },
  {
    name: 'sound: a node and its pods speak with each other whatever policies say',
    manifests: [pod('x/a'), pod('y/node', onHost), closed],
    options: sound,
    expected: [
      '0.0.0.0-255.255.255.255 => y/node[Pod] : All Connections',
      'x/a[Pod] => y/node[Pod] : All Connections',
      'y/node[Pod] => 0.0.0.0-255.255.255.255 : All Connections',
      'y/node[Pod] => x/a[Pod] : All Connections',
    ],
  },
  {
    name: 'sound: a block of addresses may match any pod',
    manifests: [
      pod('x/a'),
      pod('y/b'),
      closed,
      egressTo({ cidr: '203.0.113.0/24' }),
      policy('y/deny', { egress: [{}], ingress: [{}] }),
    ],
    options: sound,
    expected: [
      '0.0.0.0-203.0.112.255 => y/b[Pod] : All Connections',
      '203.0.113.0-203.0.113.255 => y/b[Pod] : All Connections',
      '203.0.114.0-255.255.255.255 => y/b[Pod] : All Connections',
      'x/a[Pod] => 203.0.113.0-203.0.113.255 : All Connections',
      'x/a[Pod] => y/b[Pod] : All Connections',
      'y/b[Pod] => 0.0.0.0-203.0.112.255 : All Connections',
      'y/b[Pod] => 203.0.113.0-203.0.113.255 : All Connections',
      'y/b[Pod] => 203.0.114.0-255.255.255.255 : All Connections',
    ],
  },
  ...(
    [
      ['outside of the block', '10.244.0.0/16', { cidr: '203.0.113.0/24' }, false],
      ['inside of the block', '10.244.0.0/16', { cidr: '10.0.0.0/8' }, true],
      ['wholly in an exception', '10.244.0.0/16', { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] }, false],
      ['partly in an exception', '10.244.0.0/16', { cidr: '0.0.0.0/0', except: ['10.244.0.0/17'] }, true],
      ['of the other family', 'fd00::/16', { cidr: '0.0.0.0/0' }, false],
    ] as const
  ).map(([where, network, ipBlock, isReached]): Case => ({
    name: `sound: pods have their addresses ${where}`,
    manifests: [pod('x/a'), pod('x/b'), policy('x/in', { ingress: [{}] }), closed, egressTo(ipBlock)],
    options: within(network),
    expected: isReached ? ['x/a[Pod] => x/b[Pod] : All Connections', 'x/b[Pod] => x/a[Pod] : All Connections'] : [],
  })),
];

describe('reach', () => {
  it.each(cases)('$name', ({ manifests, options, expected }) => {
    const found = lines(manifests, options);
    // The table of pod networks is about pods only.
    const isAboutPods = options.podNetworks !== undefined;
    expect(isAboutPods ? found.filter((line) => /^x.* => x/.test(line)) : found).toEqual(expected);
  });
});

const owned = (path: string, owner: string, labels: JsonObject): JsonObject => {
  const [kind = '', name = ''] = path.split('/');
  const [ownerKind = '', ownerName = ''] = owner.split('/');
  const manifest = kind === 'Pod' ? pod(`x/${name}`) : workload(kind, name, labels);
  const ownerReferences = [{ kind: ownerKind, name: ownerName, controller: true }];
  return { ...manifest, metadata: { name, namespace: 'x', labels, ownerReferences } };
};
const workload = (kind: string, name: string, labels: JsonObject): JsonObject => {
  const template = { metadata: { labels }, spec: { containers: [{ name: 'main' }] } };
  const isBatch = kind === 'Job' || kind === 'CronJob';
  return {
    apiVersion: isBatch ? 'batch/v1' : kind === 'ReplicationController' ? 'v1' : 'apps/v1',
    kind,
    metadata: { name, namespace: 'x' },
    spec: kind === 'CronJob' ? { jobTemplate: { spec: { template } } } : { template },
  };
};

describe('workloads', () => {
  const names = (manifests: readonly JsonObject[]) =>
    networkInventory(inventoryOf(manifests)).workloads.map(({ id, pods }) => `${id} ${pods.length}`);

  it('are of all kinds that start pods', () => {
    const kinds = ['CronJob', 'DaemonSet', 'Deployment', 'Job', 'ReplicaSet', 'ReplicationController', 'StatefulSet'];
    expect(names([...kinds.map((kind) => workload(kind, 'a', {})), pod('x/a')])).toEqual(
      ['CronJob', 'DaemonSet', 'Deployment', 'Job', 'Pod', 'ReplicaSet', 'ReplicationController', 'StatefulSet'].map(
        (kind) => `x/a[${kind}] 1`,
      ),
    );
  });

  it('hold the pods of what they control, over several steps, and whether they are there or not', () => {
    expect(
      names([
        owned('Pod/web-1-a', 'ReplicaSet/web-1', { app: 'web' }),
        owned('ReplicaSet/web-1', 'Deployment/web', { app: 'web' }),
        workload('Deployment', 'web', { app: 'web' }),
        owned('Pod/gone-a', 'ReplicaSet/gone', {}),
        owned('Pod/kube-proxy-node-1', 'Node/node-1', {}),
      ]),
    ).toEqual(['x/gone[ReplicaSet] 1', 'x/kube-proxy-node-1[Pod] 1', 'x/web[Deployment] 3']);
  });

  it('of the same name that nobody controls are kept apart', () => {
    expect(names([pod('x/a'), pod('x/a'), pod('x/a')])).toEqual(['x/a[Pod] 1', 'x/a[Pod]#2 1', 'x/a[Pod]#3 1']);
  });

  it('reach what any of their pods reaches', () => {
    const found = lines([
      workload('Deployment', 'web', { app: 'web' }),
      owned('ReplicaSet/web-1', 'Deployment/web', { app: 'old' }),
      workload('Deployment', 'db', { app: 'db' }),
      policy('x/db', {
        podSelector: { matchLabels: { app: 'db' } },
        ingress: [{ from: [{ podSelector: { matchLabels: { app: 'old' } } }], ports: [{ port: 5432 }] }],
      }),
    ]);
    expect(found.filter((line) => line.endsWith('=> x/db[Deployment] : TCP 5432'))).toEqual([
      'x/web[Deployment] => x/db[Deployment] : TCP 5432',
    ]);
  });
});

describe('reasons', () => {
  it('name the policies that open or close each end', () => {
    const manifests = [
      pod('x/a'),
      pod('y/b'),
      policy('x/deny', {}),
      policy('x/web', { ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 80 }] }] }),
      policy('y/shut', { policyTypes: ['Egress', 'Ingress'] }),
      policy('y/quiet', { policyTypes: ['Egress'] }),
    ];
    const rows = reach(networkInventory(inventoryOf(manifests)), reference).rows({ reasons: true });
    expect(Array.from(rows, ({ src, dst, conn, reasons }) => [src, dst, conn, reasons])).toEqual([
      [
        '0.0.0.0-255.255.255.255',
        'x/a[Pod]',
        'No Connections',
        { egress: ['open: outside of the cluster'], ingress: ['closed by x/deny, x/web: none of them opens it'] },
      ],
      [
        '0.0.0.0-255.255.255.255',
        'y/b[Pod]',
        'No Connections',
        { egress: ['open: outside of the cluster'], ingress: ['closed by y/shut: none of them opens it'] },
      ],
      [
        'x/a[Pod]',
        '0.0.0.0-255.255.255.255',
        'All Connections',
        { egress: ['open: no policy isolates it'], ingress: ['open: outside of the cluster'] },
      ],
      [
        'x/a[Pod]',
        'y/b[Pod]',
        'No Connections',
        { egress: ['open: no policy isolates it'], ingress: ['closed by y/shut: none of them opens it'] },
      ],
      [
        'y/b[Pod]',
        '0.0.0.0-255.255.255.255',
        'No Connections',
        { egress: ['closed by y/quiet, y/shut: none of them opens it'], ingress: ['open: outside of the cluster'] },
      ],
      [
        'y/b[Pod]',
        'x/a[Pod]',
        'No Connections',
        { egress: ['closed by y/quiet, y/shut: none of them opens it'], ingress: ['TCP 80 opened by x/web'] },
      ],
    ]);
  });
});
