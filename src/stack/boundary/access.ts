/** Who may do what in the namespace: the layers' reconcilers exactly what they apply, Odoo nothing. */
import type { Chart } from 'cdk8s';
import { entryOf } from '../exposure/entry.ts';
import { fluxNamespace, type Layer, names, reconcilerOf } from '../names.ts';
import { add, type Stack } from '../part.ts';

/** A rule of a Role. A type and not an interface, so that it is JSON. */
export type Rule = {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
};

/** Verbs of server-side apply. */
const apply = ['get', 'list', 'watch', 'create', 'patch'];
const applyAndPrune = [...apply, 'delete'];
const read = ['get', 'list', 'watch'];

type Engine = 'cloudnative-pg' | 'statefulset';

/** The data layer is not pruned, so its reconciler cannot delete, until the tenant's data is to go. */
export function dataRules(engine: Engine, may: 'keep' | 'delete'): readonly Rule[] {
  const verbs = may === 'delete' ? applyAndPrune : apply;
  return engine === 'cloudnative-pg'
    ? [
        rule({ group: '', resources: ['persistentvolumeclaims'], verbs }),
        rule({ group: 'barmancloud.cnpg.io', resources: ['objectstores'], verbs }),
        rule({ group: 'postgresql.cnpg.io', resources: ['clusters', 'scheduledbackups'], verbs }),
      ]
    : [
        rule({ group: '', resources: ['configmaps', 'persistentvolumeclaims', 'services'], verbs }),
        rule({ group: '', resources: ['pods'], verbs: read }),
        rule({ group: 'apps', resources: ['statefulsets'], verbs }),
        rule({ group: 'cert-manager.io', resources: ['certificates', 'issuers'], verbs }),
      ];
}

/** Pods and ReplicaSets are only read: Flux looks at them to tell whether a Deployment is healthy. */
export const appRules: readonly Rule[] = [
  rule({ group: '', resources: ['configmaps', 'services'], verbs: applyAndPrune }),
  rule({ group: '', resources: ['pods'], verbs: read }),
  rule({ group: 'apps', resources: ['deployments'], verbs: applyAndPrune }),
  rule({ group: 'apps', resources: ['replicasets'], verbs: read }),
  rule({ group: 'batch', resources: ['cronjobs', 'jobs'], verbs: applyAndPrune }),
  rule({ group: 'cert-manager.io', resources: ['certificates'], verbs: applyAndPrune }),
  rule({ group: 'policy', resources: ['poddisruptionbudgets'], verbs: applyAndPrune }),
];

/** The final base backup of a tenant that leaves, which the operator takes. Pruning the object removes no backup. */
export const closingRules: readonly Rule[] = [
  rule({ group: 'postgresql.cnpg.io', resources: ['backups'], verbs: applyAndPrune }),
];

/** What the app layer holds besides, on a cluster with monitoring. */
export const monitoringRules: readonly Rule[] = [
  rule({
    group: 'monitoring.coreos.com',
    resources: ['podmonitors', 'probes', 'prometheusrules'],
    verbs: applyAndPrune,
  }),
];
/**
 * What the app layer exposes the tenant with, by what the cluster has. A tenant may change between a Gateway of its own
 * and the shared one, and what it leaves is pruned with the same role.
 */
export const exposureRules = {
  gateway: [
    rule({
      group: 'gateway.networking.k8s.io',
      resources: ['gateways', 'httproutes', 'listenersets'],
      verbs: applyAndPrune,
    }),
  ],
  envoy: [
    rule({
      group: 'gateway.envoyproxy.io',
      resources: ['backendtrafficpolicies', 'clienttrafficpolicies', 'httproutefilters', 'securitypolicies'],
      verbs: applyAndPrune,
    }),
  ],
  ingress: [
    rule({ group: 'networking.k8s.io', resources: ['ingresses'], verbs: applyAndPrune }),
    rule({ group: 'traefik.io', resources: ['middlewares'], verbs: applyAndPrune }),
  ],
} as const satisfies Readonly<Record<string, readonly Rule[]>>;

function exposureRulesOf(stack: Stack): readonly Rule[] {
  const { kind, isEnvoy } = entryOf(stack);
  if (kind === 'ingress') return exposureRules.ingress;
  return isEnvoy ? [...exposureRules.gateway, ...exposureRules.envoy] : exposureRules.gateway;
}

export function addAccess(layer: Chart, stack: Stack): void {
  add(layer, stack, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    name: names.odooAccount,
    body: { automountServiceAccountToken: false },
  });
  addReconciler(layer, stack, {
    layer: 'data',
    rules: dataRules(stack.tenant.spec.database.engine, stack.state === 'deletable' ? 'delete' : 'keep'),
  });
  const { monitoring } = stack.tenant.cluster;
  addReconciler(layer, stack, {
    layer: 'app',
    rules: [
      ...appRules,
      // Always: what is pruned when the state is over needs the right after it.
      ...(stack.tenant.spec.database.engine === 'cloudnative-pg' ? closingRules : []),
      ...exposureRulesOf(stack),
      ...(monitoring === undefined ? [] : monitoringRules),
    ],
  });
}

/** Roles that the platform's account may bind in a tenant's namespace. */
export const boundaryRoles: readonly string[] = [roleOf('app'), roleOf('data')];

function roleOf(layer: Layer): string {
  return `${layer}-reconciler`;
}

function addReconciler(chart: Chart, stack: Stack, of: { layer: Layer; rules: readonly Rule[] }): void {
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

function rule(of: { group: string; resources: readonly string[]; verbs: readonly string[] }): Rule {
  return { apiGroups: [of.group], resources: of.resources, verbs: of.verbs };
}
