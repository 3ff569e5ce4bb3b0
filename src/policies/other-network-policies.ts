/** Refuses network policies of other kinds in a tenant's stack, and other networks than that of the cluster. */
import { connectionPolicyKinds, modelledPolicies } from '../model/policy-kinds.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';

export const otherNetworkPolicies: StackPolicy = {
  id: 'other-network-policies',
  // Of our own stacks alone: others may well use all of Calico.
  family: 'tenant',
  severity: 'error',
  title: 'What may connect in a tenant is said by NetworkPolicies alone',
  why: 'A policy of another kind may come before all NetworkPolicies and open what they deny, for every namespace of the cluster. What no check of this fleet understands, none of them can vouch for.',
  fix: 'Say it in a NetworkPolicy of networking.k8s.io/v1; host names are integrations of the spec.',
  controls: { hipaa: ['164.312(a)(1)', '164.312(e)(1)'], cis: ['5.3.1', '5.3.2'], nsa: ['Network policies'] },
  *check({ objects, tenant }): Iterable<Violation> {
    if (!tenant) return;
    for (const object of objects) {
      const { apiVersion, kind } = object.manifest;
      const group = String(apiVersion).split('/')[0]!;
      // `cilium-names-only` judges these.
      if (group === 'cilium.io') continue;
      const isOther = connectionPolicyKinds.has(kind) && !(kind === 'NetworkPolicy' && apiVersion === modelledPolicies);
      if (!isOther && !groups.has(group)) continue;
      const message = `${String(kind)} of ${String(apiVersion)} is used, must be a NetworkPolicy of ${modelledPolicies}`;
      yield { object, pointer: '/kind', message };
    }
  },
};

/** API groups of network plugins, whose every kind changes who reaches whom. */
const groups: ReadonlySet<string> = new Set([
  'crd.antrea.io',
  'crd.projectcalico.org',
  'k8s.cni.cncf.io',
  'k8s.ovn.org',
  'kubeovn.io',
  'network.openshift.io',
  'policy.networking.k8s.io',
  'projectcalico.org',
]);
