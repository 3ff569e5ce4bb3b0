/** Which kinds belong to a namespace and which to the whole cluster, as the APIs define them. */

/** By API group; the core group is empty. */
type Kinds = Readonly<Record<string, string>>;

const ofCluster: Kinds = {
  '': 'Namespace Node PersistentVolume',
  'admissionregistration.k8s.io':
    'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration',
  'apiextensions.k8s.io': 'CustomResourceDefinition',
  'apiregistration.k8s.io': 'APIService',
  'authentication.k8s.io': 'SelfSubjectReview TokenReview',
  'authorization.k8s.io': 'SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview',
  'cert-manager.io': 'ClusterIssuer',
  'certificates.k8s.io': 'CertificateSigningRequest ClusterTrustBundle',
  'cilium.io': 'CiliumClusterwideNetworkPolicy',
  'external-secrets.io': 'ClusterExternalSecret ClusterPushSecret ClusterSecretStore',
  'flowcontrol.apiserver.k8s.io': 'FlowSchema PriorityLevelConfiguration',
  'gateway.networking.k8s.io': 'GatewayClass',
  'karpenter.sh': 'NodeClaim NodePool',
  'networking.k8s.io': 'IPAddress IngressClass ServiceCIDR',
  'node.k8s.io': 'RuntimeClass',
  'postgresql.cnpg.io': 'ClusterImageCatalog',
  'rbac.authorization.k8s.io': 'ClusterRole ClusterRoleBinding',
  'resource.k8s.io': 'DeviceClass DeviceTaintRule ResourceSlice',
  'scheduling.k8s.io': 'PriorityClass',
  'snapshot.storage.k8s.io': 'VolumeSnapshotClass VolumeSnapshotContent',
  'storage.k8s.io': 'CSIDriver CSINode StorageClass VolumeAttachment VolumeAttributesClass',
  'storagemigration.k8s.io': 'StorageVersionMigration',
};

const ofNamespace: Kinds = {
  '': 'Binding ConfigMap Endpoints Event LimitRange PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount',
  apps: 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet',
  'authentication.k8s.io': 'TokenRequest',
  'authorization.k8s.io': 'LocalSubjectAccessReview',
  autoscaling: 'HorizontalPodAutoscaler',
  'barmancloud.cnpg.io': 'ObjectStore',
  batch: 'CronJob Job',
  'cert-manager.io': 'Certificate Issuer',
  'certificates.k8s.io': 'PodCertificateRequest',
  'cilium.io': 'CiliumNetworkPolicy',
  'coordination.k8s.io': 'Lease LeaseCandidate',
  'discovery.k8s.io': 'EndpointSlice',
  'events.k8s.io': 'Event',
  'external-secrets.io': 'ExternalSecret SecretStore',
  'gateway.envoyproxy.io': 'BackendTrafficPolicy ClientTrafficPolicy HTTPRouteFilter SecurityPolicy',
  'gateway.networking.k8s.io': 'BackendTLSPolicy GRPCRoute Gateway HTTPRoute ListenerSet ReferenceGrant',
  'helm.toolkit.fluxcd.io': 'HelmRelease',
  'kustomize.toolkit.fluxcd.io': 'Kustomization',
  'monitoring.coreos.com': 'PodMonitor Probe PrometheusRule ServiceMonitor',
  'networking.k8s.io': 'Ingress NetworkPolicy',
  'notification.toolkit.fluxcd.io': 'Alert Provider Receiver',
  policy: 'Eviction PodDisruptionBudget',
  'postgresql.cnpg.io':
    'Backup Cluster Database DatabaseRole ImageCatalog Pooler Publication ScheduledBackup Subscription',
  'rbac.authorization.k8s.io': 'Role RoleBinding',
  'resource.k8s.io': 'ResourceClaim ResourceClaimTemplate',
  'snapshot.storage.k8s.io': 'VolumeSnapshot',
  'source.extensions.fluxcd.io': 'ArtifactGenerator',
  'source.toolkit.fluxcd.io': 'Bucket ExternalArtifact GitRepository HelmRepository OCIRepository',
  'storage.k8s.io': 'CSIStorageCapacity',
  'traefik.io': 'Middleware',
};

type Scope = 'cluster' | 'namespace';

const scopes: ReadonlyMap<string, Scope> = new Map([
  ...entries(ofCluster, 'cluster'),
  ...entries(ofNamespace, 'namespace'),
]);

function entries(kinds: Kinds, scope: Scope): readonly (readonly [string, Scope])[] {
  return Object.entries(kinds).flatMap(([group, names]) =>
    names.split(' ').map((kind) => [`${kind} of ${group}`, scope] as const),
  );
}

/** Undefined for a kind that is not known: it may be either. */
export function scopeOf({ apiVersion, kind }: { readonly [field: string]: unknown }): Scope | undefined {
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  return scopes.get(`${kind} of ${apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')))}`);
}
