/** The channels through which tenants could meet, each with the policies that close it. */
import type { Channel } from '../model/proof.ts';

export const channels: readonly Channel[] = [
  {
    id: 'network',
    title: "A tenant's pods open connections to another's",
    policies: [
      'cilium-names-only',
      'isolation-understood',
      'network-between-tenants',
      'network-both-walls',
      'network-default-deny',
      'pod-security-host-ports',
    ],
  },
  {
    id: 'shared-parts',
    title: 'Tenants meet at what they share',
    policies: ['shared-part-edges'],
  },
  {
    id: 'exposure',
    title: "A tenant answers to another's hosts",
    policies: ['declared-hosts', 'unique-hosts', 'database-manager-unreachable'],
  },
  {
    id: 'identity',
    title: "An identity of a tenant has rights in another's namespace",
    policies: [
      'flux-own-identity',
      'foreign-namespace',
      'identity-between-tenants',
      'legacy-token-secrets',
      'own-service-account',
      'rbac-aggregation',
      'rbac-boundary-locked',
      'rbac-cluster-powers',
      'rbac-escalation',
      'rbac-references',
      'rbac-secrets',
      'rbac-subjects',
      'rbac-wildcards',
      'service-account-token',
    ],
  },
  {
    id: 'secrets',
    title: 'Two tenants share a secret, or a key that opens one',
    policies: ['no-plain-secrets', 'secrets-where-needed'],
  },
  {
    id: 'storage',
    title: 'Two tenants share a volume or a place of backups',
    policies: ['unique-backup-prefixes', 'staging-cut-off', 'pod-security-restricted-volumes'],
  },
  {
    id: 'nodes',
    title: 'Tenants meet on nodes where their tier says they must not',
    policies: [
      'dedicated-nodes',
      'nodes-between-tenants',
      'pod-security-host-namespaces',
      'pod-security-host-path-volumes',
      'pod-security-privileged',
    ],
  },
  {
    id: 'control-plane',
    title: 'A tenant changes what is the cluster’s, or takes resources of others',
    policies: [
      'cluster-capacity',
      'cluster-scoped-objects',
      'priority-class',
      'quota-fits-workloads',
      'requests-and-limits',
    ],
  },
  {
    id: 'names',
    title: 'Names of two tenants fall together',
    policies: ['tenant-objects-placed', 'unique-names'],
  },
  {
    id: 'monitoring',
    title: "A tenant's monitors, rules or dashboards read another's figures",
    policies: ['monitors-own-tenant', 'promql-own-tenant', 'promql-readable'],
  },
];

const closing = new Set(channels.flatMap(({ policies }) => policies));

/** Whether a proof rests on a policy. */
export function closesChannel(policy: string): boolean {
  return closing.has(policy);
}
