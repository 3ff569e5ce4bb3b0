/** Small valid objects, one per custom kind, for the tests of the manifest checker. */
import type { JsonObject } from '../../src/model/manifest.ts';

/** By API version and kind: everything but these and `metadata`, which is `{ name: 'sample' }` unless given. */
export type Samples = Readonly<Record<string, JsonObject>>;

const selector = { matchLabels: { app: 'main' } };
const routeOfWeb = {
  group: 'gateway.networking.k8s.io',
  kind: 'HTTPRoute',
  name: 'acme.example.com',
  sectionName: 'web',
};

export const customSamples: Samples = {
  'barmancloud.cnpg.io/v1 ObjectStore': {
    spec: {
      configuration: {
        destinationPath: 's3://backups/acme',
        s3Credentials: { accessKeyId: { name: 's3', key: 'id' }, secretAccessKey: { name: 's3', key: 'secret' } },
        wal: { compression: 'gzip', maxParallel: 2 },
      },
      retentionPolicy: '30d',
    },
  },
  'cert-manager.io/v1 Certificate': {
    spec: { secretName: 'tls', dnsNames: ['acme.example.com'], issuerRef: { kind: 'ClusterIssuer', name: 'public' } },
  },
  'cert-manager.io/v1 ClusterIssuer': { spec: { selfSigned: {} } },
  'cert-manager.io/v1 Issuer': { spec: { ca: { secretName: 'ca' } } },
  'cilium.io/v2 CiliumNetworkPolicy': {
    spec: {
      endpointSelector: selector,
      egress: [
        {
          toFQDNs: [{ matchName: 'api.example.com' }],
          toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }] }],
        },
      ],
    },
  },
  'external-secrets.io/v1 ExternalSecret': {
    spec: {
      refreshInterval: '1h0m0s',
      secretStoreRef: { kind: 'SecretStore', name: 'vault' },
      target: { name: 'database' },
      data: [{ secretKey: 'password', remoteRef: { key: 'acme/database', property: 'password' } }],
    },
  },
  'external-secrets.io/v1 SecretStore': {
    spec: { provider: { vault: { server: 'https://vault.example.com', path: 'kv', version: 'v2' } } },
  },
  'gateway.envoyproxy.io/v1alpha1 BackendTrafficPolicy': {
    spec: {
      targetRefs: [routeOfWeb],
      requestBuffer: { limit: '128Mi' },
      timeout: { http: { streamIdleTimeout: '630s' } },
    },
  },
  'gateway.envoyproxy.io/v1alpha1 ClientTrafficPolicy': {
    spec: {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'odoo' }],
      path: { escapedSlashesAction: 'UnescapeAndRedirect', disableMergeSlashes: false },
    },
  },
  'gateway.envoyproxy.io/v1alpha1 HTTPRouteFilter': { spec: { directResponse: { statusCode: 404 } } },
  'gateway.envoyproxy.io/v1alpha1 SecurityPolicy': {
    spec: {
      targetRefs: [routeOfWeb],
      authorization: {
        defaultAction: 'Deny',
        rules: [{ name: 'office', action: 'Allow', principal: { clientCIDRs: ['203.0.113.0/24'] } }],
      },
    },
  },
  'gateway.networking.k8s.io/v1 BackendTLSPolicy': {
    spec: {
      targetRefs: [{ group: '', kind: 'Service', name: 'odoo' }],
      validation: { hostname: 'odoo.example.com', wellKnownCACertificates: 'System' },
    },
  },
  'gateway.networking.k8s.io/v1 GRPCRoute': { spec: { parentRefs: [{ name: 'public' }] } },
  'gateway.networking.k8s.io/v1 Gateway': {
    spec: {
      gatewayClassName: 'public',
      addresses: [{ value: '192.0.2.1' }, { type: 'Hostname', value: 'acme.example.com' }],
      listeners: [
        {
          name: 'https',
          port: 443,
          protocol: 'HTTPS',
          hostname: '*.example.com',
          tls: { certificateRefs: [{ name: 'tls' }] },
        },
      ],
    },
  },
  'gateway.networking.k8s.io/v1 GatewayClass': { spec: { controllerName: 'example.com/gateway' } },
  'gateway.networking.k8s.io/v1 HTTPRoute': {
    spec: {
      parentRefs: [{ name: 'public', sectionName: 'https' }],
      hostnames: ['acme.example.com'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [{ name: 'odoo', port: 8069 }],
          timeouts: { request: '30s' },
        },
      ],
    },
  },
  'gateway.networking.k8s.io/v1 ListenerSet': {
    spec: {
      parentRef: { name: 'shared', namespace: 'gateway' },
      listeners: [{ name: 'http', port: 80, protocol: 'HTTP', hostname: 'acme.example.com' }],
    },
  },
  'gateway.networking.k8s.io/v1 ReferenceGrant': {
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'a' }],
      to: [{ group: '', kind: 'Secret' }],
    },
  },
  'gateway.networking.k8s.io/v1beta1 ReferenceGrant': {
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'a' }],
      to: [{ group: '', kind: 'Secret' }],
    },
  },
  'helm.toolkit.fluxcd.io/v2 HelmRelease': {
    spec: {
      interval: '10m',
      chartRef: { kind: 'OCIRepository', name: 'chart' },
      values: { anything: { goes: ['here', 1] } },
    },
  },
  'karpenter.sh/v1 NodePool': {
    spec: {
      template: {
        spec: {
          nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'tenants' },
          requirements: [{ key: 'kubernetes.io/arch', operator: 'In', values: ['amd64'] }],
        },
      },
      limits: { cpu: '64', memory: '256Gi' },
    },
  },
  'kustomize.toolkit.fluxcd.io/v1 Kustomization': {
    spec: {
      interval: '10m',
      prune: true,
      serviceAccountName: 'acme',
      sourceRef: { kind: 'ExternalArtifact', name: 'acme' },
      targetNamespace: 'tenant-acme',
    },
  },
  'monitoring.coreos.com/v1 PodMonitor': { spec: { selector, podMetricsEndpoints: [{ port: 'metrics' }] } },
  'monitoring.coreos.com/v1 Probe': {
    spec: { prober: { url: 'blackbox:9115' }, targets: { staticConfig: { static: ['https://acme.example.com'] } } },
  },
  'monitoring.coreos.com/v1 PrometheusRule': {
    spec: { groups: [{ name: 'odoo', rules: [{ alert: 'Down', expr: 'up == 0', for: '5m' }] }] },
  },
  'monitoring.coreos.com/v1 ServiceMonitor': { spec: { selector, endpoints: [{ port: 'metrics', interval: '30s' }] } },
  'notification.toolkit.fluxcd.io/v1 Receiver': {
    spec: { type: 'github', secretRef: { name: 'token' }, resources: [{ kind: 'GitRepository', name: 'fleet' }] },
  },
  'notification.toolkit.fluxcd.io/v1beta3 Alert': {
    spec: { providerRef: { name: 'chat' }, eventSources: [{ kind: 'Kustomization', name: '*' }] },
  },
  'notification.toolkit.fluxcd.io/v1beta3 Provider': {
    spec: { type: 'slack', address: 'https://slack.example.com/hook' },
  },
  'postgresql.cnpg.io/v1 Backup': { spec: { cluster: { name: 'database' }, method: 'plugin' } },
  'postgresql.cnpg.io/v1 Cluster': {
    spec: {
      instances: 3,
      storage: { size: '20Gi' },
      resources: { requests: { cpu: 1, memory: '2Gi' } },
      plugins: [{ name: 'barman-cloud.cloudnative-pg.io', isWALArchiver: true, parameters: { barmanObjectName: 'a' } }],
      postgresql: { parameters: { max_connections: '200' } },
    },
  },
  'postgresql.cnpg.io/v1 ClusterImageCatalog': { spec: { images: [{ major: 17, image: 'ghcr.io/postgres:17' }] } },
  'postgresql.cnpg.io/v1 Database': { spec: { cluster: { name: 'database' }, name: 'odoo', owner: 'odoo' } },
  'postgresql.cnpg.io/v1 DatabaseRole': { spec: { cluster: { name: 'database' }, name: 'odoo' } },
  'postgresql.cnpg.io/v1 ImageCatalog': { spec: { images: [{ major: 17, image: 'ghcr.io/postgres:17' }] } },
  'postgresql.cnpg.io/v1 Pooler': { spec: { cluster: { name: 'database' }, pgbouncer: { poolMode: 'transaction' } } },
  'postgresql.cnpg.io/v1 Publication': {
    spec: { cluster: { name: 'a' }, dbname: 'odoo', name: 'all', target: { allTables: true } },
  },
  'postgresql.cnpg.io/v1 ScheduledBackup': { spec: { cluster: { name: 'database' }, schedule: '0 17 2 * * *' } },
  'postgresql.cnpg.io/v1 Subscription': {
    spec: {
      cluster: { name: 'b' },
      dbname: 'odoo',
      name: 'all',
      externalClusterName: 'a',
      publicationName: 'all',
    },
  },
  'snapshot.storage.k8s.io/v1 VolumeSnapshot': { spec: { source: { persistentVolumeClaimName: 'filestore' } } },
  'source.extensions.fluxcd.io/v1beta1 ArtifactGenerator': {
    spec: {
      sources: [{ alias: 'fleet', kind: 'GitRepository', name: 'fleet' }],
      artifacts: [{ name: 'acme', copy: [{ from: '@fleet/dist/acme/**', to: '@artifact/' }] }],
    },
  },
  'source.toolkit.fluxcd.io/v1 Bucket': { spec: { bucketName: 'a', endpoint: 's3.example.com', interval: '1m' } },
  'source.toolkit.fluxcd.io/v1 ExternalArtifact': { spec: { sourceRef: { kind: 'ArtifactGenerator', name: 'acme' } } },
  'source.toolkit.fluxcd.io/v1 GitRepository': {
    spec: { interval: '1m', url: 'https://git.example.com/fleet', ref: { branch: 'main' } },
  },
  'source.toolkit.fluxcd.io/v1 HelmRepository': { spec: { url: 'https://charts.example.com' } },
  'source.toolkit.fluxcd.io/v1 OCIRepository': { spec: { interval: '1m', url: 'oci://ghcr.io/acme/fleet' } },
  'traefik.io/v1alpha1 Middleware': { spec: { buffering: { maxRequestBodyBytes: 134_217_728 } } },
};
