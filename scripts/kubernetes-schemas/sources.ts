/** Where the schemas come from, pinned, and which kinds are taken from each source. */

/** The newest patch of each minor version that the Go module proxy offers. */
export const kubernetesSources: Readonly<Record<string, string>> = {
  '1.34': 'v1.34.4',
  '1.35': 'v1.35.4',
  '1.36': 'v1.36.3',
};

export interface CustomSource {
  readonly module: string;
  readonly version: string;
  /** Folder of the module that holds the CustomResourceDefinitions. */
  readonly folder: string;
  /** The versions taken, by group and kind. */
  readonly kinds: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Controllers of Flux are those of the distribution 2.9.5 (`github.com/fluxcd/flux2/v2`, `manifests/bases`). */
export const customSources: readonly CustomSource[] = [
  {
    module: 'github.com/cert-manager/cert-manager',
    version: 'v1.21.2',
    folder: 'deploy/crds',
    kinds: { 'cert-manager.io': { Certificate: ['v1'], ClusterIssuer: ['v1'], Issuer: ['v1'] } },
  },
  {
    module: 'github.com/cilium/cilium',
    version: 'v1.19.5',
    folder: 'pkg/k8s/apis/cilium.io/client/crds/v2',
    kinds: { 'cilium.io': { CiliumNetworkPolicy: ['v2'] } },
  },
  {
    module: 'github.com/cloudnative-pg/cloudnative-pg',
    version: 'v1.30.0',
    folder: 'config/crd/bases',
    kinds: {
      'postgresql.cnpg.io': {
        Backup: ['v1'],
        Cluster: ['v1'],
        ClusterImageCatalog: ['v1'],
        Database: ['v1'],
        DatabaseRole: ['v1'],
        ImageCatalog: ['v1'],
        Pooler: ['v1'],
        Publication: ['v1'],
        ScheduledBackup: ['v1'],
        Subscription: ['v1'],
      },
    },
  },
  {
    module: 'github.com/cloudnative-pg/plugin-barman-cloud',
    version: 'v0.15.0',
    folder: 'config/crd/bases',
    kinds: { 'barmancloud.cnpg.io': { ObjectStore: ['v1'] } },
  },
  {
    module: 'github.com/envoyproxy/gateway',
    version: 'v1.9.1',
    folder: 'charts/gateway-helm/charts/crds/crds/generated',
    kinds: {
      'gateway.envoyproxy.io': {
        BackendTrafficPolicy: ['v1alpha1'],
        ClientTrafficPolicy: ['v1alpha1'],
        HTTPRouteFilter: ['v1alpha1'],
        SecurityPolicy: ['v1alpha1'],
      },
    },
  },
  {
    module: 'github.com/external-secrets/external-secrets',
    version: 'v1.3.2',
    folder: 'config/crds/bases',
    kinds: { 'external-secrets.io': { ExternalSecret: ['v1'], SecretStore: ['v1'] } },
  },
  {
    module: 'github.com/fluxcd/helm-controller',
    version: 'v1.6.4',
    folder: 'config/crd/bases',
    kinds: { 'helm.toolkit.fluxcd.io': { HelmRelease: ['v2'] } },
  },
  {
    module: 'github.com/fluxcd/kustomize-controller',
    version: 'v1.9.5',
    folder: 'config/crd/bases',
    kinds: { 'kustomize.toolkit.fluxcd.io': { Kustomization: ['v1'] } },
  },
  {
    module: 'github.com/fluxcd/source-controller',
    version: 'v1.9.5',
    folder: 'config/crd/bases',
    kinds: {
      'source.toolkit.fluxcd.io': {
        Bucket: ['v1'],
        ExternalArtifact: ['v1'],
        GitRepository: ['v1'],
        HelmRepository: ['v1'],
        OCIRepository: ['v1'],
      },
    },
  },
  {
    module: 'github.com/kubernetes-csi/external-snapshotter/client/v8',
    version: 'v8.7.0',
    folder: 'config/crd',
    kinds: { 'snapshot.storage.k8s.io': { VolumeSnapshot: ['v1'] } },
  },
  {
    module: 'github.com/prometheus-operator/prometheus-operator',
    version: 'v0.85.0',
    folder: 'example/prometheus-operator-crd',
    kinds: {
      'monitoring.coreos.com': { PodMonitor: ['v1'], Probe: ['v1'], PrometheusRule: ['v1'], ServiceMonitor: ['v1'] },
    },
  },
  {
    module: 'github.com/traefik/traefik/v3',
    version: 'v3.7.13',
    folder: 'docs/content/reference/dynamic-configuration',
    kinds: { 'traefik.io': { Middleware: ['v1alpha1'] } },
  },
  {
    module: 'sigs.k8s.io/gateway-api',
    version: 'v1.6.3',
    folder: 'config/crd/standard',
    kinds: {
      'gateway.networking.k8s.io': {
        BackendTLSPolicy: ['v1'],
        GRPCRoute: ['v1'],
        Gateway: ['v1'],
        GatewayClass: ['v1'],
        HTTPRoute: ['v1'],
        ListenerSet: ['v1'],
        ReferenceGrant: ['v1', 'v1beta1'],
      },
    },
  },
  {
    // Newer ones need a newer Go.
    module: 'sigs.k8s.io/karpenter',
    version: 'v1.14.0',
    folder: 'pkg/apis/crds',
    kinds: { 'karpenter.sh': { NodePool: ['v1'] } },
  },
];

export interface GeneratedSource {
  readonly module: string;
  readonly version: string;
  readonly packages: readonly string[];
  readonly kinds: CustomSource['kinds'];
}

/** The version of controller-gen with which the Flux project makes its CustomResourceDefinitions. */
export const controllerGen = { module: 'sigs.k8s.io/controller-tools', version: 'v0.21.0' } as const;

/** Controllers whose module the proxy does not offer: their CustomResourceDefinitions are made from their Go types, as the project itself does. */
export const generatedSources: readonly GeneratedSource[] = [
  {
    module: 'github.com/fluxcd/notification-controller/api',
    version: 'v1.9.4',
    packages: ['v1', 'v1beta3'],
    kinds: { 'notification.toolkit.fluxcd.io': { Alert: ['v1beta3'], Provider: ['v1beta3'], Receiver: ['v1'] } },
  },
  {
    module: 'github.com/fluxcd/source-watcher/api/v2',
    version: 'v2.2.4',
    packages: ['v1beta1'],
    kinds: { 'source.extensions.fluxcd.io': { ArtifactGenerator: ['v1beta1'] } },
  },
];
