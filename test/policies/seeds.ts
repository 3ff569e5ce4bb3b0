/** A violation of each policy, seeded into the whole stack of a real tenant. */
import type { Json } from '../../src/model/manifest.ts';
import type { TenantSpec } from '../../src/model/specs.ts';
import type { FleetDocuments } from '../minimal-tenant.ts';
import { monitoring } from '../stack/monitoring/monitored.ts';
import { traefik } from '../stack/rendered.ts';
import type { Change } from './rendered-stack.ts';

export interface Seed {
  /** The tenant before the change; default: the minimal one. */
  readonly tenant?: (spec: TenantSpec) => void;
  /** The other tenant of the fleet; default: the minimal one. */
  readonly neighbourSpec?: (spec: TenantSpec) => void;
  /** The fleet around it; default: the minimal one. */
  readonly fleet?: (documents: FleetDocuments) => void;
  readonly change: Change;
  /** What the other tenant has already; for what only two can do wrong. */
  readonly neighbour?: Change;
  /** Where the policy must report. */
  readonly at: readonly [object: string, ...pointers: readonly string[]];
  /** Other policies that rightly report the same change, because they demand more. */
  readonly also?: readonly string[];
}

const pod = '/spec/template/spec';
const odoo = `${pod}/containers/0`;
const digest = `sha256:${'d'.repeat(64)}`;

/** As SOPS writes it. */
const sealed = { password: 'ENC[AES256_GCM,data:YQ==,iv:aXY=,tag:dGFn,type:str]' };

/** A change of one field of the web pods, reported where it stands. */
function web(pointer: string, value: Json, also: readonly string[] = []): Seed {
  return {
    change: { object: 'Deployment odoo-web', at: pointer, value },
    at: ['Deployment odoo-web', pointer],
    also,
  };
}

const rbac = 'rbac.authorization.k8s.io';

/** A rule of a role. */
function allowing(group: string, resource: string, ...verbs: readonly string[]): Json {
  return { apiGroups: [group], resources: [resource], verbs };
}

/** By policy; the other tenant of the fleet is `globex`. */
export const seeds: Readonly<Record<string, Seed>> = {
  'backup-meets-contract': {
    tenant: (spec) => void (spec.contract.rpoMinutes = 60),
    change: { object: 'Cluster database', at: '/spec/postgresql/parameters/archive_timeout', value: '7200s' },
    at: ['Cluster database', '/spec/postgresql/parameters/archive_timeout'],
  },
  'cilium-names-only': {
    change: {
      object: 'NetworkPolicy dns',
      at: '',
      value: {
        apiVersion: 'cilium.io/v2',
        kind: 'CiliumNetworkPolicy',
        metadata: { name: 'dns', namespace: 'tenant-acme', labels: { 'fleet.aos/tenant': 'acme' } },
        spec: { endpointSelector: {}, egress: [{ toEntities: ['cluster'] }] },
      },
    },
    at: ['CiliumNetworkPolicy dns', '/spec/egress/0'],
    also: ['isolation-understood', 'network-both-walls', 'shared-part-edges'],
  },
  'cloud-identities': {
    change: {
      object: 'ServiceAccount odoo',
      at: '/metadata/annotations',
      value: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/globex' },
    },
    at: ['ServiceAccount odoo', '/metadata/annotations/eks.amazonaws.com~1role-arn'],
  },
  'cluster-capacity': {
    change: { object: 'ResourceQuota tenant', at: '/spec/hard/requests.cpu', value: '64' },
    at: ['ResourceQuota tenant', '/spec/hard/requests.cpu'],
  },
  'cluster-scoped-objects': {
    change: {
      object: 'NetworkPolicy dns',
      at: '',
      value: {
        apiVersion: 'scheduling.k8s.io/v1',
        kind: 'PriorityClass',
        metadata: { name: 'tenant-acme', labels: { 'fleet.aos/tenant': 'acme' } },
        value: 1000000,
      },
    },
    at: ['PriorityClass tenant-acme', ''],
  },
  'database-connections-fit': {
    change: { object: 'Cluster database', at: '/spec/postgresql/parameters/max_connections', value: '100' },
    at: ['Cluster database', '/spec/postgresql/parameters/max_connections'],
  },
  'database-ingress': {
    change: {
      object: 'NetworkPolicy database-from-odoo',
      at: '/spec/ingress/0/from/-',
      value: { podSelector: { matchLabels: { 'app.kubernetes.io/component': 'restore-drill' } } },
    },
    at: ['NetworkPolicy database-from-odoo', '/spec/ingress/0/from/1'],
  },
  'database-manager-unreachable': {
    change: { object: 'HTTPRoute acme.example.com', at: '/spec/rules/0' },
    at: ['HTTPRoute acme.example.com', '/spec/rules/1'],
  },
  'database-memory-fits-connections': {
    change: { object: 'Cluster database', at: '/spec/postgresql/parameters/work_mem', value: '128MB' },
    at: ['Cluster database', '/spec/resources/limits/memory'],
  },
  'database-sources': {
    change: { object: 'Cluster database', at: '/spec/bootstrap', value: { pg_basebackup: { source: 'elsewhere' } } },
    at: ['Cluster database', '/spec/bootstrap/pg_basebackup'],
  },
  'declared-hosts': {
    change: { object: 'HTTPRoute redirect', at: '/spec/hostnames/-', value: 'other.example.com' },
    at: ['HTTPRoute redirect', '/spec/hostnames/1'],
  },
  'dedicated-nodes': {
    tenant: (spec) => void (spec.isolation = 'node'),
    change: { object: 'Cluster database', at: '/spec/affinity/tolerations/-', value: { operator: 'Exists' } },
    at: ['Cluster database', '/spec/affinity/tolerations/1'],
  },
  'deprecated-apis': {
    change: {
      object: 'ConfigMap odoo-scripts',
      at: '',
      value: { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'odoo-scripts', namespace: 'tenant-acme' } },
    },
    at: ['Endpoints odoo-scripts', '/apiVersion'],
    also: ['service-leads-elsewhere', 'tenant-objects-placed'],
  },
  'disruption-budgets': {
    tenant: (spec) => void (spec.odoo.replicas = 2),
    change: { object: 'PodDisruptionBudget odoo-web', at: '/spec/maxUnavailable', value: 0 },
    at: ['PodDisruptionBudget odoo-web', '/spec/maxUnavailable'],
  },
  'empty-dir-limits': {
    change: { object: 'Deployment odoo-web', at: `${pod}/volumes/1/emptyDir/sizeLimit` },
    at: ['Deployment odoo-web', `${pod}/volumes/1/emptyDir/sizeLimit`],
  },
  'ephemeral-containers': web(`${pod}/ephemeralContainers`, [
    {
      name: 'debugger',
      image: `docker.io/library/odoo:19.0@${digest}`,
      resources: { requests: { cpu: '1m', memory: '1Mi' }, limits: { cpu: '1m', memory: '1Mi' } },
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    },
  ]),
  'filestore-access-mode': {
    tenant: (spec) => void (spec.odoo.replicas = 2),
    change: { object: 'PersistentVolumeClaim odoo-filestore', at: '/spec/accessModes/0', value: 'ReadWriteOnce' },
    at: ['Deployment odoo-web', '/spec/replicas'],
  },
  'flux-own-identity': {
    change: { object: 'Kustomization tenant-acme-app', at: '/spec/serviceAccountName' },
    at: ['Kustomization tenant-acme-app', '/spec/serviceAccountName'],
    also: ['identity-between-tenants'],
  },
  'foreign-namespace': {
    change: {
      object: 'NetworkPolicy odoo-to-database',
      at: '/spec/egress/0/to/-',
      value: { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'tenant-globex' } } },
    },
    at: [
      'NetworkPolicy odoo-to-database',
      '/spec/egress/0/to/1/namespaceSelector/matchLabels/kubernetes.io~1metadata.name',
    ],
    also: ['network-both-walls', 'network-peers-named'],
  },
  'gateway-outlasts-requests': {
    change: { object: 'HTTPRoute acme.example.com', at: '/spec/rules/2/timeouts/request', value: '15s' },
    at: ['HTTPRoute acme.example.com', '/spec/rules/2/timeouts/request'],
  },
  'host-aliases': web(`${pod}/hostAliases`, [{ ip: '198.51.100.7', hostnames: ['database-rw'] }]),
  'identity-between-tenants': {
    change: {
      object: 'RoleBinding app-reconciler',
      at: '/subjects/-',
      value: { kind: 'ServiceAccount', name: 'odoo', namespace: 'tenant-globex' },
    },
    at: ['RoleBinding app-reconciler', '/subjects/1'],
    also: ['foreign-namespace', 'rbac-references'],
  },
  'image-registry': web(`${odoo}/image`, `docker.io/odoo:19.0@${digest}`),
  'images-by-digest': web(`${odoo}/image`, 'docker.io/library/odoo:19.0'),
  'ingress-class': {
    change: { object: 'Gateway odoo', at: '/spec/gatewayClassName', value: 'internet' },
    at: ['Gateway odoo', '/spec/gatewayClassName'],
  },
  'isolation-understood': {
    change: {
      object: 'ConfigMap odoo-scripts',
      at: '',
      value: {
        apiVersion: 'example.com/v1',
        kind: 'Tunnel',
        metadata: { name: 'tunnel', namespace: 'tenant-acme', labels: { 'fleet.aos/tenant': 'acme' } },
      },
    },
    at: ['Tunnel tunnel', '/kind'],
  },
  'legacy-token-secrets': {
    change: { object: 'Secret odoo-admin', at: '/type', value: 'kubernetes.io/service-account-token' },
    at: ['Secret odoo-admin', '/type'],
  },
  'limit-range-present': {
    change: { object: 'LimitRange tenant', at: '/spec/limits/1' },
    at: ['LimitRange tenant', '/spec/limits'],
  },
  'monitors-own-tenant': {
    fleet: monitoring,
    change: { object: 'PodMonitor odoo-metrics', at: '/spec/namespaceSelector', value: { any: true } },
    at: ['PodMonitor odoo-metrics', '/spec/namespaceSelector/any'],
  },
  'namespace-pod-security': {
    change: {
      object: 'Namespace tenant-acme',
      at: '/metadata/labels/pod-security.kubernetes.io~1enforce',
      value: 'privileged',
    },
    at: ['Namespace tenant-acme', '/metadata/labels/pod-security.kubernetes.io~1enforce'],
  },
  'network-between-tenants': {
    ...web(`${pod}/hostNetwork`, true),
    // As sender and as receiver.
    at: ['Namespace tenant-acme', '', ''],
    also: ['pod-security-host-namespaces', 'shared-part-edges'],
  },
  'network-blocks-outside': {
    change: {
      object: 'NetworkPolicy backup-to-object-store',
      at: '/spec/egress/0/to/-',
      value: { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } },
    },
    at: ['NetworkPolicy backup-to-object-store', '/spec/egress/0/to/1/ipBlock/cidr'],
  },
  'network-both-walls': {
    change: {
      object: 'NetworkPolicy odoo-to-database',
      at: '/spec/egress/0/to/-',
      value: {
        namespaceSelector: { matchExpressions: [{ key: 'fleet.aos/tenant', operator: 'Exists' }] },
        podSelector: { matchLabels: { 'cnpg.io/cluster': 'database' } },
      },
    },
    at: ['NetworkPolicy odoo-to-database', '/spec/egress/0/to/1'],
    also: ['network-peers-named'],
  },
  'network-default-deny': {
    change: { object: 'NetworkPolicy default-deny', at: '/spec/podSelector', value: { matchLabels: { app: 'odoo' } } },
    at: ['Namespace tenant-acme', '/metadata/name'],
    also: ['network-both-walls', 'network-policy-dangling', 'shared-part-edges'],
  },
  'network-edges-declared': {
    change: { object: 'NetworkPolicy odoo-to-database', at: '/spec/egress/0/ports' },
    at: ['NetworkPolicy odoo-to-database', '/spec/egress/0'],
  },
  'network-peers-named': {
    change: {
      object: 'NetworkPolicy web-from-gateway',
      at: '/spec/ingress/0/from/0/namespaceSelector',
      value: { matchLabels: { 'gateway-access': 'true' } },
    },
    at: ['NetworkPolicy web-from-gateway', '/spec/ingress/0/from/0/namespaceSelector'],
  },
  'network-policy-dangling': {
    change: {
      object: 'NetworkPolicy odoo-to-database',
      at: '/spec/egress/0/to/0/podSelector/matchLabels',
      value: { 'cnpg.io/cluster': 'databse' },
    },
    at: ['NetworkPolicy odoo-to-database', '/spec/egress/0/to/0/podSelector'],
  },
  'no-plain-secrets': {
    change: { object: 'Secret odoo-admin', at: '/stringData/password', value: 'correct-horse-battery' },
    at: ['Secret odoo-admin', '/stringData/password'],
  },
  'no-static-volumes': {
    change: { object: 'PersistentVolumeClaim odoo-filestore', at: '/spec/volumeName', value: 'pvc-of-globex' },
    at: ['PersistentVolumeClaim odoo-filestore', '/spec/volumeName'],
  },
  'node-placement': {
    change: { object: 'Deployment odoo-web', at: `${pod}/nodeName`, value: 'node-1' },
    at: ['Deployment odoo-web', `${pod}/nodeName`],
  },
  'node-pools': {
    tenant: (spec) => void (spec.isolation = 'node'),
    fleet: ({ clusters }) => {
      const nodeClass = { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'default' };
      clusters[0]!.karpenter = { nodeClass };
    },
    change: { object: 'NodePool tenant-acme', at: '/spec/template/spec/taints/0' },
    at: ['NodePool tenant-acme', '/spec/template/spec/taints'],
  },
  'nodes-between-tenants': {
    neighbourSpec: (spec) => void (spec.isolation = 'node'),
    change: {
      object: 'Deployment odoo-web',
      at: `${pod}/tolerations`,
      value: [{ key: 'fleet.aos/tenant', operator: 'Equal', value: 'globex', effect: 'NoSchedule' }],
    },
    at: ['Deployment odoo-web', `${pod}/tolerations/0`],
    also: ['dedicated-nodes'],
  },
  'odoo-grace-outlasts-requests': web(`${pod}/terminationGracePeriodSeconds`, 60),
  'odoo-memory-fits-workers': web(`${odoo}/resources/limits/memory`, '1500Mi'),
  'odoo-probes-outlast-requests': {
    change: { object: 'Deployment odoo-web', at: `${odoo}/livenessProbe/failureThreshold`, value: 3 },
    at: ['Deployment odoo-web', `${odoo}/livenessProbe`],
  },
  'other-network-policies': {
    change: {
      object: 'NetworkPolicy dns',
      at: '',
      value: {
        apiVersion: 'projectcalico.org/v3',
        kind: 'NetworkPolicy',
        metadata: { name: 'dns', namespace: 'tenant-acme', labels: { 'fleet.aos/tenant': 'acme' } },
        spec: { types: ['Egress'], egress: [{ action: 'Allow' }] },
      },
    },
    at: ['NetworkPolicy dns', '/kind'],
    also: ['isolation-understood', 'network-both-walls', 'shared-part-edges'],
  },
  'own-certificates': {
    change: { object: 'Certificate acme.example.com', at: '/spec/commonName', value: 'globex.example.com' },
    at: ['Certificate acme.example.com', '/spec/commonName'],
  },
  'own-service-account': web(`${pod}/serviceAccountName`, 'default'),
  'pod-networks': {
    change: {
      object: 'Deployment odoo-web',
      at: '/spec/template/metadata/annotations/k8s.v1.cni.cncf.io~1networks',
      value: 'macvlan',
    },
    at: ['Deployment odoo-web', '/spec/template/metadata/annotations/k8s.v1.cni.cncf.io~1networks'],
  },
  'pod-security-allow-privilege-escalation': web(`${odoo}/securityContext/allowPrivilegeEscalation`, true),
  'pod-security-app-armor-profile': {
    change: {
      object: 'Deployment odoo-web',
      at: `${pod}/securityContext/appArmorProfile`,
      value: { type: 'Unconfined' },
    },
    at: ['Deployment odoo-web', `${pod}/securityContext/appArmorProfile/type`],
  },
  'pod-security-capabilities-baseline': {
    change: { object: 'Deployment odoo-web', at: `${odoo}/securityContext/capabilities/add`, value: ['NET_RAW'] },
    at: ['Deployment odoo-web', `${odoo}/securityContext/capabilities/add/0`],
    also: ['pod-security-capabilities-restricted'],
  },
  'pod-security-capabilities-restricted': {
    change: { object: 'Deployment odoo-web', at: `${odoo}/securityContext/capabilities/add`, value: ['CHOWN'] },
    at: ['Deployment odoo-web', `${odoo}/securityContext/capabilities/add/0`],
  },
  'pod-security-host-namespaces': web(`${pod}/hostNetwork`, true, ['network-between-tenants', 'shared-part-edges']),
  'pod-security-host-path-volumes': {
    change: {
      object: 'Deployment odoo-web',
      at: `${pod}/volumes/-`,
      value: { name: 'node', hostPath: { path: '/var/lib/kubelet' } },
    },
    at: ['Deployment odoo-web', `${pod}/volumes/7/hostPath`],
    also: ['pod-security-restricted-volumes'],
  },
  'pod-security-host-ports': web(`${odoo}/ports/0/hostPort`, 8069),
  'pod-security-host-probes-and-host-lifecycle': web(`${odoo}/readinessProbe/httpGet/host`, '169.254.169.254'),
  'pod-security-privileged': web(`${odoo}/securityContext/privileged`, true),
  'pod-security-proc-mount': web(`${odoo}/securityContext/procMount`, 'Unmasked', [
    'pod-security-proc-mount-restricted',
  ]),
  'pod-security-proc-mount-restricted': web(`${odoo}/securityContext/procMount`, 'Unmasked', [
    'pod-security-proc-mount',
  ]),
  'pod-security-restricted-volumes': {
    change: {
      object: 'Deployment odoo-web',
      at: `${pod}/volumes/6`,
      value: { name: 'filestore', nfs: { server: 'files.example.com', path: '/acme' } },
    },
    at: ['Deployment odoo-web', `${pod}/volumes/6/nfs`],
  },
  'pod-security-run-as-non-root': web(`${pod}/securityContext/runAsNonRoot`, false),
  'pod-security-run-as-user': web(`${pod}/securityContext/runAsUser`, 0),
  'pod-security-se-linux-options': {
    change: { object: 'Deployment odoo-web', at: `${pod}/securityContext/seLinuxOptions`, value: { type: 'spc_t' } },
    at: ['Deployment odoo-web', `${pod}/securityContext/seLinuxOptions/type`],
  },
  'pod-security-seccomp-profile-baseline': web(`${pod}/securityContext/seccompProfile/type`, 'Unconfined', [
    'pod-security-seccomp-profile-restricted',
  ]),
  'pod-security-seccomp-profile-restricted': {
    change: { object: 'Deployment odoo-web', at: `${pod}/securityContext/seccompProfile` },
    at: [
      'Deployment odoo-web',
      `${pod}/initContainers/0/securityContext`,
      `${pod}/initContainers/1/securityContext`,
      `${odoo}/securityContext`,
    ],
  },
  'pod-security-sysctls': {
    change: {
      object: 'Deployment odoo-web',
      at: `${pod}/securityContext/sysctls`,
      value: [{ name: 'kernel.msgmax', value: '65536' }],
    },
    at: ['Deployment odoo-web', `${pod}/securityContext/sysctls/0/name`],
  },
  'pod-security-windows-host-process': {
    change: {
      object: 'Deployment odoo-web',
      at: `${odoo}/securityContext/windowsOptions`,
      value: { hostProcess: true },
    },
    at: ['Deployment odoo-web', `${odoo}/securityContext/windowsOptions/hostProcess`],
  },
  'pod-template-readable': {
    change: { object: 'Deployment odoo-cron', at: `${pod}/containers` },
    at: ['Deployment odoo-cron', pod],
  },
  'priority-class': web(`${pod}/priorityClassName`, 'system-cluster-critical'),
  'promql-own-tenant': {
    fleet: monitoring,
    change: { object: 'PrometheusRule tenant', at: '/spec/groups/0/rules/0/expr', value: 'max(odoo_up) == 0' },
    at: ['PrometheusRule tenant', '/spec/groups/0/rules/0/expr'],
  },
  'promql-readable': {
    fleet: monitoring,
    change: {
      object: 'PrometheusRule tenant',
      at: '/spec/groups/0/rules/0/expr',
      value: 'max(odoo_up{namespace="tenant-acme"}) =< 0',
    },
    at: ['PrometheusRule tenant', '/spec/groups/0/rules/0/expr'],
  },
  'quota-counts': {
    change: { object: 'ResourceQuota tenant', at: '/spec/hard/services.loadbalancers', value: '1' },
    at: ['ResourceQuota tenant', '/spec/hard'],
  },
  'quota-fits-workloads': {
    change: { object: 'ResourceQuota tenant', at: '/spec/hard/pods', value: '5' },
    at: ['ResourceQuota tenant', '/spec/hard'],
  },
  'rbac-aggregation': {
    change: {
      object: 'NetworkPolicy dns',
      at: '',
      value: {
        apiVersion: `${rbac}/v1`,
        kind: 'ClusterRole',
        metadata: {
          name: 'tenant-acme',
          labels: { 'fleet.aos/tenant': 'acme', [`${rbac}/aggregate-to-view`]: 'true' },
        },
        rules: [allowing('', 'pods', 'get')],
      },
    },
    at: ['ClusterRole tenant-acme', `/metadata/labels/${rbac}~1aggregate-to-view`],
    also: ['cluster-scoped-objects'],
  },
  'rbac-boundary-locked': {
    change: {
      object: 'Role app-reconciler',
      at: '/rules/-',
      value: allowing('networking.k8s.io', 'networkpolicies', 'patch'),
    },
    at: ['Role app-reconciler', '/rules/9'],
  },
  'rbac-cluster-powers': {
    change: { object: 'Role data-reconciler', at: '/rules/-', value: allowing('', 'pods/exec', 'get') },
    at: ['Role data-reconciler', '/rules/3'],
  },
  'rbac-escalation': {
    change: { object: 'Role app-reconciler', at: '/rules/-', value: allowing(rbac, 'roles', 'escalate') },
    at: ['Role app-reconciler', '/rules/9'],
  },
  'rbac-references': {
    change: {
      object: 'RoleBinding data-reconciler',
      at: '/subjects/-',
      value: { kind: 'User', apiGroup: rbac, name: 'ada@example.com' },
    },
    at: ['RoleBinding data-reconciler', '/subjects/1'],
  },
  'rbac-secrets': {
    change: { object: 'Role app-reconciler', at: '/rules/-', value: allowing('', 'secrets', 'list') },
    at: ['Role app-reconciler', '/rules/9'],
  },
  'rbac-subjects': {
    change: {
      object: 'RoleBinding app-reconciler',
      at: '/subjects/-',
      value: { kind: 'Group', apiGroup: rbac, name: 'system:serviceaccounts:tenant-acme' },
    },
    at: ['RoleBinding app-reconciler', '/subjects/1'],
    also: ['rbac-references'],
  },
  'rbac-wildcards': {
    change: { object: 'Role app-reconciler', at: '/rules/0/verbs/-', value: '*' },
    at: ['Role app-reconciler', '/rules/0/verbs/6'],
  },
  'read-only-root': web(`${odoo}/securityContext/readOnlyRootFilesystem`, false),
  'requests-and-limits': {
    change: { object: 'Deployment odoo-web', at: `${odoo}/resources/limits/memory` },
    at: ['Deployment odoo-web', `${odoo}/resources/limits/memory`],
    also: ['odoo-memory-fits-workers'],
  },
  'route-annotations': {
    fleet: traefik,
    change: {
      object: 'Ingress odoo-web',
      at: '/metadata/annotations/nginx.ingress.kubernetes.io~1configuration-snippet',
      value: 'proxy_pass http://169.254.169.254;',
    },
    at: ['Ingress odoo-web', '/metadata/annotations/nginx.ingress.kubernetes.io~1configuration-snippet'],
  },
  'route-kinds': {
    change: {
      object: 'NetworkPolicy dns',
      at: '',
      value: {
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'IngressRoute',
        metadata: { name: 'all', namespace: 'tenant-acme', labels: { 'fleet.aos/tenant': 'acme' } },
        spec: { routes: [{ match: 'HostRegexp(`.*`)', kind: 'Rule', services: [{ name: 'odoo-web', port: 8069 }] }] },
      },
    },
    at: ['IngressRoute all', '/kind'],
    also: ['isolation-understood'],
  },
  'route-references': {
    tenant: (spec) => void (spec.database = { engine: 'statefulset' }),
    change: {
      object: 'HTTPRoute acme.example.com',
      at: '/spec/rules/2/filters/-',
      value: { type: 'RequestMirror', requestMirror: { backendRef: { name: 'database-rw', port: 5432 } } },
    },
    at: ['HTTPRoute acme.example.com', '/spec/rules/2/filters/2/requestMirror/backendRef'],
  },
  'route-tls': {
    change: { object: 'Gateway odoo', at: '/spec/listeners/1/tls/mode', value: 'Passthrough' },
    at: ['Gateway odoo', '/spec/listeners/1/tls/mode'],
  },
  'secret-replication': {
    change: {
      object: 'Secret database-app',
      at: '/metadata/annotations',
      value: { 'reflector.v1.k8s.emberstack.com/reflection-allowed': 'true' },
    },
    at: ['Secret database-app', '/metadata/annotations/reflector.v1.k8s.emberstack.com~1reflection-allowed'],
  },
  'secret-stores': {
    fleet: ({ clusters }) => {
      const vault = { server: 'https://vault.example.org:8200', prefix: 'aos' };
      clusters[0]!.secrets = { provider: 'external-secrets', vault };
    },
    change: {
      object: 'ExternalSecret database-app',
      at: '/spec/data/0/remoteRef/key',
      value: 'aos/hooli/database-app',
    },
    at: ['ExternalSecret database-app', '/spec/data/0/remoteRef/key'],
  },
  'secrets-where-needed': {
    change: {
      object: 'Deployment odoo-web',
      at: `${odoo}/env/-`,
      value: { name: 'KEY', valueFrom: { secretKeyRef: { name: 'database-superuser', key: 'password' } } },
    },
    at: ['Deployment odoo-web', `${odoo}/env/5/valueFrom/secretKeyRef/name`],
  },
  'service-account-token': web(`${pod}/automountServiceAccountToken`, true),
  'service-exposure': {
    tenant: (spec) => void (spec.database = { engine: 'statefulset' }),
    change: { object: 'Service database-rw', at: '/spec/externalIPs', value: ['203.0.113.7'] },
    at: ['Service database-rw', '/spec/externalIPs'],
  },
  'service-leads-elsewhere': {
    tenant: (spec) => void (spec.database = { engine: 'statefulset' }),
    change: { object: 'Service database-rw', at: '/spec/selector' },
    at: ['Service database-rw', '/spec/selector'],
  },
  'service-selectors': {
    change: { object: 'Service odoo-web', at: '/spec/ports/1/targetPort', value: 'gevent' },
    at: ['Service odoo-web', '/spec/ports/1/targetPort'],
  },
  'share-process-namespace': web(`${pod}/shareProcessNamespace`, true),
  'shared-part-edges': {
    change: { object: 'NetworkPolicy web-from-gateway', at: '/spec/ingress/0/ports/-', value: { port: 8888 } },
    at: ['NetworkPolicy web-from-gateway', '/spec/ingress/0/from/0'],
  },
  'shared-secrets': {
    neighbour: { object: 'Secret database-app', at: '/stringData', value: sealed },
    change: { object: 'Secret database-app', at: '/stringData', value: sealed },
    at: ['Secret database-app', '/stringData/password'],
  },
  'shared-volumes': {
    neighbour: { object: 'PersistentVolumeClaim odoo-filestore', at: '/spec/volumeName', value: 'pvc-1' },
    change: { object: 'PersistentVolumeClaim odoo-filestore', at: '/spec/volumeName', value: 'pvc-1' },
    at: ['PersistentVolumeClaim odoo-filestore', '/spec/volumeName'],
    also: ['no-static-volumes'],
  },
  'staging-cut-off': {
    tenant: (spec) => Object.assign(spec, { environment: 'staging', stagingOf: 'globex' }),
    change: {
      object: 'NetworkPolicy odoo-to-database',
      at: '/spec/egress/0/to/-',
      value: { ipBlock: { cidr: '203.0.113.0/24' } },
    },
    at: ['NetworkPolicy odoo-to-database', '/spec/egress/0/to/1'],
  },
  'storage-classes': {
    change: { object: 'Cluster database', at: '/spec/walStorage/storageClass', value: 'gp2' },
    at: ['Cluster database', '/spec/walStorage/storageClass'],
  },
  'tenant-objects-placed': {
    change: { object: 'LimitRange tenant', at: '/metadata/namespace', value: 'default' },
    at: ['LimitRange tenant', '/metadata/namespace'],
    also: ['limit-range-present'],
  },
  'unique-backup-prefixes': {
    change: {
      object: 'ObjectStore backups',
      at: '/spec/configuration/destinationPath',
      value: 's3://backups/globex/database',
    },
    at: ['ObjectStore backups', '/spec/configuration/destinationPath'],
  },
  'unique-hosts': {
    change: { object: 'HTTPRoute acme.example.com', at: '/spec/hostnames/-', value: 'Globex.example.com.' },
    at: ['HTTPRoute acme.example.com', '/spec/hostnames/1'],
    also: ['declared-hosts'],
  },
  'unique-names': {
    change: { object: 'ServiceAccount tenant-acme-app', at: '/metadata/name', value: 'tenant-globex-app' },
    at: ['ServiceAccount tenant-globex-app', '/metadata/name'],
    also: ['foreign-namespace', 'identity-between-tenants', 'rbac-references', 'tenant-objects-placed'],
  },
  'volume-sources': {
    change: {
      object: 'PersistentVolumeClaim odoo-filestore',
      at: '/spec/dataSourceRef',
      value: { kind: 'PersistentVolumeClaim', name: 'odoo-filestore', namespace: 'production' },
    },
    at: ['PersistentVolumeClaim odoo-filestore', '/spec/dataSourceRef'],
  },
};
