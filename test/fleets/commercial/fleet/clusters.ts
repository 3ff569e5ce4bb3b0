import { defineClusters } from 'aos-fleet';
import { cloudnativePg, dns, gateway, monitoring } from './platform.ts';

export default defineClusters([
  {
    name: 'us-east-1',
    kubernetes: '1.36',
    region: 'us-east',
    podCidrs: ['10.0.0.0/14', 'fd00:10::/56'],
    serviceCidrs: ['10.4.0.0/16', 'fd00:11::/112'],
    nodeCidrs: ['10.5.0.0/16'],
    apiServer: { cidrs: ['10.5.0.0/28'] },
    gateway: { ...gateway, shared: { name: 'tenants', namespace: 'gateway-system' } },
    externalDns: { target: 'edge-us-east-1.aos.example', ttlSeconds: 300 },
    egress: { mechanism: 'cilium-fqdn' },
    storage: {
      database: { className: 'ebs-gp3-encrypted', encrypted: true },
      filestore: { className: 'efs-encrypted', encrypted: true, accessMode: 'ReadWriteMany' },
    },
    flux: { version: '2.9', delivery: 'artifact-per-tenant' },
    cloudnativePg,
    dns,
    monitoring,
    capacity: { cpu: 400, memoryGiB: 1200, storageGiB: 8192 },
    karpenter: { nodeClass: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'tenants' } },
    bandwidthLimits: true,
    secrets: { provider: 'sops-age', recipients: ['age1t9seutdx6r67hc2x70nlf8dganzp0dnt00ehyqcg5sryz4uwraxsu9z7a9'] },
  },
  {
    // Without the Gateway API, the database operator, source-watcher and a shared file system.
    name: 'eu-west-1',
    kubernetes: '1.35',
    region: 'eu-west',
    podCidrs: ['10.8.0.0/14'],
    serviceCidrs: ['10.12.0.0/16'],
    nodeCidrs: ['10.13.0.0/16'],
    apiServer: { cidrs: ['203.0.113.10/32'], port: 443 },
    ingress: {
      controller: 'traefik',
      className: 'traefik',
      namespace: 'traefik',
      podLabels: { 'app.kubernetes.io/name': 'traefik' },
      clusterIssuer: 'letsencrypt-production-eu',
      challenge: 'http-01',
    },
    externalDns: { annotationPrefix: 'external-dns.alpha.kubernetes.io' },
    storage: {
      database: { className: 'block-encrypted', encrypted: true },
      filestore: { className: 'block-encrypted', encrypted: true, accessMode: 'ReadWriteOnce' },
    },
    flux: { version: '2.8', delivery: 'repository' },
    dns: { ...dns, port: 8053 },
    monitoring: { ...monitoring, dashboardLabels: { dashboards: 'fleet' }, selectorLabels: {} },
    capacity: { cpu: 64, memoryGiB: 256 },
    secrets: {
      provider: 'external-secrets',
      vault: { server: 'https://vault.aos.example:8200', authMount: 'eu-west-1' },
    },
  },
  {
    // Without monitoring, which this customer does by itself.
    name: 'us-east-bayview',
    kubernetes: '1.34',
    region: 'us-east',
    podCidrs: ['10.16.0.0/14'],
    serviceCidrs: ['10.20.0.0/16'],
    nodeCidrs: ['10.21.0.0/16'],
    apiServer: { cidrs: ['10.21.0.0/28'] },
    gateway: { ...gateway, trustedHops: 1 },
    egress: {
      mechanism: 'egress-gateway',
      proxy: {
        namespace: 'egress-system',
        podLabels: { 'app.kubernetes.io/name': 'squid' },
        host: 'egress.egress-system.svc',
      },
    },
    storage: {
      database: { className: 'ebs-gp3-encrypted', encrypted: true },
      filestore: { className: 'efs-encrypted', encrypted: true, accessMode: 'ReadWriteMany' },
    },
    flux: { version: '2.9' },
    cloudnativePg,
    dns,
    capacity: { cpu: 32, memoryGiB: 128 },
    secrets: {
      provider: 'external-secrets',
      awsSecretsManager: { region: 'us-east-1', accountId: '123456789012' },
    },
    dedicatedTo: 'bayview-hospital',
  },
]);
