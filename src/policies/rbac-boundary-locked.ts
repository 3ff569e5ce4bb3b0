/** Refuses roles of a tenant that can change the walls around it. */
import type { StackPolicy, Violation } from '../model/policy.ts';
import { accessRulesIn, granted, type Power } from './access-rules.ts';

/** What the boundary layer is made of, and what would hand out its rights. */
const locked: Readonly<Record<string, readonly string[]>> = {
  '': ['limitranges', 'namespaces', 'resourcequotas', 'secrets', 'serviceaccounts'],
  'cilium.io': ['ciliumnetworkpolicies'],
  'external-secrets.io': ['externalsecrets', 'secretstores'],
  'gateway.networking.k8s.io': ['referencegrants'],
  // What names no account, Flux applies with all its own rights.
  'helm.toolkit.fluxcd.io': ['helmreleases'],
  'karpenter.sh': ['nodepools'],
  'kustomize.toolkit.fluxcd.io': ['kustomizations'],
  'networking.k8s.io': ['networkpolicies'],
  'rbac.authorization.k8s.io': ['rolebindings', 'roles'],
};

const verbs = ['create', 'update', 'patch', 'delete', 'deletecollection'];

const powers: readonly Power[] = Object.entries(locked).flatMap(([group, resources]) =>
  resources.map((resource) => ({ group, resource, verbs })),
);

export const rbacBoundaryLocked: StackPolicy = {
  id: 'rbac-boundary-locked',
  family: 'tenant',
  severity: 'error',
  title: 'No role of a tenant changes its boundary',
  why: "Network policies, quotas, roles and Secrets hold a tenant apart. An account of the tenant's own layers that can write them can take them away, and nobody has to review it.",
  fix: 'Leave these resources to the boundary layer, which the platform applies. An object that the layer needs belongs there.',
  controls: { hipaa: ['164.312(a)(1)', '164.308(a)(4)'], cis: ['5.1.8', '5.6.1'], nsa: ['Role-based access control'] },
  *check(inventory): Iterable<Violation> {
    if (!inventory.tenant) return;
    for (const rule of accessRulesIn(inventory)) {
      const found = granted(rule, powers);
      if (found.length === 0) continue;
      const { object, pointer } = rule;
      yield { object, pointer, message: `the rule grants ${found.join(', ')}, must leave them to the boundary` };
    }
  },
};
