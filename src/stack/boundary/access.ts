/** Who may do what in the namespace: the layers' reconcilers exactly what they apply, Odoo nothing. */
import type { Chart } from 'cdk8s';
import type { JsonObject } from '../../model/manifest.ts';
import { fluxNamespace, type Layer, names, reconcilerOf } from '../names.ts';
import { add, type Stack } from '../part.ts';

/** Verbs of server-side apply. */
const apply = ['get', 'list', 'watch', 'create', 'patch'];
const applyAndPrune = [...apply, 'delete'];
const read = ['get', 'list', 'watch'];

/** The data layer is never pruned, so its reconciler cannot delete. */
export const dataRules: Readonly<Record<'cloudnative-pg' | 'statefulset', readonly JsonObject[]>> = {
  'cloudnative-pg': [
    rule({ group: '', resources: ['persistentvolumeclaims'], verbs: apply }),
    rule({ group: 'barmancloud.cnpg.io', resources: ['objectstores'], verbs: apply }),
    rule({ group: 'postgresql.cnpg.io', resources: ['clusters', 'scheduledbackups'], verbs: apply }),
  ],
  statefulset: [
    rule({ group: '', resources: ['configmaps', 'persistentvolumeclaims', 'services'], verbs: apply }),
    rule({ group: '', resources: ['pods'], verbs: read }),
    rule({ group: 'apps', resources: ['statefulsets'], verbs: apply }),
    rule({ group: 'cert-manager.io', resources: ['certificates', 'issuers'], verbs: apply }),
  ],
};

/** Pods and ReplicaSets are only read: Flux looks at them to tell whether a Deployment is healthy. */
export const appRules: readonly JsonObject[] = [
  rule({ group: '', resources: ['configmaps', 'services'], verbs: applyAndPrune }),
  rule({ group: '', resources: ['pods'], verbs: read }),
  rule({ group: 'apps', resources: ['deployments'], verbs: applyAndPrune }),
  rule({ group: 'apps', resources: ['replicasets'], verbs: read }),
  rule({ group: 'batch', resources: ['cronjobs', 'jobs'], verbs: applyAndPrune }),
  rule({ group: 'gateway.networking.k8s.io', resources: ['gateways', 'httproutes'], verbs: applyAndPrune }),
  rule({ group: 'policy', resources: ['poddisruptionbudgets'], verbs: applyAndPrune }),
];

export function addAccess(layer: Chart, stack: Stack): void {
  add(layer, stack, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    name: names.odooAccount,
    body: { automountServiceAccountToken: false },
  });
  addReconciler(layer, stack, { layer: 'data', rules: dataRules[stack.tenant.spec.database.engine] });
  addReconciler(layer, stack, { layer: 'app', rules: appRules });
}

/** Roles that the platform's account may bind in a tenant's namespace. */
export const boundaryRoles: readonly string[] = [roleOf('app'), roleOf('data')];

function roleOf(layer: Layer): string {
  return `${layer}-reconciler`;
}

function addReconciler(chart: Chart, stack: Stack, of: { layer: Layer; rules: readonly JsonObject[] }): void {
  const name = roleOf(of.layer);
  add(chart, stack, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    name,
    body: { rules: of.rules },
  });
  add(chart, stack, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    name,
    body: {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [
        { kind: 'ServiceAccount', name: reconcilerOf(stack.tenant.spec.id, of.layer), namespace: fluxNamespace },
      ],
    },
  });
}

function rule(of: { group: string; resources: readonly string[]; verbs: readonly string[] }): JsonObject {
  return { apiGroups: [of.group], resources: of.resources, verbs: of.verbs };
}
