import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/manifest.ts';
import { networkInventory } from '../../src/isolation/network-inventory.ts';
import { inventoryOf, lines, namespaceObject, pod, policy } from './cluster.ts';

interface Case {
  readonly name: string;
  readonly manifest: JsonObject;
  readonly expected: readonly (readonly [pointer: string, message: string])[];
}

const ingress = (rule: JsonObject): JsonObject => policy('x/p', { ingress: [rule] });
const from = (peer: JsonObject): JsonObject => ingress({ from: [peer] });
const block = (ipBlock: JsonObject): JsonObject => from({ ipBlock });
const ports = (port: JsonObject): JsonObject => ingress({ ports: [port] });
const expression = (one: JsonObject): JsonObject => policy('x/p', { podSelector: { matchExpressions: [one] } });
const foreign = (apiVersion: string, kind: string, metadata: JsonObject = { name: 'p' }): JsonObject => ({
  apiVersion,
  kind,
  metadata,
});
const peer = '/spec/ingress/0/from/0';
const port = '/spec/ingress/0/ports/0';

const cases: readonly Case[] = [
  { name: 'a policy that is fine', manifest: policy('x/p', {}), expected: [] },
  { name: 'an object that has no part in it', manifest: foreign('v1', 'ConfigMap'), expected: [] },
  {
    name: 'an unknown operator',
    manifest: expression({ key: 'app', operator: 'Gt', values: ['1'] }),
    expected: [
      [
        '/spec/podSelector/matchExpressions/0',
        'NetworkPolicy x/p: operator is "Gt", must be one of In, NotIn, Exists, DoesNotExist',
      ],
    ],
  },
  {
    name: 'In without values',
    manifest: expression({ key: 'app', operator: 'In' }),
    expected: [
      [
        '/spec/podSelector/matchExpressions/0',
        'NetworkPolicy x/p: values has 0, must have at least one with operator In',
      ],
    ],
  },
  {
    name: 'Exists with values',
    manifest: expression({ key: 'app', operator: 'Exists', values: ['web'] }),
    expected: [
      ['/spec/podSelector/matchExpressions/0', 'NetworkPolicy x/p: values has 1, must have none with operator Exists'],
    ],
  },
  {
    name: 'a key that is none',
    manifest: expression({ key: 'a b', operator: 'Exists' }),
    expected: [
      [
        '/spec/podSelector/matchExpressions/0',
        'NetworkPolicy x/p: matchExpressions[0] has the key "a b", must be the key of a label',
      ],
    ],
  },
  {
    name: 'a value that is a number',
    manifest: policy('x/p', { podSelector: { matchLabels: { version: 1 } } }),
    expected: [
      ['/spec/podSelector/matchLabels', 'NetworkPolicy x/p: matchLabels has the value 1, must be the value of a label'],
    ],
  },
  {
    name: 'a misspelt field',
    manifest: from({ podSelecter: {} }),
    expected: [
      [
        peer,
        'NetworkPolicy x/p: from[0] has the field "podSelecter", must have only podSelector, namespaceSelector, ipBlock',
      ],
    ],
  },
  {
    name: 'a peer that is empty',
    manifest: from({}),
    expected: [[peer, 'NetworkPolicy x/p: from[0] is empty, must have podSelector, namespaceSelector or ipBlock']],
  },
  {
    name: 'a block beside a selector',
    manifest: from({ podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } }),
    expected: [[peer, 'NetworkPolicy x/p: from[0] has ipBlock and selectors, must have one of both']],
  },
  ...[
    '10.0.0.0',
    '10.0.0.0/33',
    '010.0.0.0/8',
    '10/8',
    '::ffff:10.0.0.0/104',
    'fe80::1%eth0/64',
    '10.0.0.0/8/8',
    '',
  ].map((cidr): Case => ({
    name: `the CIDR ${JSON.stringify(cidr)}`,
    manifest: block({ cidr }),
    expected: [
      [`${peer}/ipBlock/cidr`, `NetworkPolicy x/p: cidr is ${JSON.stringify(cidr)}, must be a CIDR such as 10.0.0.0/8`],
    ],
  })),
  ...['11.0.0.0/16', '10.0.0.0/8', '0.0.0.0/0', '::/96'].map((hole): Case => ({
    name: `an exception ${hole} that is no part of its block`,
    manifest: block({ cidr: '10.0.0.0/8', except: [hole] }),
    expected: [[`${peer}/ipBlock/except/0`, `NetworkPolicy x/p: except is "${hole}", must be a part of "10.0.0.0/8"`]],
  })),
  ...[0, 65_536, 1.5, '80', 'UPPER', 'much-too-long-name', true].map((number): Case => ({
    name: `the port ${JSON.stringify(number)}`,
    manifest: ports({ port: number }),
    expected: [
      [
        `${port}/port`,
        `NetworkPolicy x/p: port is ${JSON.stringify(number)}, must be 1 to 65535 or the name of a port`,
      ],
    ],
  })),
  {
    name: 'a range that ends before it begins',
    manifest: ports({ port: 90, endPort: 80 }),
    expected: [[`${port}/endPort`, 'NetworkPolicy x/p: endPort is 80, must be 90 to 65535']],
  },
  {
    name: 'a range from a named port',
    manifest: ports({ port: 'http', endPort: 90 }),
    expected: [[port, 'NetworkPolicy x/p: endPort is 90, must be unset where port is "http"']],
  },
  {
    name: 'an unknown protocol',
    manifest: ports({ protocol: 'ICMP' }),
    expected: [[port, 'NetworkPolicy x/p: ports[0] has protocol "ICMP", must be TCP, UDP or SCTP']],
  },
  {
    name: 'an unknown type',
    manifest: policy('x/p', { policyTypes: ['ingress'] }),
    expected: [['/spec/policyTypes/0', 'NetworkPolicy x/p: policyTypes has "ingress", must have Ingress or Egress']],
  },
  {
    name: 'rules that do not count, but that no API server accepts',
    manifest: policy('x/p', { policyTypes: ['Ingress'], egress: [{ to: [{}] }] }),
    expected: [
      ['/spec/egress/0/to/0', 'NetworkPolicy x/p: to[0] is empty, must have podSelector, namespaceSelector or ipBlock'],
    ],
  },
  ...(
    [
      ['policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy'],
      ['policy.networking.k8s.io/v1alpha1', 'BaselineAdminNetworkPolicy'],
      ['policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy'],
      ['cilium.io/v2', 'CiliumClusterwideNetworkPolicy'],
      ['projectcalico.org/v3', 'NetworkPolicy'],
      ['projectcalico.org/v3', 'GlobalNetworkPolicy'],
      ['extensions/v1beta1', 'NetworkPolicy'],
    ] as const
  ).map(([apiVersion, kind]): Case => ({
    name: `${kind} of ${apiVersion}`,
    manifest: foreign(apiVersion, kind),
    expected: [
      [
        '/kind',
        `${kind} p: kind is ${kind} of "${apiVersion}", must be NetworkPolicy of networking.k8s.io/v1 to be understood`,
      ],
    ],
  })),
  {
    name: 'a namespace that YAML took for a boolean',
    manifest: { ...policy('x/p', {}), metadata: { name: 'p', namespace: true } },
    expected: [['/metadata/namespace', 'NetworkPolicy p: namespace is true, must be text']],
  },
  {
    name: 'a label that is no text',
    manifest: { ...pod('x/a'), metadata: { name: 'a', namespace: 'x', labels: { version: 1 } } },
    expected: [['/metadata/labels', 'Pod x/a: label version is 1, must be text']],
  },
  {
    name: 'a workload without pods',
    manifest: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a' }, spec: {} },
    expected: [['/spec/template', 'Deployment a: template is unset, must be an object']],
  },
  {
    name: 'a workload of another API',
    manifest: { apiVersion: 'extensions/v1beta1', kind: 'Deployment', metadata: { name: 'a' }, spec: {} },
    expected: [['/apiVersion', 'Deployment a: apiVersion of Deployment is "extensions/v1beta1", must be a known one']],
  },
];

describe('what cannot be understood', () => {
  it.each(cases)('$name', ({ manifest, expected }) => {
    const { inconclusive } = networkInventory(inventoryOf([manifest]));
    expect(inconclusive.map(({ pointer, message }) => [pointer, message])).toEqual(expected);
  });

  it('includes a policy that is declared twice, and a namespace with two sets of labels', () => {
    const { inconclusive } = networkInventory(
      inventoryOf([
        policy('x/p', {}),
        policy('x/p', {}),
        namespaceObject('x', { team: 'red' }),
        namespaceObject('x', { team: 'blue' }),
        namespaceObject('y', { team: 'red' }),
        namespaceObject('y', { team: 'red' }),
      ]),
    );
    expect(inconclusive.map(({ message }) => message)).toEqual([
      'NetworkPolicy x/p: policy is declared twice, must be once',
      'Namespace x: namespace is declared twice with different labels, must be once',
    ]);
  });
});

describe('the sound mode', () => {
  const closed = [pod('x/a'), pod('y/a'), policy('x/deny', { policyTypes: ['Ingress', 'Egress'] })];
  const inside = (manifests: readonly JsonObject[]) =>
    lines(manifests, { mode: 'sound' }).filter((line) => !line.includes('255.255'));
  const open = ['x/a[Pod] => y/a[Pod] : All Connections', 'y/a[Pod] => x/a[Pod] : All Connections'];

  it.each([
    ['nothing unknown', [], []],
    [
      'a policy of another kind in the namespace',
      [foreign('cilium.io/v2', 'CiliumNetworkPolicy', { name: 'p', namespace: 'x' })],
      open,
    ],
    [
      'a policy of another kind elsewhere',
      [foreign('cilium.io/v2', 'CiliumNetworkPolicy', { name: 'p', namespace: 'z' })],
      [],
    ],
    ['a policy for the whole cluster', [foreign('cilium.io/v2', 'CiliumClusterwideNetworkPolicy')], open],
    ['a policy that is misread', [from({})], open],
    ['a namespace whose labels are misread', [namespaceObject('z', { team: 1 })], open],
  ])('takes for open what %s may open', (_, more, expected) => {
    expect(inside([...closed, ...more])).toEqual(expected);
  });

  it.each(['reference' as const])('is the only one that does: not %s', (mode) => {
    expect(lines([...closed, from({})], { mode }).filter((line) => line.includes('=> x/'))).toEqual([]);
  });
});
