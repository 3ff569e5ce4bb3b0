/** The account that applies the boundary layer of every tenant, and what it holds. */
import type { Cluster } from '../../model/fleet.ts';
import {
  appRules,
  boundaryRoles,
  closingRules,
  dataRules,
  exposureRules,
  monitoringRules,
  type Rule,
} from '../boundary/access.ts';
import { boundaryReconciler, fluxNamespace } from '../names.ts';
import { possibleSecrets } from '../needed-secrets.ts';
import type { PlatformObject } from '../platform-object.ts';

/** All rules of its role. */
export function boundaryRules(cluster: Cluster): readonly Rule[] {
  return [...heldRules(cluster), ...(cluster.secrets.provider === 'sops-age' ? encryptedRules : externalRules)];
}

/** What the boundary layer holds. It creates and changes namespaces, but never deletes one. */
const heldRules = (cluster: Cluster): readonly Rule[] => [
  { apiGroups: [''], resources: ['namespaces'], verbs: ['get', 'list', 'watch', 'create', 'patch'] },
  writable('', ['limitranges', 'resourcequotas', 'serviceaccounts']),
  writable('cilium.io', ['ciliumnetworkpolicies']),
  writable('karpenter.sh', ['nodepools']),
  writable('networking.k8s.io', ['networkpolicies']),
  writable('rbac.authorization.k8s.io', ['rolebindings', 'roles']),
  // It may bind the tenants' own roles and no other, and may write into a role only what it holds itself.
  { apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles'], resourceNames: boundaryRoles, verbs: ['bind'] },
  ...dataRules('cloudnative-pg', 'delete'),
  ...dataRules('statefulset', 'delete'),
  ...appRules,
  ...closingRules,
  ...Object.values(exposureRules).flat(),
  ...(cluster.monitoring === undefined ? [] : monitoringRules),
];

/**
 * Secrets by their names alone, and without `list`: neither the keys in Flux's namespace nor what others keep elsewhere can
 * be read with this account. Names cannot limit `create`.
 */
const encryptedRules: readonly Rule[] = [
  { apiGroups: [''], resources: ['secrets'], verbs: ['create'] },
  { apiGroups: [''], resources: ['secrets'], resourceNames: possibleSecrets, verbs: ['get', 'patch', 'delete'] },
];

const externalRules: readonly Rule[] = [writable('external-secrets.io', ['externalsecrets', 'secretstores'])];

export const boundaryAccount = (cluster: Cluster): readonly PlatformObject[] => [
  {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    name: boundaryReconciler,
    namespace: fluxNamespace,
    body: { automountServiceAccountToken: false },
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    name: boundaryReconciler,
    body: { rules: boundaryRules(cluster) },
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    name: boundaryReconciler,
    body: {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: boundaryReconciler },
      subjects: [{ kind: 'ServiceAccount', name: boundaryReconciler, namespace: fluxNamespace }],
    },
  },
];

function writable(group: string, resources: readonly string[]): Rule {
  return { apiGroups: [group], resources, verbs: ['get', 'list', 'watch', 'create', 'patch', 'delete'] };
}
