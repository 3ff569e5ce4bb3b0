/** Every policy, sorted by id. */
import type { FleetPolicy, Policy, StackPolicy } from '../model/policy.ts';
import { backupMeetsContract } from './backup-meets-contract.ts';
import { ciliumNamesOnly } from './cilium-names-only.ts';
import { clusterCapacity } from './cluster-capacity.ts';
import { databaseConnectionsFit } from './database-connections-fit.ts';
import { databaseManagerUnreachable } from './database-manager-unreachable.ts';
import { databaseMemoryFitsConnections } from './database-memory-fits-connections.ts';
import { databaseSources } from './database-sources.ts';
import { declaredHosts } from './declared-hosts.ts';
import { dedicatedNodes } from './dedicated-nodes.ts';
import { deprecatedApis } from './deprecated-apis.ts';
import { disruptionBudgets } from './disruption-budgets.ts';
import { emptyDirLimits } from './empty-dir-limits.ts';
import { filestoreAccessMode } from './filestore-access-mode.ts';
import { foreignNamespace } from './foreign-namespace.ts';
import { gatewayOutlastsRequests } from './gateway-outlasts-requests.ts';
import { imageRegistry } from './image-registry.ts';
import { imagesByDigest } from './images-by-digest.ts';
import { limitRangePresent } from './limit-range-present.ts';
import { monitorsOwnTenant } from './monitors-own-tenant.ts';
import { networkDefaultDeny } from './network-default-deny.ts';
import { noPlainSecrets } from './no-plain-secrets.ts';
import { noStaticVolumes } from './no-static-volumes.ts';
import { nodePlacement } from './node-placement.ts';
import { nodePools } from './node-pools.ts';
import { odooGraceOutlastsRequests } from './odoo-grace-outlasts-requests.ts';
import { odooMemoryFitsWorkers } from './odoo-memory-fits-workers.ts';
import { odooProbesOutlastRequests } from './odoo-probes-outlast-requests.ts';
import { podSecurityPolicies } from './pod-security.ts';
import { podTemplateReadable } from './pod-template-readable.ts';
import { promqlOwnTenant } from './promql-own-tenant.ts';
import { promqlReadable } from './promql-readable.ts';
import { quotaCounts } from './quota-counts.ts';
import { quotaFitsWorkloads } from './quota-fits-workloads.ts';
import { readOnlyRoot } from './read-only-root.ts';
import { requestsAndLimits } from './requests-and-limits.ts';
import { secretReplication } from './secret-replication.ts';
import { secretStores } from './secret-stores.ts';
import { secretsWhereNeeded } from './secrets-where-needed.ts';
import { serviceAccountToken } from './service-account-token.ts';
import { sharedSecrets } from './shared-secrets.ts';
import { sharedVolumes } from './shared-volumes.ts';
import { stagingCutOff } from './staging-cut-off.ts';
import { storageClasses } from './storage-classes.ts';
import { uniqueBackupPrefixes } from './unique-backup-prefixes.ts';
import { uniqueHosts } from './unique-hosts.ts';
import { uniqueNames } from './unique-names.ts';
import { volumeSources } from './volume-sources.ts';

export const policies: readonly Policy[] = [
  backupMeetsContract,
  ciliumNamesOnly,
  clusterCapacity,
  databaseConnectionsFit,
  databaseManagerUnreachable,
  databaseMemoryFitsConnections,
  databaseSources,
  declaredHosts,
  dedicatedNodes,
  deprecatedApis,
  disruptionBudgets,
  emptyDirLimits,
  filestoreAccessMode,
  foreignNamespace,
  gatewayOutlastsRequests,
  imageRegistry,
  imagesByDigest,
  limitRangePresent,
  monitorsOwnTenant,
  networkDefaultDeny,
  noPlainSecrets,
  noStaticVolumes,
  nodePlacement,
  nodePools,
  odooGraceOutlastsRequests,
  odooMemoryFitsWorkers,
  odooProbesOutlastRequests,
  ...podSecurityPolicies.map(({ policy }) => policy),
  podTemplateReadable,
  promqlOwnTenant,
  promqlReadable,
  quotaCounts,
  quotaFitsWorkloads,
  readOnlyRoot,
  requestsAndLimits,
  secretReplication,
  secretStores,
  secretsWhereNeeded,
  serviceAccountToken,
  sharedSecrets,
  sharedVolumes,
  stagingCutOff,
  storageClasses,
  uniqueBackupPrefixes,
  uniqueHosts,
  uniqueNames,
  volumeSources,
];

export const stackPolicies: readonly StackPolicy[] = policies.filter((policy) => policy.family !== 'fleet');
export const fleetPolicies: readonly FleetPolicy[] = policies.filter((policy) => policy.family === 'fleet');
