/** What the API server demands of Kubernetes' own fields and OpenAPI does not say: `k8s.io/kubernetes/pkg/apis/<group>/validation`. */
import type { FieldRules } from './apply-field-rules.ts';
import { coreFieldRules } from './core-field-rules.ts';
import {
  dnsLabel,
  optionalDnsLabel,
  dnsSubdomain,
  optionalDnsSubdomain,
  labelKey,
  filled,
  natural,
  port,
  optionalPort,
  portOrName,
  numberOrPercent,
  labels,
  annotations,
} from './field-keywords.ts';

const webhookService: FieldRules = { properties: { port } };

const meta = 'io.k8s.apimachinery.pkg.apis.meta.v1';
const apps = 'io.k8s.api.apps.v1';
const batch = 'io.k8s.api.batch.v1';
const networking = 'io.k8s.api.networking.v1';

/** By definition. */
export const fieldRules: Readonly<Record<string, FieldRules>> = {
  ...coreFieldRules,
  [`${meta}.LabelSelector`]: { properties: { matchLabels: labels } },
  [`${meta}.LabelSelectorRequirement`]: {
    properties: {
      key: labelKey,
      operator: { enum: ['DoesNotExist', 'Exists', 'In', 'NotIn'] },
      values: { items: { type: 'string', format: 'label-value' } },
    },
  },
  [`${meta}.ObjectMeta`]: { properties: { labels, annotations } },
  'io.k8s.api.admissionregistration.v1.ServiceReference': webhookService,
  [`${apps}.DaemonSetSpec`]: { properties: { minReadySeconds: natural, revisionHistoryLimit: natural } },
  [`${apps}.DaemonSetUpdateStrategy`]: { orEmpty: ['type'] },
  [`${apps}.DeploymentSpec`]: {
    properties: {
      minReadySeconds: natural,
      progressDeadlineSeconds: natural,
      replicas: natural,
      revisionHistoryLimit: natural,
    },
  },
  [`${apps}.DeploymentStrategy`]: { orEmpty: ['type'] },
  [`${apps}.ReplicaSetSpec`]: { properties: { minReadySeconds: natural, replicas: natural } },
  [`${apps}.RollingUpdateDaemonSet`]: { properties: { maxSurge: numberOrPercent, maxUnavailable: numberOrPercent } },
  [`${apps}.RollingUpdateDeployment`]: { properties: { maxSurge: numberOrPercent, maxUnavailable: numberOrPercent } },
  [`${apps}.RollingUpdateStatefulSetStrategy`]: { properties: { maxUnavailable: numberOrPercent } },
  [`${apps}.StatefulSetSpec`]: {
    orEmpty: ['podManagementPolicy'],
    properties: { minReadySeconds: natural, replicas: natural },
  },
  [`${apps}.StatefulSetUpdateStrategy`]: { orEmpty: ['type'] },
  [`${batch}.CronJobSpec`]: {
    orEmpty: ['concurrencyPolicy'],
    properties: {
      failedJobsHistoryLimit: natural,
      schedule: filled,
      startingDeadlineSeconds: natural,
      successfulJobsHistoryLimit: natural,
    },
  },
  [`${batch}.JobSpec`]: {
    properties: {
      activeDeadlineSeconds: natural,
      backoffLimit: natural,
      backoffLimitPerIndex: natural,
      completions: natural,
      maxFailedIndexes: natural,
      parallelism: natural,
      ttlSecondsAfterFinished: natural,
    },
  },
  'io.k8s.api.discovery.v1.EndpointPort': {
    properties: { appProtocol: { format: 'prefixed-name' }, name: optionalDnsLabel },
  },
  [`${networking}.HTTPIngressRuleValue`]: { properties: { paths: { minItems: 1 } } },
  [`${networking}.IPBlock`]: {
    properties: { cidr: { format: 'cidr' }, except: { items: { type: 'string', format: 'cidr' } } },
  },
  [`${networking}.IngressBackend`]: { oneField: ['resource', 'service'] },
  [`${networking}.IngressRule`]: { properties: { host: { format: 'host?' } } },
  [`${networking}.IngressServiceBackend`]: { properties: { name: dnsLabel } },
  [`${networking}.IngressSpec`]: { properties: { ingressClassName: dnsSubdomain } },
  [`${networking}.IngressTLS`]: { properties: { secretName: optionalDnsSubdomain } },
  [`${networking}.NetworkPolicyPeer`]: { minProperties: 1 },
  [`${networking}.NetworkPolicyPort`]: { properties: { endPort: port, port: portOrName } },
  [`${networking}.ServiceBackendPort`]: { properties: { name: { format: 'port-name?' }, number: optionalPort } },
  'io.k8s.api.policy.v1.PodDisruptionBudgetSpec': {
    properties: { maxUnavailable: numberOrPercent, minAvailable: numberOrPercent },
    atMostOneField: ['maxUnavailable', 'minAvailable'],
  },
  ...deviceRules('v1', 'ExactDeviceRequest'),
  ...deviceRules('v1beta1', 'DeviceRequest'),
  ...deviceRules('v1beta2', 'ExactDeviceRequest'),
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.ServiceReference': webhookService,
  'io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.ServiceReference': webhookService,
};

/** The versions of dynamic resource allocation name the request for one device differently. */
function deviceRules(version: string, request: string): Record<string, FieldRules> {
  const group = `io.k8s.api.resource.${version}`;
  return {
    [`${group}.DeviceSubRequest`]: { orEmpty: ['allocationMode'] },
    [`${group}.DeviceToleration`]: { orEmpty: ['effect', 'operator'] },
    [`${group}.${request}`]: { orEmpty: ['allocationMode'] },
  };
}
