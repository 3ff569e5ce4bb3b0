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
      'network-blocks-outside',
      'network-both-walls',
      'network-default-deny',
      'network-edges-declared',
      'network-peers-named',
      'other-network-policies',
      'pod-networks',
      'pod-security-host-namespaces',
      'pod-security-host-ports',
      'service-exposure',
      'service-leads-elsewhere',
      'service-selectors',
      'staging-cut-off',
    ],
  },
  {
    id: 'shared-parts',
    title: 'Tenants meet at what they share',
    policies: ['database-ingress', 'shared-part-edges'],
  },
  {
    id: 'exposure',
    title: "A tenant answers to another's hosts, or serves its routes",
    policies: [
      'database-manager-unreachable',
      'declared-hosts',
      'ingress-class',
      'own-certificates',
      'route-annotations',
      'route-kinds',
      'route-references',
      'route-tls',
      'unique-hosts',
    ],
  },
  {
    id: 'identity',
    title: "An identity of a tenant has rights in another's namespace",
    policies: [
      'cloud-identities',
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
    policies: ['no-plain-secrets', 'secret-replication', 'secret-stores', 'secrets-where-needed', 'shared-secrets'],
  },
  {
    id: 'storage',
    title: 'Two tenants share a volume, a database or a place of backups',
    policies: [
      'database-sources',
      'no-static-volumes',
      'pod-security-restricted-volumes',
      'shared-volumes',
      'storage-classes',
      'unique-backup-prefixes',
      'volume-sources',
    ],
  },
  {
    id: 'nodes',
    title: 'Tenants meet on nodes where their tier says they must not',
    policies: [
      'dedicated-nodes',
      'ephemeral-containers',
      'namespace-pod-security',
      'node-placement',
      'node-pools',
      'nodes-between-tenants',
      'pod-security-allow-privilege-escalation',
      'pod-security-capabilities-restricted',
      'pod-security-host-path-volumes',
      'pod-security-privileged',
      'pod-security-run-as-non-root',
      'pod-security-seccomp-profile-restricted',
      'pod-template-readable',
    ],
  },
  {
    id: 'control-plane',
    title: 'A tenant changes what is the cluster’s, or takes what is meant for others',
    policies: [
      'cluster-capacity',
      'cluster-scoped-objects',
      'limit-range-present',
      'priority-class',
      'quota-counts',
      'quota-fits-workloads',
      'requests-and-limits',
      'tenant-objects-placed',
    ],
  },
  {
    id: 'names',
    title: 'Names of two tenants fall together, or lead elsewhere',
    policies: ['host-aliases', 'unique-names'],
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
