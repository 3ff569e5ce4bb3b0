/** Small valid objects of the kinds with which clusters are extended and run, for the tests of the manifest checker. */
import type { Samples } from './manifest-custom-samples.ts';

const clientConfig = { service: { name: 'webhook', namespace: 'system', path: '/validate' } };
const webhook = { name: 'check.example.com', admissionReviewVersions: ['v1'], sideEffects: 'None', clientConfig };
const deviceRequest = { name: 'gpu', deviceClassName: 'gpu.example.com', allocationMode: 'All' };
const claimSpec = { devices: { requests: [{ name: 'gpu', exactly: { deviceClassName: 'gpu.example.com' } }] } };
const sliceSpec = {
  driver: 'gpu.example.com',
  nodeName: 'node-1',
  pool: { name: 'node-1', generation: 1, resourceSliceCount: 1 },
};
const selectors = [{ cel: { expression: 'device.driver == "gpu.example.com"' } }];
const deviceClass = { spec: { selectors } };
const event = {
  eventTime: '2026-01-31T13:00:00.000000Z',
  reason: 'Restarted',
  type: 'Normal',
};
const parentRef = { resource: 'services', name: 'odoo', namespace: 'tenant-acme' };
const resourceAttributes = { namespace: 'tenant-acme', verb: 'get', resource: 'pods' };
const mutatingPolicy = {
  spec: {
    reinvocationPolicy: 'Never',
    mutations: [{ patchType: 'JSONPatch', jsonPatch: { expression: '[]' } }],
  },
};

export const systemSamples: Samples = {
  'v1 Binding': { target: { kind: 'Node', name: 'node-1' } },
  'v1 Endpoints': { subsets: [{ addresses: [{ ip: '192.0.2.1' }], ports: [{ name: 'http', port: 8069 }] }] },
  'v1 Event': { involvedObject: { kind: 'Pod', name: 'odoo', namespace: 'tenant-acme' }, message: 'Restarted.' },
  'v1 Node': { spec: { taints: [{ key: 'dedicated', value: 'odoo', effect: 'NoSchedule' }] } },
  'admissionregistration.k8s.io/v1 MutatingWebhookConfiguration': {
    webhooks: [{ ...webhook, reinvocationPolicy: 'IfNeeded' }],
  },
  'admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration': {
    webhooks: [
      {
        ...webhook,
        failurePolicy: 'Fail',
        rules: [{ apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['deployments'] }],
      },
    ],
  },
  'admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicy': mutatingPolicy,
  'admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicyBinding': { spec: { policyName: 'sample' } },
  'apiregistration.k8s.io/v1 APIService': {
    metadata: { name: 'v1beta1.metrics.k8s.io' },
    spec: {
      group: 'metrics.k8s.io',
      version: 'v1beta1',
      groupPriorityMinimum: 100,
      versionPriority: 100,
      service: { name: 'metrics-server', namespace: 'kube-system', port: 443 },
    },
  },
  'apps/v1 ControllerRevision': { revision: 1, data: { anything: { goes: true } } },
  'authentication.k8s.io/v1 SelfSubjectReview': {},
  'authentication.k8s.io/v1 TokenRequest': { spec: { audiences: ['vault'], expirationSeconds: 600 } },
  'authentication.k8s.io/v1 TokenReview': { metadata: {}, spec: { token: 'opaque' } },
  'authorization.k8s.io/v1 LocalSubjectAccessReview': {
    metadata: { namespace: 'tenant-acme' },
    spec: { user: 'jane', resourceAttributes },
  },
  'authorization.k8s.io/v1 SelfSubjectAccessReview': { spec: { resourceAttributes } },
  'authorization.k8s.io/v1 SelfSubjectRulesReview': { spec: { namespace: 'tenant-acme' } },
  'authorization.k8s.io/v1 SubjectAccessReview': { spec: { user: 'jane', groups: ['staff'], resourceAttributes } },
  'autoscaling/v1 HorizontalPodAutoscaler': {
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'odoo' },
      maxReplicas: 3,
      targetCPUUtilizationPercentage: 70,
    },
  },
  'certificates.k8s.io/v1 CertificateSigningRequest': {
    metadata: { name: 'user:Jane' },
    spec: { request: 'cmVxdWVzdA==', signerName: 'kubernetes.io/kube-apiserver-client', usages: ['client auth'] },
  },
  'certificates.k8s.io/v1beta1 ClusterTrustBundle': {
    metadata: { name: 'example.com:internal:ca' },
    spec: { signerName: 'example.com/internal', trustBundle: '-----BEGIN CERTIFICATE-----\n' },
  },
  'certificates.k8s.io/v1beta1 PodCertificateRequest': {
    spec: {
      signerName: 'example.com/internal',
      podName: 'odoo',
      podUID: 'a',
      serviceAccountName: 'odoo',
      serviceAccountUID: 'b',
      nodeName: 'node-1',
      nodeUID: 'c',
      pkixPublicKey: 'a2V5',
      proofOfPossession: 'cHJvb2Y=',
      stubPKCS10Request: 'cmVxdWVzdA==',
    },
  },
  'coordination.k8s.io/v1 Lease': {
    spec: { holderIdentity: 'a', leaseDurationSeconds: 15, renewTime: '2026-01-31T13:00:00.000000Z' },
  },
  'coordination.k8s.io/v1beta1 LeaseCandidate': {
    metadata: { name: 'Candidate_1' },
    spec: { leaseName: 'sample', binaryVersion: '1.36.0', strategy: 'OldestEmulationVersion' },
  },
  'events.k8s.io/v1 Event': {
    ...event,
    action: 'Restart',
    note: 'Restarted.',
    regarding: { kind: 'Pod', name: 'odoo', namespace: 'tenant-acme' },
    reportingController: 'example.com/controller',
    reportingInstance: 'a',
  },
  'flowcontrol.apiserver.k8s.io/v1 FlowSchema': {
    spec: {
      priorityLevelConfiguration: { name: 'workload-low' },
      matchingPrecedence: 1000,
      rules: [
        {
          subjects: [{ kind: 'Group', group: { name: 'system:authenticated' } }],
          nonResourceRules: [{ verbs: ['get'], nonResourceURLs: ['/healthz'] }],
        },
      ],
    },
  },
  'flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration': {
    spec: { type: 'Limited', limited: { nominalConcurrencyShares: 10, limitResponse: { type: 'Reject' } } },
  },
  'networking.k8s.io/v1 IPAddress': { metadata: { name: '192.0.2.1' }, spec: { parentRef } },
  'networking.k8s.io/v1 ServiceCIDR': { spec: { cidrs: ['10.96.0.0/16'] } },
  'networking.k8s.io/v1beta1 IPAddress': { metadata: { name: '2001:db8::1' }, spec: { parentRef } },
  'networking.k8s.io/v1beta1 ServiceCIDR': { spec: { cidrs: ['2001:db8::/108'] } },
  'node.k8s.io/v1 RuntimeClass': { handler: 'runsc', overhead: { podFixed: { memory: '64Mi' } } },
  'policy/v1 Eviction': { deleteOptions: { gracePeriodSeconds: 0 } },
  'resource.k8s.io/v1 DeviceClass': deviceClass,
  'resource.k8s.io/v1 ResourceClaim': { spec: claimSpec },
  'resource.k8s.io/v1 ResourceClaimTemplate': { spec: { spec: claimSpec } },
  'resource.k8s.io/v1 ResourceSlice': { spec: { ...sliceSpec, devices: [{ name: 'gpu-0' }] } },
  'resource.k8s.io/v1beta1 DeviceClass': deviceClass,
  'resource.k8s.io/v1beta1 ResourceClaim': { spec: { devices: { requests: [deviceRequest] } } },
  'resource.k8s.io/v1beta1 ResourceClaimTemplate': { spec: { spec: { devices: { requests: [deviceRequest] } } } },
  'resource.k8s.io/v1beta1 ResourceSlice': { spec: { ...sliceSpec, devices: [{ name: 'gpu-0', basic: {} }] } },
  'resource.k8s.io/v1beta2 DeviceClass': deviceClass,
  'resource.k8s.io/v1beta2 DeviceTaintRule': {
    spec: { deviceSelector: { driver: 'gpu.example.com' }, taint: { key: 'broken', effect: 'NoExecute' } },
  },
  'resource.k8s.io/v1beta2 ResourceClaim': { spec: claimSpec },
  'resource.k8s.io/v1beta2 ResourceClaimTemplate': { spec: { spec: claimSpec } },
  'resource.k8s.io/v1beta2 ResourceSlice': { spec: { ...sliceSpec, devices: [{ name: 'gpu-0' }] } },
  'storage.k8s.io/v1 CSIDriver': { spec: { attachRequired: false, volumeLifecycleModes: ['Persistent'] } },
  'storage.k8s.io/v1 CSINode': { spec: { drivers: [{ name: 'csi.example.com', nodeID: 'a' }] } },
  'storage.k8s.io/v1 CSIStorageCapacity': { storageClassName: 'files', capacity: '10Gi' },
  'storage.k8s.io/v1 VolumeAttachment': {
    spec: { attacher: 'csi.example.com', nodeName: 'node-1', source: { persistentVolumeName: 'a' } },
  },
  'storage.k8s.io/v1 VolumeAttributesClass': { driverName: 'csi.example.com', parameters: { iops: '3000' } },
  'storage.k8s.io/v1beta1 VolumeAttributesClass': { driverName: 'csi.example.com', parameters: { iops: '3000' } },
  'storagemigration.k8s.io/v1beta1 StorageVersionMigration': {
    spec: { resource: { group: 'apps', resource: 'deployments' } },
  },
};
