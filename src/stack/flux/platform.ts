/** What a cluster needs once for all tenants: the boundary's reconciler, the priority of tenants, and their artifacts. */
import type { Chart } from 'cdk8s';
import type { Cluster, Fleet } from '../../model/fleet.ts';
import type { JsonObject } from '../../model/manifest.ts';
import {
  appRules,
  boundaryRoles,
  closingRules,
  dataRules,
  exposureRules,
  monitoringRules,
} from '../boundary/access.ts';
import { sharedGateway } from '../exposure/shared-gateway.ts';
import { ManifestObject } from '../manifest-object.ts';
import { fleetMonitoring } from '../monitoring/fleet.ts';
import { boundaryReconciler, fluxNamespace, priorityClasses } from '../names.ts';
import { possibleSecrets } from '../needed-secrets.ts';
import type { PlatformObject } from '../platform-object.ts';

export function addPlatform(chart: Chart, fleet: Fleet, cluster: Cluster): void {
  const objects = [
    ...priorities,
    ...boundaryAccount(cluster),
    ...fleetMonitoring(cluster),
    ...(cluster.flux.delivery === 'artifact-per-tenant' ? [artifactGenerator(cluster)] : []),
    ...sharedGateway(fleet, cluster),
  ];
  for (const { apiVersion, kind, name, namespace, labels, annotations, body } of objects) {
    new ManifestObject(chart, {
      apiVersion,
      kind,
      metadata: {
        name,
        ...(namespace !== undefined && { namespace }),
        labels: {
          'app.kubernetes.io/managed-by': 'aos-fleet',
          'app.kubernetes.io/part-of': 'aos',
          [`${fleet.spec.labelPrefix}/layer`]: 'platform',
          ...labels,
        },
        ...(annotations !== undefined && { annotations }),
      },
      ...body,
    });
  }
}

/** Tenants never push each other, or anything else, off a node; a node under pressure gives up the lower class first. */
const priorities: readonly PlatformObject[] = [
  priorityClass(priorityClasses.other, { value: 500, description: 'Pods of staging and demo tenants.' }),
  priorityClass(priorityClasses.production, { value: 1000, description: 'Pods of tenants.' }),
];

function priorityClass(name: string, of: { value: number; description: string }): PlatformObject {
  return {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    name,
    body: { preemptionPolicy: 'Never', ...of },
  };
}

/** What the boundary layer holds. It creates and changes namespaces, but never deletes one. */
const boundaryRules = (cluster: Cluster): readonly JsonObject[] => [
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
const encryptedRules: readonly JsonObject[] = [
  { apiGroups: [''], resources: ['secrets'], verbs: ['create'] },
  { apiGroups: [''], resources: ['secrets'], resourceNames: possibleSecrets, verbs: ['get', 'patch', 'delete'] },
];

const externalRules: readonly JsonObject[] = [writable('external-secrets.io', ['externalsecrets', 'secretstores'])];

const boundaryAccount = (cluster: Cluster): readonly PlatformObject[] => [
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
    body: {
      rules: [...boundaryRules(cluster), ...(cluster.secrets.provider === 'sops-age' ? encryptedRules : externalRules)],
    },
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

/**
 * One artifact for each folder of a tenant; its revision is the digest of its content, so that a commit makes Flux
 * reconcile only the tenants that it changed. The record beside the layers is not part of it: it changes with every
 * version of the generator.
 */
function artifactGenerator(cluster: Cluster): PlatformObject {
  const folder = `@repo/dist/tenants/${cluster.name}/{tenant}`;
  return {
    apiVersion: 'source.extensions.fluxcd.io/v1beta1',
    kind: 'ArtifactGenerator',
    name: 'tenants',
    namespace: fluxNamespace,
    body: {
      spec: {
        sources: [{ alias: 'repo', kind: 'GitRepository', name: fluxNamespace }],
        pathPattern: folder,
        artifacts: [
          {
            name: 'tenant-{tenant}',
            copy: [{ from: `${folder}/**`, to: '@artifact/', exclude: ['tenant.json'] }],
          },
        ],
      },
    },
  };
}

function writable(group: string, resources: readonly string[]): JsonObject {
  return { apiGroups: [group], resources, verbs: ['get', 'list', 'watch', 'create', 'patch', 'delete'] };
}
