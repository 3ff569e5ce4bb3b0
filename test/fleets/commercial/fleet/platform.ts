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
};

export const dns = { namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' } };

export const cloudnativePg = {
  namespace: 'cnpg-system',
  podLabels: { 'app.kubernetes.io/name': 'cloudnative-pg' },
};

/** The store behind a private address of each region. */
export const backups = { endpoint: 'https://s3.aos.example', cidrs: ['198.51.100.128/27'] };
