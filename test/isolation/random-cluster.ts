/** Arbitrary small clusters, whose labels, names and numbers meet often. */
import * as fc from 'fast-check';
import type { JsonObject } from '../../src/model/manifest.ts';
import { namespaceObject, policy } from './cluster.ts';
import type { NaivePod, NaivePolicy, NaiveSpec } from './naive.ts';

export interface RandomCluster {
  readonly pods: readonly NaivePod[];
  readonly policies: readonly NaivePolicy[];
}

const namespaces = ['x', 'y', 'z'];
const keys = ['app', 'tier', 'kubernetes.io/metadata.name'];
const values = ['a', 'b', 'x'];
const protocols = ['TCP', 'UDP', 'SCTP'];
const portNames = ['http', 'dns'];
const cidrs = ['0.0.0.0/0', '10.0.0.0/8', '10.1.0.0/16', '10.1.2.3/32', '192.168.0.0/24'];
const exceptions = ['10.1.2.0/24', '10.200.0.0/16'];

/** Probes on either side of every border of ports and blocks above. */
export const probedPorts = [1, 79, 80, 81, 82, 90, 91, 443, 65_535];
export const probedAddresses = [
  '9.255.255.255',
  '10.0.0.0',
  '10.1.2.3',
  '10.1.3.0',
  '10.200.1.1',
  '11.0.0.0',
  '192.168.0.7',
  '255.255.255.255',
];

const labels = fc.dictionary(fc.constantFrom('app', 'tier'), fc.constantFrom(...values), { maxKeys: 2 });

const expression = fc
  .record({
    key: fc.constantFrom(...keys),
    operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
    values: fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 }),
  })
  .map(({ key, operator, values: own }) =>
    operator.includes('In') ? { key, operator, values: own } : { key, operator },
  );

const selector = fc.record(
  {
    matchLabels: fc.dictionary(fc.constantFrom(...keys), fc.constantFrom(...values), { maxKeys: 1 }),
    matchExpressions: fc.array(expression, { maxLength: 2 }),
  },
  { requiredKeys: [] },
);

const peer = fc.oneof(
  fc.record({ podSelector: selector }),
  fc.record({ namespaceSelector: selector }),
  fc.record({ podSelector: selector, namespaceSelector: selector }),
  fc.record({ ipBlock: fc.constantFrom(...cidrs).map((cidr) => ({ cidr })) }),
  fc.record({
    ipBlock: fc.record({
      cidr: fc.constantFrom('0.0.0.0/0', '10.0.0.0/8'),
      except: fc.uniqueArray(fc.constantFrom(...exceptions)),
    }),
  }),
);

const port = fc.oneof(
  fc.record({ protocol: fc.constantFrom(...protocols) }),
  fc.record(
    {
      protocol: fc.constantFrom(...protocols),
      port: fc.oneof(fc.constantFrom(80, 81, 443), fc.constantFrom(...portNames)),
    },
    { requiredKeys: ['port'] },
  ),
  fc.record({
    protocol: fc.constantFrom(...protocols),
    port: fc.constantFrom(80, 81),
    endPort: fc.constantFrom(81, 90),
  }),
);

const rule = (side: 'from' | 'to') =>
  fc.record(
    { [side]: fc.array(peer, { maxLength: 2 }), ports: fc.array(port, { maxLength: 2 }) },
    { requiredKeys: [] },
  );

export const randomPolicy = fc.record({
  namespace: fc.constantFrom(...namespaces),
  spec: fc.record(
    {
      podSelector: selector,
      policyTypes: fc.uniqueArray(fc.constantFrom('Ingress', 'Egress'), { minLength: 1 }),
      ingress: fc.array(rule('from'), { maxLength: 2 }),
      egress: fc.array(rule('to'), { maxLength: 2 }),
    },
    { requiredKeys: ['podSelector'] },
  ) as fc.Arbitrary<NaiveSpec>,
});

const randomPod = fc.record({
  namespace: fc.constantFrom(...namespaces),
  labels,
  hostNetwork: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
  ports: fc.uniqueArray(
    fc.record({
      name: fc.constantFrom(...portNames),
      containerPort: fc.constantFrom(80, 81, 443),
      protocol: fc.constantFrom('TCP', 'UDP'),
    }),
    { selector: ({ name, protocol }) => `${name} ${protocol}`, maxLength: 3 },
  ),
});

export const randomCluster: fc.Arbitrary<RandomCluster> = fc
  .record({
    namespaceLabels: fc.tuple(labels, labels, labels),
    pods: fc.array(randomPod, { minLength: 2, maxLength: 5 }),
    policies: fc.array(randomPolicy, { maxLength: 5 }),
  })
  .map(({ namespaceLabels, pods, policies }) => ({
    policies,
    pods: pods.map((pod) => {
      const own = namespaceLabels[namespaces.indexOf(pod.namespace)]!;
      return Object.assign(pod, { namespaceLabels: { ...own, 'kubernetes.io/metadata.name': pod.namespace } });
    }),
  }));

/** The n-th pod is called `p<n>`. */
export function manifestsOf({ pods, policies }: RandomCluster): readonly JsonObject[] {
  return [
    ...new Map(
      pods.map(({ namespace, namespaceLabels }) => [namespace, namespaceObject(namespace, namespaceLabels)]),
    ).values(),
    ...pods.map(({ namespace, labels: own, ports, hostNetwork }, at) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `p${at}`, namespace, labels: own },
      spec: { hostNetwork, containers: [{ name: 'main', ports: ports as unknown as JsonObject[] }] },
    })),
    ...policies.map(({ namespace, spec }, at) => policy(`${namespace}/n${at}`, spec as unknown as JsonObject)),
  ];
}
