/** The kinds of policies that decide about connections, and what each of them is about. */

/** Whose pods each may open or close. Calico and Antrea have a kind `NetworkPolicy` of their own. */
export const connectionPolicyKinds: ReadonlyMap<unknown, 'namespace' | 'cluster'> = new Map([
  ['AdminNetworkPolicy', 'cluster'],
  ['BaselineAdminNetworkPolicy', 'cluster'],
  ['CiliumClusterwideNetworkPolicy', 'cluster'],
  ['CiliumNetworkPolicy', 'namespace'],
  ['ClusterNetworkPolicy', 'cluster'],
  ['EgressFirewall', 'namespace'],
  ['GlobalNetworkPolicy', 'cluster'],
  ['MultiNetworkPolicy', 'namespace'],
  ['NetworkPolicy', 'namespace'],
]);

/** The one API version of `NetworkPolicy` whose meaning is modelled. */
export const modelledPolicies = 'networking.k8s.io/v1';
