/** The clusters of a generated fleet. */
import type { ClusterSpecs } from '../../src/model/specs.ts';
import { clusterRecipient } from '../secrets/fake-files.ts';

export type ClusterSpec = ClusterSpecs[number];

/** Most tenants that one shared cluster gets. */
export const tenantsPerCluster = 500;

/** Two at least, since every fourth is of the other kind: no Gateway API, no operator, no shared files, no source-watcher. */
export function sharedClusters(tenants: number): ClusterSpec[] {
  // Staging copies stay beside their production tenant, so a cluster may get a few more than its share.
  const count = Math.max(2, Math.ceil(tenants / (tenantsPerCluster - 10)));
  return Array.from({ length: count }, (_, index) => clusterSpec(`shared-${index + 1}`, index, index % 4 === 1));
}

/** The cluster of one tenant with isolation tier `cluster`, a copy of the one where it would have been otherwise. */
export function dedicatedCluster(model: ClusterSpec, name: string, tenant: string): ClusterSpec {
  return { ...model, name, dedicatedTo: tenant };
}

const envoyGateway = {
  className: 'envoy',
  namespace: 'envoy-gateway-system',
  podLabels: { 'app.kubernetes.io/name': 'envoy', 'app.kubernetes.io/component': 'proxy' },
  clusterIssuer: 'letsencrypt-production',
  implementation: 'envoy-gateway',
  shared: { name: 'tenants', namespace: 'gateway-system' },
} as const;

const traefik = {
  controller: 'traefik',
  className: 'traefik',
  namespace: 'traefik',
  podLabels: { 'app.kubernetes.io/name': 'traefik' },
  clusterIssuer: 'letsencrypt-production',
  challenge: 'http-01',
} as const;

function clusterSpec(name: string, index: number, plain: boolean): ClusterSpecs[number] {
  const net = (index % 31) * 8;
  return {
    name,
    kubernetes: (['1.36', '1.35', '1.34'] as const)[index % 3]!,
    region: ['us-east', 'eu-west', 'us-west'][index % 3]!,
    podCidrs: [`10.${net}.0.0/14`],
    serviceCidrs: [`10.${net + 4}.0.0/16`],
    nodeCidrs: [`10.${net + 5}.0.0/16`],
    apiServer: { cidrs: [`10.${net + 5}.0.0/28`] },
    ...(plain ? { ingress: traefik } : { gateway: envoyGateway }),
    externalDns: { ttlSeconds: 300 },
    egress: { mechanism: plain ? 'cidr' : 'cilium-fqdn' },
    storage: {
      database: { className: 'block-encrypted', encrypted: true },
      filestore: plain
        ? { className: 'block-encrypted', encrypted: true, accessMode: 'ReadWriteOnce' }
        : { className: 'shared-encrypted', encrypted: true, accessMode: 'ReadWriteMany' },
    },
    flux: plain ? { version: '2.8', delivery: 'repository' } : { version: '2.9' },
    ...(!plain && {
      cloudnativePg: { namespace: 'cnpg-system', podLabels: { 'app.kubernetes.io/name': 'cloudnative-pg' } },
    }),
    objectStore: {
      bucket: `backups-${name}`,
      endpoint: 'https://s3.aos.example',
      region: 'us-east-1',
      cidrs: ['203.0.113.128/26'],
    },
    dns: { namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' } },
    ...(index % 4 !== 3 && { monitoring }),
    // Enough for every tenant of the cluster to have the largest plan.
    capacity: { cpu: 10_000, memoryGiB: 32_768, storageGiB: 1_000_000 },
    karpenter: { nodeClass: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'tenants' } },
    bandwidthLimits: true,
    secrets: { recipients: [clusterRecipient] },
  };
}

const monitoring = {
  namespace: 'monitoring',
  podLabels: { 'app.kubernetes.io/name': 'prometheus' },
  selectorLabels: { release: 'prometheus' },
  blackbox: { address: 'blackbox-exporter.monitoring.svc:9115' },
  runbooks: 'https://runbooks.example.org/alerts.md',
};
