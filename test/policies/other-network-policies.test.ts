import { otherNetworkPolicies } from '../../src/policies/other-network-policies.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, object } from './policy-cases.ts';

const tenant = minimalTenant();
const others = [
  'AdminNetworkPolicy of policy.networking.k8s.io/v1alpha1',
  'BaselineAdminNetworkPolicy of policy.networking.k8s.io/v1alpha1',
  'ClusterNetworkPolicy of policy.networking.k8s.io/v1alpha2',
  'ClusterNetworkPolicy of crd.antrea.io/v1beta1',
  'EgressFirewall of k8s.ovn.org/v1',
  'GlobalNetworkPolicy of projectcalico.org/v3',
  'GlobalNetworkSet of crd.projectcalico.org/v1',
  'MultiNetworkPolicy of k8s.cni.cncf.io/v1beta1',
  'NetworkAttachmentDefinition of k8s.cni.cncf.io/v1',
  'NetworkPolicy of extensions/v1beta1',
  'NetworkPolicy of projectcalico.org/v3',
];

describePolicy(otherNetworkPolicies, [
  {
    name: "Kubernetes' own, and Cilium's, which have a policy of their own",
    tenant,
    objects: [
      object('NetworkPolicy of networking.k8s.io/v1', 'dns'),
      object('Ingress of networking.k8s.io/v1', 'web'),
      object('CiliumNetworkPolicy of cilium.io/v2', 'names'),
      object('CiliumClusterwideNetworkPolicy of cilium.io/v2', 'names'),
    ],
    expected: [],
  },
  {
    name: 'manifests of nobody',
    objects: [object('GlobalNetworkPolicy of projectcalico.org/v3', 'any')],
    expected: [],
  },
  {
    name: 'those of others, and what belongs to them',
    tenant,
    objects: others.map((type) => object(type, 'any')),
    expected: others.map(
      (type) => ['/kind', `${type} is used, must be a NetworkPolicy of networking.k8s.io/v1`] as const,
    ),
  },
  {
    name: 'one without an API version',
    tenant,
    objects: [{ kind: 'NetworkPolicy' }],
    expected: [['/kind', 'NetworkPolicy of undefined is used, must be a NetworkPolicy of networking.k8s.io/v1']],
  },
]);
