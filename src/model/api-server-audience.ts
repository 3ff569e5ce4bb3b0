/** For whom a token of a service account is meant, where that is the API server. */

/**
 * A regular expression of RE2, for whole texts: the default of Kubernetes, also of EKS; that of k3s; the issuers that GKE
 * and AKS use in its place.
 */
export const apiServerAudience = [
  String.raw`(https://)?kubernetes\.default(\.svc(\.[a-z0-9.-]+)?)?(:443)?/?`,
  'k3s',
  String.raw`https://container\.googleapis\.com/v1/projects/.*`,
  String.raw`https://[a-z0-9.-]+\.azmk8s\.io(:443)?/?`,
]
  .map((each) => `^${each}$`)
  .join('|');
