/** Every policy, sorted by id. */
import type { IsolationPolicy, Policy } from '../model/isolation.ts';
import type { FleetPolicy, StackPolicy } from '../model/policy.ts';
import type { ChangePolicy, TransitionPolicy } from '../model/transition.ts';
import { backupMeetsContract } from './backup-meets-contract.ts';
import { backupsKept } from './backups-kept.ts';
import { ciliumNamesOnly } from './cilium-names-only.ts';
import { cloudIdentities } from './cloud-identities.ts';
import { clusterCapacity } from './cluster-capacity.ts';
import { clusterScopedObjects } from './cluster-scoped-objects.ts';
import { dataGuards } from './data-guards.ts';
import { dataStep } from './data-step.ts';
import { databaseConnectionsFit } from './database-connections-fit.ts';
import { databaseIngress } from './database-ingress.ts';
import { databaseManagerUnreachable } from './database-manager-unreachable.ts';
import { databaseMemoryFitsConnections } from './database-memory-fits-connections.ts';
import { databaseRenamed } from './database-renamed.ts';
import { databaseSources } from './database-sources.ts';
import { declaredHosts } from './declared-hosts.ts';
import { dedicatedNodes } from './dedicated-nodes.ts';
import { deletionBudget } from './deletion-budget.ts';
import { deprecatedApis } from './deprecated-apis.ts';
import { disruptionBudgets } from './disruption-budgets.ts';
import { emptyDirLimits } from './empty-dir-limits.ts';
import { ephemeralContainers } from './ephemeral-containers.ts';
import { filestoreAccessMode } from './filestore-access-mode.ts';
import { fixedFields } from './fixed-fields.ts';
import { fluxOwnIdentity } from './flux-own-identity.ts';
import { foreignChange } from './foreign-change.ts';
import { foreignNamespace } from './foreign-namespace.ts';
import { gatewayOutlastsRequests } from './gateway-outlasts-requests.ts';
import { hostAliases } from './host-aliases.ts';
import { identityBetweenTenants } from './identity-between-tenants.ts';
import { imageRegistry } from './image-registry.ts';
import { imagesByDigest } from './images-by-digest.ts';
import { ingressClass } from './ingress-class.ts';
import { isolationUnderstood } from './isolation-understood.ts';
import { legacyTokenSecrets } from './legacy-token-secrets.ts';
import { lifecycleStep } from './lifecycle-step.ts';
import { limitRangePresent } from './limit-range-present.ts';
import { monitorsOwnTenant } from './monitors-own-tenant.ts';
import { namespacePodSecurity } from './namespace-pod-security.ts';
import { networkBetweenTenants } from './network-between-tenants.ts';
import { networkBlocksOutside } from './network-blocks-outside.ts';
import { networkBothWalls } from './network-both-walls.ts';
import { networkDefaultDeny } from './network-default-deny.ts';
import { networkEdgesDeclared } from './network-edges-declared.ts';
import { networkPeersNamed } from './network-peers-named.ts';
import { networkPolicyDangling } from './network-policy-dangling.ts';
import { noPlainSecrets } from './no-plain-secrets.ts';
import { noStaticVolumes } from './no-static-volumes.ts';
import { nodePlacement } from './node-placement.ts';
import { nodePools } from './node-pools.ts';
import { nodesBetweenTenants } from './nodes-between-tenants.ts';
import { odooGraceOutlastsRequests } from './odoo-grace-outlasts-requests.ts';
import { odooMemoryFitsWorkers } from './odoo-memory-fits-workers.ts';
import { odooProbesOutlastRequests } from './odoo-probes-outlast-requests.ts';
import { otherNetworkPolicies } from './other-network-policies.ts';
import { ownCertificates } from './own-certificates.ts';
import { ownServiceAccount } from './own-service-account.ts';
import { podNetworks } from './pod-networks.ts';
import { podSecurityPolicies } from './pod-security.ts';
import { podTemplateReadable } from './pod-template-readable.ts';
import { priorityClass } from './priority-class.ts';
import { promqlOwnTenant } from './promql-own-tenant.ts';
import { promqlReadable } from './promql-readable.ts';
import { quotaCounts } from './quota-counts.ts';
import { quotaFitsWorkloads } from './quota-fits-workloads.ts';
import { rbacAggregation } from './rbac-aggregation.ts';
import { rbacBoundaryLocked } from './rbac-boundary-locked.ts';
import { rbacClusterPowers } from './rbac-cluster-powers.ts';
import { rbacEscalation } from './rbac-escalation.ts';
import { rbacReferences } from './rbac-references.ts';
import { rbacSecrets } from './rbac-secrets.ts';
import { rbacSubjects } from './rbac-subjects.ts';
import { rbacWildcards } from './rbac-wildcards.ts';
import { readOnlyRoot } from './read-only-root.ts';
import { releaseRevert } from './release-revert.ts';
import { releaseStep } from './release-step.ts';
import { requestsAndLimits } from './requests-and-limits.ts';
import { routeAnnotations } from './route-annotations.ts';
import { routeKinds } from './route-kinds.ts';
import { routeReferences } from './route-references.ts';
import { routeTls } from './route-tls.ts';
import { secretReplication } from './secret-replication.ts';
import { secretStores } from './secret-stores.ts';
import { secretsWhereNeeded } from './secrets-where-needed.ts';
import { serviceAccountToken } from './service-account-token.ts';
import { serviceExposure } from './service-exposure.ts';
import { serviceLeadsElsewhere } from './service-leads-elsewhere.ts';
import { serviceSelectors } from './service-selectors.ts';
import { shareProcessNamespace } from './share-process-namespace.ts';
import { sharedPartEdges } from './shared-part-edges.ts';
import { sharedSecrets } from './shared-secrets.ts';
import { sharedVolumes } from './shared-volumes.ts';
import { stagingCutOff } from './staging-cut-off.ts';
import { storageClassChanges } from './storage-class-changes.ts';
import { storageClasses } from './storage-classes.ts';
import { tenantObjectsPlaced } from './tenant-objects-placed.ts';
import { tenantVanished } from './tenant-vanished.ts';
import { uniqueBackupPrefixes } from './unique-backup-prefixes.ts';
import { uniqueHosts } from './unique-hosts.ts';
import { uniqueNames } from './unique-names.ts';
import { volumeShrinks } from './volume-shrinks.ts';
import { volumeSources } from './volume-sources.ts';

export const policies: readonly Policy[] = [
  backupMeetsContract,
  backupsKept,
  ciliumNamesOnly,
  cloudIdentities,
  clusterCapacity,
  clusterScopedObjects,
  dataGuards,
  dataStep,
  databaseConnectionsFit,
  databaseIngress,
  databaseManagerUnreachable,
  databaseMemoryFitsConnections,
  databaseRenamed,
  databaseSources,
  declaredHosts,
  dedicatedNodes,
  deletionBudget,
  deprecatedApis,
  disruptionBudgets,
  emptyDirLimits,
  ephemeralContainers,
  filestoreAccessMode,
  fixedFields,
  fluxOwnIdentity,
  foreignChange,
  foreignNamespace,
  gatewayOutlastsRequests,
  hostAliases,
  identityBetweenTenants,
  imageRegistry,
  imagesByDigest,
  ingressClass,
  isolationUnderstood,
  legacyTokenSecrets,
  lifecycleStep,
  limitRangePresent,
  monitorsOwnTenant,
  namespacePodSecurity,
  networkBetweenTenants,
  networkBlocksOutside,
  networkBothWalls,
  networkDefaultDeny,
  networkEdgesDeclared,
  networkPeersNamed,
  networkPolicyDangling,
  noPlainSecrets,
  noStaticVolumes,
  nodePlacement,
  nodePools,
  nodesBetweenTenants,
  odooGraceOutlastsRequests,
  odooMemoryFitsWorkers,
  odooProbesOutlastRequests,
  otherNetworkPolicies,
  ownCertificates,
  ownServiceAccount,
  podNetworks,
  ...podSecurityPolicies.map(({ policy }) => policy),
  podTemplateReadable,
  priorityClass,
  promqlOwnTenant,
  promqlReadable,
  quotaCounts,
  quotaFitsWorkloads,
  rbacAggregation,
  rbacBoundaryLocked,
  rbacClusterPowers,
  rbacEscalation,
  rbacReferences,
  rbacSecrets,
  rbacSubjects,
  rbacWildcards,
  readOnlyRoot,
  releaseRevert,
  releaseStep,
  requestsAndLimits,
  routeAnnotations,
  routeKinds,
  routeReferences,
  routeTls,
  secretReplication,
  secretStores,
  secretsWhereNeeded,
  serviceAccountToken,
  serviceExposure,
  serviceLeadsElsewhere,
  serviceSelectors,
  shareProcessNamespace,
  sharedPartEdges,
  sharedSecrets,
  sharedVolumes,
  stagingCutOff,
  storageClassChanges,
  storageClasses,
  tenantObjectsPlaced,
  tenantVanished,
  uniqueBackupPrefixes,
  uniqueHosts,
  uniqueNames,
  volumeShrinks,
  volumeSources,
];

export const stackPolicies: readonly StackPolicy[] = policies.filter(
  (policy): policy is StackPolicy => policy.family === 'object' || policy.family === 'tenant',
);
export const fleetPolicies: readonly FleetPolicy[] = policies.filter((policy) => policy.family === 'fleet');
export const isolationPolicies: readonly IsolationPolicy[] = policies.filter((policy) => policy.family === 'isolation');
export const transitionPolicies: readonly TransitionPolicy[] = policies.filter(
  (policy) => policy.family === 'transition',
);
export const changePolicies: readonly ChangePolicy[] = policies.filter((policy) => policy.family === 'change');
