/** Rules for the fields of the core group: pods and what they use, services, and data. */
import type { FieldRules } from './apply-field-rules.ts';
import {
  dnsLabel,
  optionalDnsLabel,
  dnsSubdomain,
  optionalDnsSubdomain,
  labelKey,
  filled,
  natural,
  positive,
  port,
  optionalPort,
  portOrName,
  userId,
  fileMode,
  labels,
  data,
} from './field-keywords.ts';

const container: FieldRules = {
  properties: { name: dnsLabel },
  orEmpty: ['imagePullPolicy', 'terminationMessagePolicy'],
};
const keyOfObject: FieldRules = {
  properties: { key: { format: 'data-key' }, name: dnsSubdomain },
  required: ['name'],
};
const projection: FieldRules = { properties: { name: filled }, required: ['name'] };

const core = 'io.k8s.api.core.v1';

/** By definition. */
export const coreFieldRules: Readonly<Record<string, FieldRules>> = {
  [`${core}.ConfigMap`]: { properties: { binaryData: data, data } },
  [`${core}.ConfigMapEnvSource`]: { properties: { name: dnsSubdomain }, required: ['name'] },
  [`${core}.ConfigMapKeySelector`]: keyOfObject,
  [`${core}.ConfigMapProjection`]: projection,
  [`${core}.ConfigMapVolumeSource`]: { properties: { defaultMode: fileMode, name: filled }, required: ['name'] },
  [`${core}.Container`]: container,
  [`${core}.ContainerPort`]: {
    orEmpty: ['protocol'],
    properties: { containerPort: port, hostPort: optionalPort, name: { format: 'port-name?' } },
  },
  [`${core}.DownwardAPIVolumeFile`]: {
    properties: { mode: fileMode, path: { ...filled, format: 'file-path' } },
    oneField: ['fieldRef', 'resourceFieldRef'],
  },
  [`${core}.DownwardAPIVolumeSource`]: { properties: { defaultMode: fileMode } },
  [`${core}.EndpointAddress`]: { properties: { hostname: optionalDnsLabel, ip: { format: 'ip' } } },
  [`${core}.EndpointPort`]: {
    orEmpty: ['protocol'],
    properties: { appProtocol: { format: 'prefixed-name' }, name: optionalDnsLabel, port },
  },
  [`${core}.EnvFromSource`]: {
    properties: { prefix: { format: 'variable-name?' } },
    oneField: ['configMapRef', 'secretRef'],
  },
  [`${core}.EnvVar`]: {
    properties: { name: { format: 'variable-name' } },
    atMostOneField: ['value', 'valueFrom'],
  },
  [`${core}.EnvVarSource`]: { oneField: { allBut: [] } },
  [`${core}.EphemeralContainer`]: container,
  [`${core}.ExecAction`]: { properties: { command: { minItems: 1 } }, required: ['command'] },
  [`${core}.GRPCAction`]: { properties: { port } },
  [`${core}.HTTPGetAction`]: { orEmpty: ['scheme'], properties: { port: portOrName } },
  [`${core}.HTTPHeader`]: { properties: { name: { format: 'header-name' } } },
  [`${core}.HostAlias`]: {
    properties: { hostnames: { items: { type: 'string', ...dnsSubdomain } }, ip: { format: 'ip' } },
  },
  [`${core}.ImageVolumeSource`]: { orEmpty: ['pullPolicy'] },
  [`${core}.KeyToPath`]: { properties: { key: filled, mode: fileMode, path: { ...filled, format: 'file-path' } } },
  [`${core}.LifecycleHandler`]: { oneField: { allBut: [] } },
  [`${core}.NamespaceStatus`]: { orEmpty: ['phase'] },
  [`${core}.NodeSelectorRequirement`]: { properties: { key: labelKey } },
  [`${core}.NodeStatus`]: { orEmpty: ['phase'] },
  [`${core}.PersistentVolumeClaimStatus`]: { orEmpty: ['phase'] },
  [`${core}.PersistentVolumeClaimVolumeSource`]: { properties: { claimName: filled } },
  [`${core}.PersistentVolumeSpec`]: {
    orEmpty: ['persistentVolumeReclaimPolicy'],
    oneField: {
      allBut: [
        'accessModes',
        'capacity',
        'claimRef',
        'mountOptions',
        'nodeAffinity',
        'persistentVolumeReclaimPolicy',
        'storageClassName',
        'volumeAttributesClassName',
        'volumeMode',
      ],
    },
  },
  [`${core}.PersistentVolumeStatus`]: { orEmpty: ['phase'] },
  [`${core}.PodAffinityTerm`]: { properties: { topologyKey: labelKey } },
  [`${core}.PodResourceClaim`]: {
    properties: { name: dnsLabel },
    oneField: ['resourceClaimName', 'resourceClaimTemplateName'],
  },
  [`${core}.PodSecurityContext`]: {
    properties: {
      fsGroup: userId,
      runAsGroup: userId,
      runAsUser: userId,
      supplementalGroups: { items: { type: 'integer', format: 'int64', ...userId } },
    },
  },
  [`${core}.PodSpec`]: {
    orEmpty: ['dnsPolicy', 'restartPolicy'],
    properties: {
      activeDeadlineSeconds: { minimum: 1, maximum: 2 ** 31 - 1 },
      hostname: optionalDnsLabel,
      nodeName: optionalDnsSubdomain,
      nodeSelector: labels,
      priorityClassName: optionalDnsSubdomain,
      runtimeClassName: dnsSubdomain,
      serviceAccount: optionalDnsSubdomain,
      serviceAccountName: optionalDnsSubdomain,
      subdomain: optionalDnsLabel,
    },
  },
  [`${core}.PodStatus`]: { orEmpty: ['phase', 'qosClass'] },
  [`${core}.Probe`]: {
    properties: {
      failureThreshold: natural,
      initialDelaySeconds: natural,
      periodSeconds: natural,
      successThreshold: natural,
      terminationGracePeriodSeconds: positive,
      timeoutSeconds: natural,
    },
    oneField: ['exec', 'grpc', 'httpGet', 'tcpSocket'],
  },
  [`${core}.ProjectedVolumeSource`]: { properties: { defaultMode: fileMode } },
  [`${core}.ReplicationControllerSpec`]: { properties: { minReadySeconds: natural, replicas: natural } },
  [`${core}.Secret`]: { properties: { data, stringData: data } },
  [`${core}.SecretEnvSource`]: { properties: { name: dnsSubdomain }, required: ['name'] },
  [`${core}.SecretKeySelector`]: keyOfObject,
  [`${core}.SecretProjection`]: projection,
  [`${core}.SecretVolumeSource`]: {
    properties: { defaultMode: fileMode, secretName: filled },
    required: ['secretName'],
  },
  [`${core}.SecurityContext`]: { properties: { runAsGroup: userId, runAsUser: userId } },
  [`${core}.ServicePort`]: {
    orEmpty: ['protocol'],
    properties: {
      appProtocol: { format: 'prefixed-name' },
      name: optionalDnsLabel,
      nodePort: optionalPort,
      port,
      // Zero and empty text stand for the service's own port.
      targetPort: { ...optionalPort, format: 'port?' },
    },
  },
  [`${core}.ServiceSpec`]: {
    orEmpty: ['externalTrafficPolicy', 'sessionAffinity', 'type'],
    properties: {
      clusterIP: { format: 'cluster-ip?' },
      clusterIPs: { items: { type: 'string', format: 'cluster-ip' } },
      externalIPs: { items: { type: 'string', format: 'ip' } },
      selector: labels,
    },
  },
  [`${core}.TCPSocketAction`]: { properties: { port: portOrName } },
  [`${core}.Toleration`]: { orEmpty: ['effect', 'operator'], properties: { key: { format: 'qualified-name?' } } },
  [`${core}.TopologySpreadConstraint`]: { properties: { maxSkew: positive, topologyKey: filled } },
  // A volume without a source is an `emptyDir`.
  [`${core}.Volume`]: { properties: { name: dnsLabel }, atMostOneField: { allBut: ['name'] } },
  [`${core}.VolumeMount`]: {
    properties: { mountPath: filled, name: filled },
    atMostOneField: ['subPath', 'subPathExpr'],
  },
  [`${core}.VolumeProjection`]: { atMostOneField: { allBut: [] } },
};
