/** Faults of the network that are more than a rule. */
import type { JsonObject } from '../../../src/model/manifest.ts';
import { opening } from './opening.ts';
import type { Mutant } from './plant.ts';

function cilium(spec: JsonObject): Mutant['plant'] {
  return ({ namespace }) => [
    {
      add: { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'more', namespace }, spec },
    },
  ];
}

const understood = ['isolation-understood'];

export const networks: readonly Mutant[] = [
  {
    kind: 'open two tenants to each other',
    plant: ({ namespace, otherNamespace, other }) => [
      {
        add: opening(namespace, 'egress', {
          to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': otherNamespace } } }],
        }),
      },
      {
        add: opening(otherNamespace, 'ingress', {
          from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } }],
        }),
        to: other,
      },
    ],
    finds: ['network-between-tenants', 'foreign-namespace'],
  },
  ...['cluster', 'world', 'host', 'remote-node', 'all'].map((entity): Mutant => ({
    kind: `send to Cilium's entity ${entity}`,
    plant: cilium({ endpointSelector: {}, egress: [{ toEntities: [entity] }] }),
    finds: [...understood, 'cilium-names-only'],
  })),
  {
    kind: "take connections from Cilium's entity cluster",
    plant: cilium({ endpointSelector: {}, ingress: [{ fromEntities: ['cluster'] }] }),
    finds: [...understood, 'cilium-names-only'],
  },
  {
    kind: "send to another tenant's endpoints by Cilium",
    plant: (site) =>
      cilium({
        endpointSelector: {},
        egress: [
          {
            toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': site.otherNamespace } }],
            toPorts: [{ ports: [{ port: '5432', protocol: 'TCP' }] }],
          },
        ],
      })(site),
    finds: ['network-both-walls', 'foreign-namespace'],
  },
  {
    kind: 'send to another tenant by its name of a service',
    plant: (site) =>
      cilium({
        endpointSelector: {},
        egress: [
          {
            toFQDNs: [{ matchName: `database-rw.${site.otherNamespace}.svc.cluster.local` }],
            toPorts: [{ ports: [{ port: '5432', protocol: 'TCP' }] }],
          },
        ],
      })(site),
    finds: ['foreign-namespace'],
  },
  ...[
    ['AdminNetworkPolicy', 'policy.networking.k8s.io/v1alpha1'],
    ['BaselineAdminNetworkPolicy', 'policy.networking.k8s.io/v1alpha1'],
    ['ClusterNetworkPolicy', 'policy.networking.k8s.io/v1alpha2'],
    ['GlobalNetworkPolicy', 'projectcalico.org/v3'],
    ['CiliumClusterwideNetworkPolicy', 'cilium.io/v2'],
    ['CiliumEnvoyConfig', 'cilium.io/v2'],
    ['NetworkAttachmentDefinition', 'k8s.cni.cncf.io/v1'],
    ['NetworkPolicy', 'extensions/v1beta1'],
    ['ServiceImport', 'multicluster.x-k8s.io/v1alpha1'],
  ].map(([kind = '', apiVersion = '']): Mutant => ({
    kind: `add ${kind} of ${apiVersion}`,
    plant: ({ namespace }) => [
      {
        add: {
          apiVersion,
          kind,
          metadata: { name: 'more', namespace },
          spec: { podSelector: {}, ingress: [{}] },
        },
      },
    ],
    finds: understood,
  })),
  {
    kind: "put a policy into another tenant's namespace",
    plant: ({ otherNamespace }) => [{ add: opening(otherNamespace, 'ingress', {}) }],
    finds: ['foreign-namespace', 'network-both-walls'],
  },
  {
    kind: "call the namespace another tenant's",
    plant: ({ one, otherNamespace }) => {
      const object = one('Namespace');
      return object ? [{ object, at: '/metadata/name', value: otherNamespace }] : [];
    },
    finds: ['unique-names', 'foreign-namespace'],
  },
];
