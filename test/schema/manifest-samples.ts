/** Small valid objects, one per kind of Kubernetes itself, for the tests of the manifest checker. */
import type { JsonObject } from '../../src/model/manifest.ts';
import { customSamples, type Samples } from './manifest-custom-samples.ts';
import { systemSamples } from './manifest-system-samples.ts';

const podSpec = { containers: [{ name: 'main', image: 'registry.example.com/main:1' }] };
const podTemplate = { metadata: { labels: { app: 'main' } }, spec: podSpec };
const selector = { matchLabels: { app: 'main' } };

/** As a tenant's Odoo looks. */
export const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'odoo',
    namespace: 'tenant-acme',
    labels: { 'app.kubernetes.io/name': 'odoo', 'app.kubernetes.io/managed-by': 'aos-fleet' },
    annotations: { 'fleet.aos/digest': 'sha256:0123' },
  },
  spec: {
    replicas: 2,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: '25%' } },
    selector: { matchLabels: { 'app.kubernetes.io/name': 'odoo' } },
    template: {
      metadata: { labels: { 'app.kubernetes.io/name': 'odoo' } },
      spec: {
        serviceAccountName: 'odoo',
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, runAsUser: 101, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            name: 'odoo',
            image: 'registry.example.com/odoo:19.0',
            args: ['odoo', '--config=/etc/odoo/odoo.conf'],
            ports: [{ name: 'http', containerPort: 8069 }],
            env: [{ name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'database', key: 'password' } } }],
            resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '2Gi' } },
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
            readinessProbe: { httpGet: { path: '/web/health', port: 'http' } },
            volumeMounts: [{ name: 'filestore', mountPath: '/var/lib/odoo' }],
          },
        ],
        volumes: [{ name: 'filestore', persistentVolumeClaim: { claimName: 'filestore' } }],
      },
    },
  },
} as const satisfies JsonObject;

const samples: Samples = {
  'v1 ConfigMap': { data: { 'odoo.conf': '[options]\n' }, binaryData: { logo: 'aGVsbG8=' } },
  'v1 LimitRange': { spec: { limits: [{ type: 'Container', default: { cpu: 1, memory: '512Mi' } }] } },
  'v1 Namespace': { metadata: { name: 'tenant-acme', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } },
  'v1 PersistentVolume': {
    spec: {
      accessModes: ['ReadWriteOnce'],
      capacity: { storage: '10Gi' },
      csi: { driver: 'csi.example.com', volumeHandle: 'a' },
    },
  },
  'v1 PersistentVolumeClaim': {
    spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '10Gi' } }, storageClassName: 'files' },
  },
  'v1 Pod': { spec: podSpec },
  'v1 PodTemplate': { template: podTemplate },
  'v1 ReplicationController': { spec: { selector: { app: 'main' }, template: podTemplate } },
  'v1 ResourceQuota': { spec: { hard: { 'requests.cpu': '4', pods: 20 }, scopes: ['NotTerminating'] } },
  'v1 Secret': { type: 'Opaque', data: { password: 'c2VjcmV0' }, stringData: { user: 'odoo' } },
  'v1 Service': { spec: { selector: { app: 'main' }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] } },
  'v1 ServiceAccount': { automountServiceAccountToken: false },
  'admissionregistration.k8s.io/v1 MutatingAdmissionPolicy': {
    spec: {
      reinvocationPolicy: 'Never',
      matchConstraints: {
        resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], resources: ['pods'], operations: ['CREATE'] }],
      },
      mutations: [{ patchType: 'ApplyConfiguration', applyConfiguration: { expression: 'Object{}' } }],
    },
  },
  'admissionregistration.k8s.io/v1 MutatingAdmissionPolicyBinding': { spec: { policyName: 'sample' } },
  'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy': {
    spec: { failurePolicy: 'Fail', validations: [{ expression: 'true' }] },
  },
  'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding': {
    spec: { policyName: 'sample', validationActions: ['Deny'] },
  },
  'apiextensions.k8s.io/v1 CustomResourceDefinition': {
    metadata: { name: 'tenants.fleet.aos' },
    spec: {
      group: 'fleet.aos',
      names: { kind: 'Tenant', plural: 'tenants' },
      scope: 'Namespaced',
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
    },
  },
  'apps/v1 DaemonSet': { spec: { selector, template: podTemplate } },
  'apps/v1 ReplicaSet': { spec: { selector, template: podTemplate } },
  'apps/v1 StatefulSet': {
    spec: {
      serviceName: 'sample',
      selector,
      template: podTemplate,
      volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'] } }],
    },
  },
  'autoscaling/v2 HorizontalPodAutoscaler': {
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'odoo' },
      maxReplicas: 3,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
      ],
    },
  },
  'batch/v1 CronJob': {
    spec: {
      schedule: '17 2 * * *',
      concurrencyPolicy: 'Forbid',
      jobTemplate: { spec: { template: { spec: { ...podSpec, restartPolicy: 'Never' } } } },
    },
  },
  'batch/v1 Job': { spec: { template: { spec: { ...podSpec, restartPolicy: 'Never' } } } },
  'discovery.k8s.io/v1 EndpointSlice': {
    addressType: 'IPv4',
    endpoints: [{ addresses: ['192.0.2.1'] }],
    ports: [{ port: 80 }],
  },
  'networking.k8s.io/v1 Ingress': {
    spec: {
      rules: [
        {
          host: 'acme.example.com',
          http: {
            paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'odoo', port: { number: 80 } } } }],
          },
        },
      ],
    },
  },
  'networking.k8s.io/v1 IngressClass': { spec: { controller: 'example.com/ingress' } },
  'networking.k8s.io/v1 NetworkPolicy': {
    spec: {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      egress: [{ to: [{ ipBlock: { cidr: '192.0.2.0/24' } }], ports: [{ port: 443, protocol: 'TCP' }] }],
    },
  },
  'policy/v1 PodDisruptionBudget': { spec: { minAvailable: '50%', selector } },
  'rbac.authorization.k8s.io/v1 ClusterRole': {
    metadata: { name: 'system:sample' },
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
  },
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:sample' },
  },
  'rbac.authorization.k8s.io/v1 Role': { rules: [{ apiGroups: ['apps'], resources: ['deployments'], verbs: ['*'] }] },
  'rbac.authorization.k8s.io/v1 RoleBinding': {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'sample' },
    subjects: [{ kind: 'ServiceAccount', name: 'sample', namespace: 'flux-system' }],
  },
  'scheduling.k8s.io/v1 PriorityClass': { value: 1000, preemptionPolicy: 'Never' },
  'storage.k8s.io/v1 StorageClass': { provisioner: 'csi.example.com', volumeBindingMode: 'WaitForFirstConsumer' },
};

export const validManifests: readonly JsonObject[] = [
  ...Object.entries({ ...samples, ...systemSamples, ...customSamples }).map(([type, fields]): JsonObject => {
    const [apiVersion = '', kind = ''] = type.split(' ');
    return Object.assign({ apiVersion, kind, metadata: { name: 'sample' } }, fields);
  }),
  deployment,
];
