/** Every policy, sorted by id. */
import type { FleetPolicy, Policy, StackPolicy } from '../model/policy.ts';
import { backupMeetsContract } from './backup-meets-contract.ts';
import { ciliumNamesOnly } from './cilium-names-only.ts';
import { clusterCapacity } from './cluster-capacity.ts';
import { databaseConnectionsFit } from './database-connections-fit.ts';
import { databaseIngress } from './database-ingress.ts';
import { databaseManagerUnreachable } from './database-manager-unreachable.ts';
import { databaseMemoryFitsConnections } from './database-memory-fits-connections.ts';
import { declaredHosts } from './declared-hosts.ts';
import { dedicatedNodes } from './dedicated-nodes.ts';
import { filestoreAccessMode } from './filestore-access-mode.ts';
import { foreignNamespace } from './foreign-namespace.ts';
import { gatewayOutlastsRequests } from './gateway-outlasts-requests.ts';
import { hostAliases } from './host-aliases.ts';
import { imageRegistry } from './image-registry.ts';
import { imagesByDigest } from './images-by-digest.ts';
import { ingressClass } from './ingress-class.ts';
import { monitorsOwnTenant } from './monitors-own-tenant.ts';
import { networkBlocksOutside } from './network-blocks-outside.ts';
import { networkDefaultDeny } from './network-default-deny.ts';
import { networkEdgesDeclared } from './network-edges-declared.ts';
import { networkPeersNamed } from './network-peers-named.ts';
import { networkPolicyDangling } from './network-policy-dangling.ts';
import { noPlainSecrets } from './no-plain-secrets.ts';
import { odooGraceOutlastsRequests } from './odoo-grace-outlasts-requests.ts';
import { odooMemoryFitsWorkers } from './odoo-memory-fits-workers.ts';
import { odooProbesOutlastRequests } from './odoo-probes-outlast-requests.ts';
import { otherNetworkPolicies } from './other-network-policies.ts';
import { podNetworks } from './pod-networks.ts';
import { podSecurityPolicies } from './pod-security.ts';
import { podTemplateReadable } from './pod-template-readable.ts';
import { promqlOwnTenant } from './promql-own-tenant.ts';
import { promqlReadable } from './promql-readable.ts';
import { quotaFitsWorkloads } from './quota-fits-workloads.ts';
import { requestsAndLimits } from './requests-and-limits.ts';
import { routeAnnotations } from './route-annotations.ts';
import { routeKinds } from './route-kinds.ts';
import { routeReferences } from './route-references.ts';
import { routeTls } from './route-tls.ts';
import { secretsWhereNeeded } from './secrets-where-needed.ts';
import { serviceAccountToken } from './service-account-token.ts';
import { serviceExposure } from './service-exposure.ts';
import { serviceLeadsElsewhere } from './service-leads-elsewhere.ts';
import { serviceSelectors } from './service-selectors.ts';
import { stagingCutOff } from './staging-cut-off.ts';
import { uniqueBackupPrefixes } from './unique-backup-prefixes.ts';
import { uniqueHosts } from './unique-hosts.ts';
import { uniqueNames } from './unique-names.ts';

export const policies: readonly Policy[] = [
  backupMeetsContract,
  ciliumNamesOnly,
  clusterCapacity,
  databaseConnectionsFit,
  databaseIngress,
  databaseManagerUnreachable,
  databaseMemoryFitsConnections,
  declaredHosts,
  dedicatedNodes,
  filestoreAccessMode,
  foreignNamespace,
  gatewayOutlastsRequests,
  hostAliases,
  imageRegistry,
  imagesByDigest,
  ingressClass,
  monitorsOwnTenant,
  networkBlocksOutside,
  networkDefaultDeny,
  networkEdgesDeclared,
  networkPeersNamed,
  networkPolicyDangling,
  noPlainSecrets,
  odooGraceOutlastsRequests,
  odooMemoryFitsWorkers,
  odooProbesOutlastRequests,
  otherNetworkPolicies,
  podNetworks,
  ...podSecurityPolicies.map(({ policy }) => policy),
  podTemplateReadable,
  promqlOwnTenant,
  promqlReadable,
  quotaFitsWorkloads,
  requestsAndLimits,
  routeAnnotations,
  routeKinds,
  routeReferences,
  routeTls,
  secretsWhereNeeded,
  serviceAccountToken,
  serviceExposure,
  serviceLeadsElsewhere,
  serviceSelectors,
  stagingCutOff,
  uniqueBackupPrefixes,
  uniqueHosts,
  uniqueNames,
];

export const stackPolicies: readonly StackPolicy[] = policies.filter((policy) => policy.family !== 'fleet');
export const fleetPolicies: readonly FleetPolicy[] = policies.filter((policy) => policy.family === 'fleet');
