/** Demands that peers in other namespaces are exactly those that the cluster declares. */
import type { Tenant } from '../model/fleet.ts';
import type { JsonObject } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { clusterPeersOf, isWithin, namespaceOf } from './cluster-peers.ts';
import { requirementsOf } from './label-selector.ts';
import { networkRulesOf } from './network-rules.ts';

export const networkPeersNamed: StackPolicy = {
  id: 'network-peers-named',
  family: 'tenant',
  severity: 'error',
  title: 'Each peer outside of the namespace is in one namespace, by name, and is one that the cluster declares',
  why: 'A label of a namespace is set by whoever may change the namespace: another tenant, or a chart. Only `kubernetes.io/metadata.name` is set by the API server and means one namespace. And in a namespace that tenants share, only the pods that the cluster declares serve this tenant.',
  fix: "Select the namespace by `kubernetes.io/metadata.name`, and in it the pods by the labels in the cluster's definition.",
  controls: {
    hipaa: ['164.312(a)(1)', '164.312(e)(1)'],
    cis: ['5.3.2', '5.6.1'],
    nsa: ['Network policies'],
  },
  *check(inventory): Iterable<Violation> {
    const { tenant } = inventory;
    if (!tenant) return;
    for (const { object, namespace, peers } of networkRulesOf(inventory)) {
      for (const { peer, pointer } of peers) {
        if ((peer['namespaceSelector'] ?? null) === null) continue;
        const fault = faultOf(peer, namespace, tenant);
        if (fault !== undefined) yield { object, pointer: `${pointer}/${fault[0]}`, message: fault[1] };
      }
    }
  },
};

type Fault = readonly [field: 'namespaceSelector' | 'podSelector', message: string];

function faultOf({ namespaceSelector, podSelector }: JsonObject, own: string, { cluster }: Tenant): Fault | undefined {
  const name = namespaceOf(requirementsOf(namespaceSelector));
  if (name === own) return undefined;
  if (name === undefined) {
    const wanted = 'must name one by kubernetes.io/metadata.name';
    return ['namespaceSelector', `the peer may be in any namespace with certain labels, ${wanted}`];
  }
  const all = clusterPeersOf(cluster);
  const declared = all.filter(({ namespace }) => namespace === name);
  if (declared.length === 0) {
    const names = [...new Set(all.map(({ namespace }) => namespace))].toSorted().join(', ');
    return [
      'namespaceSelector',
      `the peer is in namespace ${JSON.stringify(name)}, must be in one that the cluster declares (${names})`,
    ];
  }
  const pods = requirementsOf(podSelector);
  if (pods !== undefined && declared.some((peer) => isWithin(pods, peer))) return undefined;
  const labels = declared.map(({ podLabels }) => JSON.stringify(podLabels)).join(' or ');
  return [
    'podSelector',
    `the peer may be a pod of namespace ${JSON.stringify(name)} that serves others, must have the labels ${labels}`,
  ];
}
