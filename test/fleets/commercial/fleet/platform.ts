/** What the clusters have in common. */

export const gateway = {
  className: 'envoy',
  namespace: 'envoy-gateway-system',
  podLabels: {
    'app.kubernetes.io/component': 'proxy',
    'app.kubernetes.io/managed-by': 'envoy-gateway',
    'app.kubernetes.io/name': 'envoy',
  },
  clusterIssuer: 'letsencrypt-production',
  implementation: 'envoy-gateway' as const,
};

export const dns = { namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' } };

export const cloudnativePg = {
  namespace: 'cnpg-system',
  podLabels: { 'app.kubernetes.io/name': 'cloudnative-pg' },
};

export const monitoring = {
  namespace: 'monitoring',
  podLabels: { 'app.kubernetes.io/name': 'prometheus' },
  selectorLabels: { release: 'kube-prometheus-stack' },
  blackbox: { address: 'blackbox-exporter.monitoring.svc:9115' },
  runbooks: 'https://runbooks.example.org/alerts.md',
};

/** The store behind a private address of each region. */
export const backups = { endpoint: 'https://s3.aos.example', cidrs: ['198.51.100.128/27'] };
