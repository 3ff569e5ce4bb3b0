/** Demands that network policies, and their peers in the namespace, select pods of the stack. */
import { isObject, type Json, refOf } from '../model/manifest.ts';
import type { Inventory, StackPolicy, Violation } from '../model/policy.ts';
import { requirementsOf, selects } from './label-selector.ts';
import { networkPoliciesIn, networkRulesOf } from './network-rules.ts';
import { stackPodsOf } from './stack-pods.ts';

export const networkPolicyDangling: StackPolicy = {
  id: 'network-policy-dangling',
  family: 'tenant',
  severity: 'error',
  title: 'Each network policy is for pods of the stack, and so is each of its peers in the namespace',
  why: 'A policy that selects nothing protects and opens nothing today. It is either a misspelt label, so that an edge is missing or a wall is, or a door that waits for whatever gets the label next.',
  fix: 'Select the pods by the labels that their workloads, or the operators, give them; remove the policy when they are gone.',
  controls: { hipaa: ['164.312(a)(1)'], cis: ['5.3.2'], nsa: ['Network policies'] },
  *check(inventory): Iterable<Violation> {
    if (!inventory.tenant) return;
    const fault = (selector: Json | undefined, namespace: string): string | undefined =>
      isAnyPod(inventory, selector, namespace) ? undefined : 'podSelector selects no pod of the stack, must select one';
    for (const object of networkPoliciesIn(inventory)) {
      const { namespace = 'default' } = refOf(object.manifest);
      const spec = isObject(object.manifest['spec']) ? object.manifest['spec'] : {};
      const message = fault(spec['podSelector'], namespace);
      if (message !== undefined) yield { object, pointer: '/spec/podSelector', message };
    }
    for (const { object, namespace, peers } of networkRulesOf(inventory)) {
      for (const { peer, pointer } of peers) {
        // Pods of other namespaces are for `network-peers-named`.
        if (!isObject(peer['podSelector']) || (peer['namespaceSelector'] ?? null) !== null) continue;
        const message = fault(peer['podSelector'], namespace);
        if (message !== undefined) yield { object, pointer: `${pointer}/podSelector`, message };
      }
    }
  },
};

function isAnyPod(inventory: Inventory, selector: Json | undefined, namespace: string): boolean {
  const requirements = requirementsOf(selector);
  // For all pods, whichever there are.
  if (requirements?.length === 0) return true;
  return (
    requirements !== undefined &&
    stackPodsOf(inventory).some((pod) => pod.namespace === namespace && selects(requirements, pod.labels))
  );
}
