import { defineClusters } from 'aos-fleet';

export default defineClusters([
  {
    name: 'internal-1',
    kubernetes: '1.36',
    region: 'us-east',
    podCidrs: ['10.64.0.0/14'],
    serviceCidrs: ['10.68.0.0/18'],
    nodeCidrs: ['10.60.0.0/20'],
    apiServer: { cidrs: ['10.60.0.0/28'] },
    gateway: {
      className: 'envoy',
      namespace: 'envoy-gateway-system',
      podLabels: {
        'app.kubernetes.io/component': 'proxy',
        'app.kubernetes.io/managed-by': 'envoy-gateway',
        'app.kubernetes.io/name': 'envoy',
      },
      clusterIssuer: 'letsencrypt-production',
      implementation: 'envoy-gateway',
    },
    storage: {
      database: { className: 'block-encrypted', encrypted: true },
      filestore: { className: 'shared-encrypted', encrypted: true, accessMode: 'ReadWriteMany' },
    },
    flux: { version: '2.9', delivery: 'artifact-per-tenant' },
    cloudnativePg: {
      namespace: 'cnpg-system',
      podLabels: { 'app.kubernetes.io/name': 'cloudnative-pg' },
    },
    objectStore: {
      bucket: 'aos-backups-internal-1',
      endpoint: 'https://s3.internal.inclusionfactor.com',
      region: 'us-east-1',
      cidrs: ['198.51.100.64/28'],
    },
    dns: { namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' } },
    monitoring: {
      namespace: 'monitoring',
      podLabels: { 'app.kubernetes.io/name': 'prometheus' },
      selectorLabels: { release: 'kube-prometheus-stack' },
      blackbox: { address: 'blackbox-exporter.monitoring.svc:9115' },
      runbooks: 'https://github.com/inclusion-factor/aos-fleet/blob/main/docs/runbooks/alerts.md',
    },
    capacity: { cpu: 48, memoryGiB: 192, storageGiB: 4096 },
    // The private key was never kept: make your own before the bootstrap (docs/runbooks/bootstrap-a-cluster.md).
    secrets: { provider: 'sops-age', recipients: ['age1mdyhr22v65fzvpk43dtwhxgktw7vxcyh0mws26cyau0y7kzuksvq34uad8'] },
  },
]);
