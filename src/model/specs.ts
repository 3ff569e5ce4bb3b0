/** Types of the documents that people write. Generated from `schemas/` by `npm run generate`; do not edit. */

/**
 * The clusters. Written as `export default defineClusters([...])` in `fleet/clusters.ts`.
 *
 * @minItems 1
 * @maxItems 1000
 *
 * Items: One cluster.
 */
export type ClusterSpecs = {
  /**
   * Name of the cluster: folder `dist/clusters/<name>`.
   */
  name: string;
  /**
   * Minor version of Kubernetes that the cluster runs. Manifests are checked against its schemas.
   */
  kubernetes: '1.34' | '1.35' | '1.36';
  /**
   * Where the cluster stands; compared with a tenant's `contract.residency`.
   */
  region: string;
  /**
   * Networks of the pods. No tenant may reach them by address.
   *
   * @minItems 1
   * @maxItems 64
   */
  podCidrs: string[];
  /**
   * Networks of the services.
   *
   * @minItems 1
   * @maxItems 64
   */
  serviceCidrs: string[];
  /**
   * Networks of the nodes.
   *
   * @minItems 1
   * @maxItems 64
   */
  nodeCidrs: string[];
  /**
   * The Kubernetes API server; CloudNativePG instances talk to it.
   */
  apiServer: {
    /**
     * Addresses at which pods reach the Kubernetes API server after service translation.
     *
     * @minItems 1
     * @maxItems 64
     */
    cidrs: string[];
    /**
     * Port of the API server behind its service.
     */
    port?: number;
  };
  /**
   * How tenants are exposed, by the Gateway API. Either this or `ingress` must be given.
   */
  gateway?: {
    /**
     * GatewayClass of the tenants' gateways.
     */
    className: string;
    /**
     * Namespace in which the gateway's proxy pods run.
     */
    namespace: string;
    /**
     * Labels of the gateway's proxy pods; only they may reach Odoo.
     */
    podLabels: {
      [k: string]: string;
    };
    /**
     * cert-manager ClusterIssuer that signs the tenants' certificates.
     */
    clusterIssuer: string;
    /**
     * How the issuer proves to the certificate authority that a domain is ours. `http-01` runs a solver pod in the tenant's namespace, for which room and a network edge are made; `dns-01` needs neither.
     */
    challenge?: 'dns-01' | 'http-01';
    /**
     * What serves the gateways. With `envoy-gateway` (1.9 or newer, without merged gateways) its own policies limit the size of requests, restrict clients to networks and answer refused paths with 404. With `other` only what the Gateway API itself defines is generated.
     */
    implementation?: 'envoy-gateway' | 'other';
    /**
     * Trusted proxies in front of the gateway that add to `X-Forwarded-For`. With 0 the client is whoever opened the connection. Only for `envoy-gateway`.
     */
    trustedHops?: number;
    /**
     * A Gateway for tenants with `exposure.gateway: 'cluster'`. It is generated for the cluster; each tenant adds its listeners by a ListenerSet (Gateway API 1.5) of its own.
     */
    shared?: {
      /**
       * Name of the Gateway.
       */
      name: string;
      /**
       * Namespace of the Gateway; it must exist.
       */
      namespace: string;
    };
  };
  /**
   * How tenants are exposed on a cluster without the Gateway API. Either this or `gateway` must be given.
   */
  ingress?: {
    /**
     * Controller of the Ingresses: Traefik 3.7 or newer with its Kubernetes CRD provider and the entry points `web` and `websecure`. (ingress-nginx is retired since March 2026.)
     */
    controller: 'traefik';
    /**
     * IngressClass of the tenants' Ingresses.
     */
    className: string;
    /**
     * Namespace in which the controller's pods run.
     */
    namespace: string;
    /**
     * Labels of the controller's pods; only they may reach Odoo.
     */
    podLabels: {
      [k: string]: string;
    };
    /**
     * cert-manager ClusterIssuer that signs the tenants' certificates.
     */
    clusterIssuer: string;
    /**
     * How the issuer proves to the certificate authority that a domain is ours. `http-01` runs a solver pod in the tenant's namespace, for which room and a network edge are made; `dns-01` needs neither.
     */
    challenge?: 'dns-01' | 'http-01';
  };
  /**
   * external-dns on this cluster. With it the tenants' routes carry its annotations; the names come from the routes themselves.
   */
  externalDns?: {
    /**
     * Prefix of its annotations: the first since external-dns 0.22, the second before.
     */
    annotationPrefix?: 'external-dns.kubernetes.io' | 'external-dns.alpha.kubernetes.io';
    /**
     * Host name or address to which the names point. Without it, the address of the gateway.
     */
    target?: string;
    /**
     * Time to live of the records. Without it, the provider's.
     */
    ttlSeconds?: number;
  };
  /**
   * How outbound destinations are enforced.
   */
  egress?: {
    /**
     * What enforces an integration that names a `host`: nothing (`cidr`, so that only networks can be given), Cilium by the DNS answers that it sees (`cilium-fqdn`), or a forward proxy of the platform (`egress-gateway`). Networks are always enforced by network policies.
     */
    mechanism?: 'cidr' | 'cilium-fqdn' | 'egress-gateway';
    /**
     * The forward proxy of `egress-gateway`. It must permit each tenant, by its namespace, only the hosts in the annotation `<label prefix>/egress-hosts` of that namespace.
     */
    proxy?: {
      /**
       * Namespace of the proxy's pods.
       */
      namespace: string;
      /**
       * Labels of the proxy's pods.
       */
      podLabels: {
        [k: string]: string;
      };
      /**
       * Host name of the proxy's service, for example `egress.egress-system.svc`.
       */
      host: string;
      /**
       * Port of the proxy, the same at its service and its pods.
       */
      port?: number;
    };
  };
  /**
   * Storage classes.
   */
  storage: {
    /**
     * Block storage for PostgreSQL, access mode ReadWriteOnce.
     */
    database: {
      /**
       * StorageClass of database volumes.
       */
      className: string;
      /**
       * Whether its volumes are encrypted at rest.
       */
      encrypted: boolean;
    };
    /**
     * Storage for Odoo's files.
     */
    filestore: {
      /**
       * StorageClass of filestore volumes.
       */
      className: string;
      /**
       * Whether its volumes are encrypted at rest.
       */
      encrypted: boolean;
      /**
       * Access mode that the class offers. Tenants with more than one Odoo pod need `ReadWriteMany`.
       */
      accessMode: 'ReadWriteOnce' | 'ReadWriteMany';
    };
  };
  /**
   * Flux on this cluster.
   */
  flux: {
    /**
     * Minor version of Flux that the cluster runs. `artifact-per-tenant` needs 2.9 or newer.
     */
    version: string;
    /**
     * `artifact-per-tenant`: a commit reconciles only the tenants that it changed. `repository`: every commit reconciles every tenant; for clusters without source-watcher.
     */
    delivery?: 'artifact-per-tenant' | 'repository';
  };
  /**
   * cert-manager, which every cluster has.
   */
  certManager?: {
    /**
     * Namespace of cert-manager. Its accounts may run solvers of challenges in tenants' namespaces, with an image of their own.
     */
    namespace?: string;
  };
  /**
   * The CloudNativePG operator. Leave out on a cluster without it.
   */
  cloudnativePg?: {
    /**
     * Namespace of the operator.
     */
    namespace: string;
    /**
     * Labels of the operator's pods.
     */
    podLabels: {
      [k: string]: string;
    };
  };
  /**
   * S3-compatible object store for backups. Each tenant uses its own prefix `<tenant id>/` with its own credentials. Leave out on a cluster without backups, which then may hold no production tenant with `pii` or `phi`.
   */
  objectStore?: {
    /**
     * Name of the bucket.
     */
    bucket: string;
    /**
     * Address of the store, with TLS, for example `https://s3.us-east-1.amazonaws.com`.
     */
    endpoint: string;
    /**
     * Region of the bucket as the store calls it.
     */
    region: string;
    /**
     * Networks of the store; pods that back up or restore reach them and no others.
     *
     * @minItems 1
     * @maxItems 64
     */
    cidrs: string[];
    /**
     * Port of the store.
     */
    port?: number;
    /**
     * How the store encrypts what it keeps. Files are encrypted before they leave the tenant as well.
     */
    encryption?: 'AES256' | 'aws:kms';
  };
  /**
   * Cluster DNS.
   */
  dns: {
    /**
     * Namespace of the DNS pods.
     */
    namespace: string;
    /**
     * Labels of the DNS pods.
     */
    podLabels: {
      [k: string]: string;
    };
    /**
     * Port on which the DNS pods listen. Network policies see this port, not the service's.
     */
    port?: number;
  };
  /**
   * Prometheus, Grafana and the blackbox exporter on this cluster. Leave out on a cluster without the Prometheus operator: nothing is monitored then.
   */
  monitoring?: {
    /**
     * Namespace of Prometheus. The rules and the dashboard of the whole fleet stand there too.
     */
    namespace: string;
    /**
     * Labels of Prometheus's pods; only they may read the tenants' metrics.
     */
    podLabels: {
      [k: string]: string;
    };
    /**
     * Labels by which Prometheus selects monitors, probes and rules, for example `release: kube-prometheus-stack`.
     */
    selectorLabels?: {
      [k: string]: string;
    };
    /**
     * Labels by which Grafana's sidecar finds dashboards.
     */
    dashboardLabels?: {
      [k: string]: string;
    };
    /**
     * The blackbox exporter, which asks each domain from outside.
     */
    blackbox: {
      /**
       * Host and port at which Prometheus reaches it, for example `blackbox-exporter.monitoring.svc:9115`.
       */
      address: string;
      /**
       * Module of its configuration that asks by HTTPS and wants status 200.
       */
      module?: string;
    };
    /**
     * Address of `docs/runbooks/alerts.md` as people read it; each alert links to its section there.
     */
    runbooks: string;
  };
  /**
   * What the cluster has for tenants. The quotas of its tenants must fit.
   */
  capacity: {
    /**
     * CPU cores that tenants may request in total.
     */
    cpu: number;
    /**
     * Memory in GiB that tenants may request in total.
     */
    memoryGiB: number;
    /**
     * Volume space in GiB that tenants may claim in total. Left out where the storage grows by itself.
     */
    storageGiB?: number;
  };
  /**
   * Karpenter, which makes the nodes of tenants of tier `node`. Leave out where nodes with the tenant's label and taint are made by other means.
   */
  karpenter?: {
    /**
     * The node class of the cluster's provider, with encrypted disks.
     */
    nodeClass: {
      /**
       * API group, for example `karpenter.k8s.aws`.
       */
      group: string;
      /**
       * Kind, for example `EC2NodeClass`.
       */
      kind: string;
      /**
       * Name of the node class.
       */
      name: string;
    };
    /**
     * Processor architecture of the nodes; the images of all releases must have it.
     */
    architecture?: 'amd64' | 'arm64';
  };
  /**
   * True when the network plugin enforces the bandwidth annotations of pods (the CNI plugin `bandwidth`, or Cilium's bandwidth manager). Pods of tenants then carry them.
   */
  bandwidthLimits?: boolean;
  /**
   * Id of the one tenant that may be placed here (isolation tier `cluster`).
   */
  dedicatedTo?: string;
  /**
   * How the tenants' secrets reach this cluster.
   */
  secrets: {
    /**
     * `sops-age`: encrypted files in `tenants/secrets/<tenant>/`, which Flux decrypts; needs `recipients`. `external-secrets`: the External Secrets Operator fetches them; needs `vault` or `awsSecretsManager`.
     */
    provider?: 'sops-age' | 'external-secrets';
    /**
     * Public keys of age whose private keys stand in the Secret `sops-age` of namespace `flux-system`. They open the tenants' own keys, and nothing else. Two during a change of keys.
     *
     * @minItems 1
     * @maxItems 8
     */
    recipients?: string[];
    /**
     * HashiCorp Vault or OpenBao. A tenant logs in as role `tenant-<id>` and reads below `<prefix>/<id>` alone.
     */
    vault?: {
      /**
       * Address of the server, such as `https://vault.example.org:8200`.
       */
      server: string;
      /**
       * Mount of the key-value engine, version 2.
       */
      mount?: string;
      /**
       * Mount of the Kubernetes auth method for this cluster.
       */
      authMount?: string;
      /**
       * Path under which each tenant has its folder.
       */
      prefix?: string;
    };
    /**
     * AWS Secrets Manager. A tenant assumes the IAM role `<rolePrefix><id>` and reads secrets `<prefix>/<id>/...` alone.
     */
    awsSecretsManager?: {
      /**
       * Region of the secrets.
       */
      region: string;
      /**
       * Account of the roles and secrets.
       */
      accountId: string;
      /**
       * What the names of the tenants' IAM roles begin with; 64 characters in all are allowed.
       */
      rolePrefix?: string;
      /**
       * What the names of the tenants' secrets begin with.
       */
      prefix?: string;
    };
  };
}[];

/**
 * The clusters. Written as `export default defineClusters([...])` in `fleet/clusters.ts`.
 *
 * @minItems 1
 * @maxItems 1000
 *
 * Items: One cluster.
 */
export type ResolvedClusterSpecs = {
  /**
   * Name of the cluster: folder `dist/clusters/<name>`.
   */
  name: string;
  /**
   * Minor version of Kubernetes that the cluster runs. Manifests are checked against its schemas.
   */
  kubernetes: '1.34' | '1.35' | '1.36';
  /**
   * Where the cluster stands; compared with a tenant's `contract.residency`.
   */
  region: string;
  /**
   * Networks of the pods. No tenant may reach them by address.
   *
   * @minItems 1
   * @maxItems 64
   */
  podCidrs: string[];
  /**
   * Networks of the services.
   *
   * @minItems 1
   * @maxItems 64
   */
  serviceCidrs: string[];
  /**
   * Networks of the nodes.
   *
   * @minItems 1
   * @maxItems 64
   */
  nodeCidrs: string[];
  /**
   * The Kubernetes API server; CloudNativePG instances talk to it.
   */
  apiServer: {
    /**
     * Addresses at which pods reach the Kubernetes API server after service translation.
     *
     * @minItems 1
     * @maxItems 64
     */
    cidrs: string[];
    /**
     * Port of the API server behind its service.
     */
    port: number;
  };
  /**
   * How tenants are exposed, by the Gateway API. Either this or `ingress` must be given.
   */
  gateway?: {
    /**
     * GatewayClass of the tenants' gateways.
     */
    className: string;
    /**
     * Namespace in which the gateway's proxy pods run.
     */
    namespace: string;
    /**
     * Labels of the gateway's proxy pods; only they may reach Odoo.
     */
    podLabels: {
      [k: string]: string;
    };
    /**
     * cert-manager ClusterIssuer that signs the tenants' certificates.
     */
    clusterIssuer: string;
    /**
     * How the issuer proves to the certificate authority that a domain is ours. `http-01` runs a solver pod in the tenant's namespace, for which room and a network edge are made; `dns-01` needs neither.
     */
    challenge: 'dns-01' | 'http-01';
    /**
     * What serves the gateways. With `envoy-gateway` (1.9 or newer, without merged gateways) its own policies limit the size of requests, restrict clients to networks and answer refused paths with 404. With `other` only what the Gateway API itself defines is generated.
     */
    implementation: 'envoy-gateway' | 'other';
    /**
     * Trusted proxies in front of the gateway that add to `X-Forwarded-For`. With 0 the client is whoever opened the connection. Only for `envoy-gateway`.
     */
    trustedHops: number;
    /**
     * A Gateway for tenants with `exposure.gateway: 'cluster'`. It is generated for the cluster; each tenant adds its listeners by a ListenerSet (Gateway API 1.5) of its own.
     */
    shared?: {
      /**
       * Name of the Gateway.
       */
      name: string;
      /**
       * Namespace of the Gateway; it must exist.
       */
      namespace: string;
    };
  };
  /**
   * How tenants are exposed on a cluster without the Gateway API. Either this or `gateway` must be given.
   */
  ingress?: {
    /**
     * Controller of the Ingresses: Traefik 3.7 or newer with its Kubernetes CRD provider and the entry points `web` and `websecure`. (ingress-nginx is retired since March 2026.)
     */
    controller: 'traefik';
    /**
     * IngressClass of the tenants' Ingresses.
     */
    className: string;
    /**
     * Namespace in which the controller's pods run.
     */
    namespace: string;
    /**
     * Labels of the controller's pods; only they may reach Odoo.
     */
    podLabels: {
      [k: string]: string;
    };
    /**
     * cert-manager ClusterIssuer that signs the tenants' certificates.
     */
    clusterIssuer: string;
    /**
     * How the issuer proves to the certificate authority that a domain is ours. `http-01` runs a solver pod in the tenant's namespace, for which room and a network edge are made; `dns-01` needs neither.
     */
    challenge: 'dns-01' | 'http-01';
  };
  /**
   * external-dns on this cluster. With it the tenants' routes carry its annotations; the names come from the routes themselves.
   */
  externalDns?: {
    /**
     * Prefix of its annotations: the first since external-dns 0.22, the second before.
     */
    annotationPrefix: 'external-dns.kubernetes.io' | 'external-dns.alpha.kubernetes.io';
    /**
     * Host name or address to which the names point. Without it, the address of the gateway.
     */
    target?: string;
    /**
     * Time to live of the records. Without it, the provider's.
     */
    ttlSeconds?: number;
  };
  /**
   * How outbound destinations are enforced.
   */
  egress: {
    /**
     * What enforces an integration that names a `host`: nothing (`cidr`, so that only networks can be given), Cilium by the DNS answers that it sees (`cilium-fqdn`), or a forward proxy of the platform (`egress-gateway`). Networks are always enforced by network policies.
     */
    mechanism: 'cidr' | 'cilium-fqdn' | 'egress-gateway';
    /**
     * The forward proxy of `egress-gateway`. It must permit each tenant, by its namespace, only the hosts in the annotation `<label prefix>/egress-hosts` of that namespace.
     */
    proxy?: {
      /**
       * Namespace of the proxy's pods.
       */
      namespace: string;
      /**
       * Labels of the proxy's pods.
       */
      podLabels: {
        [k: string]: string;
      };
      /**
       * Host name of the proxy's service, for example `egress.egress-system.svc`.
       */
      host: string;
      /**
       * Port of the proxy, the same at its service and its pods.
       */
      port: number;
    };
  };
  /**
   * Storage classes.
   */
  storage: {
    /**
     * Block storage for PostgreSQL, access mode ReadWriteOnce.
     */
    database: {
      /**
       * StorageClass of database volumes.
       */
      className: string;
      /**
       * Whether its volumes are encrypted at rest.
       */
      encrypted: boolean;
    };
    /**
     * Storage for Odoo's files.
     */
    filestore: {
      /**
       * StorageClass of filestore volumes.
       */
      className: string;
      /**
       * Whether its volumes are encrypted at rest.
       */
      encrypted: boolean;
      /**
       * Access mode that the class offers. Tenants with more than one Odoo pod need `ReadWriteMany`.
       */
      accessMode: 'ReadWriteOnce' | 'ReadWriteMany';
    };
  };
  /**
   * Flux on this cluster.
   */
  flux: {
    /**
     * Minor version of Flux that the cluster runs. `artifact-per-tenant` needs 2.9 or newer.
     */
    version: string;
    /**
     * `artifact-per-tenant`: a commit reconciles only the tenants that it changed. `repository`: every commit reconciles every tenant; for clusters without source-watcher.
     */
    delivery: 'artifact-per-tenant' | 'repository';
  };
  /**
   * cert-manager, which every cluster has.
   */
  certManager: {
    /**
     * Namespace of cert-manager. Its accounts may run solvers of challenges in tenants' namespaces, with an image of their own.
     */
    namespace: string;
  };
  /**
   * The CloudNativePG operator. Leave out on a cluster without it.
   */
  cloudnativePg?: {
    /**
     * Namespace of the operator.
     */
    namespace: string;
    /**
     * Labels of the operator's pods.
     */
    podLabels: {
      [k: string]: string;
    };
  };
  /**
   * S3-compatible object store for backups. Each tenant uses its own prefix `<tenant id>/` with its own credentials. Leave out on a cluster without backups, which then may hold no production tenant with `pii` or `phi`.
   */
  objectStore?: {
    /**
     * Name of the bucket.
     */
    bucket: string;
    /**
     * Address of the store, with TLS, for example `https://s3.us-east-1.amazonaws.com`.
     */
    endpoint: string;
    /**
     * Region of the bucket as the store calls it.
     */
    region: string;
    /**
     * Networks of the store; pods that back up or restore reach them and no others.
     *
     * @minItems 1
     * @maxItems 64
     */
    cidrs: string[];
    /**
     * Port of the store.
     */
    port: number;
    /**
     * How the store encrypts what it keeps. Files are encrypted before they leave the tenant as well.
     */
    encryption: 'AES256' | 'aws:kms';
  };
  /**
   * Cluster DNS.
   */
  dns: {
    /**
     * Namespace of the DNS pods.
     */
    namespace: string;
    /**
     * Labels of the DNS pods.
     */
    podLabels: {
      [k: string]: string;
    };
    /**
     * Port on which the DNS pods listen. Network policies see this port, not the service's.
     */
    port: number;
  };
  /**
   * Prometheus, Grafana and the blackbox exporter on this cluster. Leave out on a cluster without the Prometheus operator: nothing is monitored then.
   */
  monitoring?: {
    /**
     * Namespace of Prometheus. The rules and the dashboard of the whole fleet stand there too.
     */
    namespace: string;
    /**
     * Labels of Prometheus's pods; only they may read the tenants' metrics.
     */
    podLabels: {
      [k: string]: string;
    };
    /**
     * Labels by which Prometheus selects monitors, probes and rules, for example `release: kube-prometheus-stack`.
     */
    selectorLabels: {
      [k: string]: string;
    };
    /**
     * Labels by which Grafana's sidecar finds dashboards.
     */
    dashboardLabels: {
      [k: string]: string;
    };
    /**
     * The blackbox exporter, which asks each domain from outside.
     */
    blackbox: {
      /**
       * Host and port at which Prometheus reaches it, for example `blackbox-exporter.monitoring.svc:9115`.
       */
      address: string;
      /**
       * Module of its configuration that asks by HTTPS and wants status 200.
       */
      module: string;
    };
    /**
     * Address of `docs/runbooks/alerts.md` as people read it; each alert links to its section there.
     */
    runbooks: string;
  };
  /**
   * What the cluster has for tenants. The quotas of its tenants must fit.
   */
  capacity: {
    /**
     * CPU cores that tenants may request in total.
     */
    cpu: number;
    /**
     * Memory in GiB that tenants may request in total.
     */
    memoryGiB: number;
    /**
     * Volume space in GiB that tenants may claim in total. Left out where the storage grows by itself.
     */
    storageGiB?: number;
  };
  /**
   * Karpenter, which makes the nodes of tenants of tier `node`. Leave out where nodes with the tenant's label and taint are made by other means.
   */
  karpenter?: {
    /**
     * The node class of the cluster's provider, with encrypted disks.
     */
    nodeClass: {
      /**
       * API group, for example `karpenter.k8s.aws`.
       */
      group: string;
      /**
       * Kind, for example `EC2NodeClass`.
       */
      kind: string;
      /**
       * Name of the node class.
       */
      name: string;
    };
    /**
     * Processor architecture of the nodes; the images of all releases must have it.
     */
    architecture: 'amd64' | 'arm64';
  };
  /**
   * True when the network plugin enforces the bandwidth annotations of pods (the CNI plugin `bandwidth`, or Cilium's bandwidth manager). Pods of tenants then carry them.
   */
  bandwidthLimits: boolean;
  /**
   * Id of the one tenant that may be placed here (isolation tier `cluster`).
   */
  dedicatedTo?: string;
  /**
   * How the tenants' secrets reach this cluster.
   */
  secrets: {
    /**
     * `sops-age`: encrypted files in `tenants/secrets/<tenant>/`, which Flux decrypts; needs `recipients`. `external-secrets`: the External Secrets Operator fetches them; needs `vault` or `awsSecretsManager`.
     */
    provider: 'sops-age' | 'external-secrets';
    /**
     * Public keys of age whose private keys stand in the Secret `sops-age` of namespace `flux-system`. They open the tenants' own keys, and nothing else. Two during a change of keys.
     *
     * @minItems 1
     * @maxItems 8
     */
    recipients?: string[];
    /**
     * HashiCorp Vault or OpenBao. A tenant logs in as role `tenant-<id>` and reads below `<prefix>/<id>` alone.
     */
    vault?: {
      /**
       * Address of the server, such as `https://vault.example.org:8200`.
       */
      server: string;
      /**
       * Mount of the key-value engine, version 2.
       */
      mount: string;
      /**
       * Mount of the Kubernetes auth method for this cluster.
       */
      authMount: string;
      /**
       * Path under which each tenant has its folder.
       */
      prefix: string;
    };
    /**
     * AWS Secrets Manager. A tenant assumes the IAM role `<rolePrefix><id>` and reads secrets `<prefix>/<id>/...` alone.
     */
    awsSecretsManager?: {
      /**
       * Region of the secrets.
       */
      region: string;
      /**
       * Account of the roles and secrets.
       */
      accountId: string;
      /**
       * What the names of the tenants' IAM roles begin with; 64 characters in all are allowed.
       */
      rolePrefix: string;
      /**
       * What the names of the tenants' secrets begin with.
       */
      prefix: string;
    };
  };
}[];

/**
 * Accepted policy violations. Written as `export default defineExceptions([...])` in `fleet/exceptions.ts`.
 *
 * @maxItems 500
 *
 * Items: One exception.
 */
export type ExceptionSpecs = {
  /**
   * Id of the policy.
   */
  policy: string;
  /**
   * Id of the tenant.
   */
  tenant: string;
  /**
   * The one object whose findings are accepted, as reports name it: `Deployment odoo-web` or `Deployment tenant-acme/odoo-web`. May be left out as long as the policy reports one object of the tenant.
   */
  object?: string;
  /**
   * How many findings are accepted, exactly. Without it all of the object are, later ones too.
   */
  findings?: number;
  /**
   * Why the violation is accepted.
   */
  reason: string;
  /**
   * Who answers for it.
   */
  owner: string;
  /**
   * Last day of the exception, `YYYY-MM-DD`; at most 90 days ahead.
   */
  expires: string;
}[];

/**
 * Accepted policy violations. Written as `export default defineExceptions([...])` in `fleet/exceptions.ts`.
 *
 * @maxItems 500
 *
 * Items: One exception.
 */
export type ResolvedExceptionSpecs = {
  /**
   * Id of the policy.
   */
  policy: string;
  /**
   * Id of the tenant.
   */
  tenant: string;
  /**
   * The one object whose findings are accepted, as reports name it: `Deployment odoo-web` or `Deployment tenant-acme/odoo-web`. May be left out as long as the policy reports one object of the tenant.
   */
  object?: string;
  /**
   * How many findings are accepted, exactly. Without it all of the object are, later ones too.
   */
  findings?: number;
  /**
   * Why the violation is accepted.
   */
  reason: string;
  /**
   * Who answers for it.
   */
  owner: string;
  /**
   * Last day of the exception, `YYYY-MM-DD`; at most 90 days ahead.
   */
  expires: string;
}[];

/**
 * What holds for the whole fleet. Written as `export default defineFleet({...})` in `fleet/fleet.ts`.
 */
export interface FleetSpec {
  /**
   * Name of the fleet.
   */
  name: string;
  /**
   * `internal`: only the company's own tenants. `commercial`: external tenants too; every cluster must then encrypt its storage classes.
   */
  phase: 'internal' | 'commercial';
  /**
   * DNS prefix of the fleet's own labels, as in `fleet.aos/tenant`.
   */
  labelPrefix?: string;
  /**
   * Settings of policies.
   */
  policies?: {
    /**
     * Registries, or parts of them, from which images may come.
     *
     * @minItems 1
     * @maxItems 50
     */
    imageRegistries?: string[];
    /**
     * What one change may delete at most, when two revisions are compared. More needs a higher number here, in the same change.
     */
    deletionBudget?: {
      /**
       * Tenants that leave a cluster.
       */
      tenants?: number;
      /**
       * Kubernetes objects of tenants that stay. A Job that is replaced by its successor does not count.
       */
      objects?: number;
    };
  };
  /**
   * How the fleet keeps the tenants' secrets.
   */
  secrets?: {
    /**
     * Public keys of age whose owners can open every secret of the fleet that is kept with `sops-age`: for the day on which a cluster is lost with its key. Their private keys are kept offline. At least one is needed once a cluster keeps secrets this way.
     *
     * @maxItems 8
     */
    recoveryRecipients?: string[];
  };
}

/**
 * What holds for the whole fleet. Written as `export default defineFleet({...})` in `fleet/fleet.ts`.
 */
export interface ResolvedFleetSpec {
  /**
   * Name of the fleet.
   */
  name: string;
  /**
   * `internal`: only the company's own tenants. `commercial`: external tenants too; every cluster must then encrypt its storage classes.
   */
  phase: 'internal' | 'commercial';
  /**
   * DNS prefix of the fleet's own labels, as in `fleet.aos/tenant`.
   */
  labelPrefix: string;
  /**
   * Settings of policies.
   */
  policies: {
    /**
     * Registries, or parts of them, from which images may come.
     *
     * @minItems 1
     * @maxItems 50
     */
    imageRegistries: string[];
    /**
     * What one change may delete at most, when two revisions are compared. More needs a higher number here, in the same change.
     */
    deletionBudget: {
      /**
       * Tenants that leave a cluster.
       */
      tenants: number;
      /**
       * Kubernetes objects of tenants that stay. A Job that is replaced by its successor does not count.
       */
      objects: number;
    };
  };
  /**
   * How the fleet keeps the tenants' secrets.
   */
  secrets: {
    /**
     * Public keys of age whose owners can open every secret of the fleet that is kept with `sops-age`: for the day on which a cluster is lost with its key. Their private keys are kept offline. At least one is needed once a cluster keeps secrets this way.
     *
     * @maxItems 8
     */
    recoveryRecipients: string[];
  };
}

/**
 * What resources cost a month, for the estimate in `fleet list`. Written as `export default definePrices({...})` in `fleet/prices.ts`.
 */
export interface PriceSpec {
  /**
   * ISO 4217 code, for example `USD`.
   */
  currency: string;
  /**
   * One requested CPU core for a month.
   */
  cpu: number;
  /**
   * One requested GiB of memory for a month.
   */
  memoryGiB: number;
  /**
   * One GiB of volume for a month.
   */
  storageGiB: number;
}

/**
 * What resources cost a month, for the estimate in `fleet list`. Written as `export default definePrices({...})` in `fleet/prices.ts`.
 */
export interface ResolvedPriceSpec {
  /**
   * ISO 4217 code, for example `USD`.
   */
  currency: string;
  /**
   * One requested CPU core for a month.
   */
  cpu: number;
  /**
   * One requested GiB of memory for a month.
   */
  memoryGiB: number;
  /**
   * One GiB of volume for a month.
   */
  storageGiB: number;
}

/**
 * One release: the images that tenants run. A file `fleet/releases/<id>.yaml`.
 */
export interface ReleaseSpec {
  /**
   * The application image.
   */
  odoo: {
    /**
     * Odoo series.
     */
    series: '18.0' | '19.0';
    /**
     * Image with registry and digest.
     */
    image: string;
    /**
     * Numeric user id of user `odoo` in the image. 100 in the official images of 18.0 and 19.0.
     */
    uid?: number;
    /**
     * Numeric group id of user `odoo` in the image. 101 in the official images of 18.0 and 19.0.
     */
    gid?: number;
  };
  /**
   * The database images.
   */
  postgresql: {
    /**
     * Major version of PostgreSQL.
     */
    major: 17 | 18;
    /**
     * Image for the CloudNativePG engine.
     */
    cloudnativePgImage: string;
    /**
     * Image for the StatefulSet engine, the official `postgres` image.
     */
    statefulSetImage: string;
  };
  /**
   * The images of the programs that back up, restore and check.
   */
  backup: {
    /**
     * Image with Python 3 and barman-cloud: the sidecar of CloudNativePG's Barman Cloud plugin.
     */
    barmanImage: string;
    /**
     * Image with a shell and restic at `/usr/bin/restic`: the official `restic/restic` image.
     */
    resticImage: string;
  };
  /**
   * Day of the release, `YYYY-MM-DD`.
   */
  released: string;
  /**
   * Ids of the releases from which a tenant may step to this one.
   *
   * @maxItems 100
   */
  upgradeableFrom?: string[];
  /**
   * `reversible`: the old images run on the new database; `restorable`: going back needs the backup taken before; `one-way`: there is no way back.
   */
  reversibility: 'reversible' | 'restorable' | 'one-way';
  /**
   * What the release brings.
   */
  notes?: string;
}

/**
 * One release: the images that tenants run. A file `fleet/releases/<id>.yaml`.
 */
export interface ResolvedReleaseSpec {
  /**
   * The application image.
   */
  odoo: {
    /**
     * Odoo series.
     */
    series: '18.0' | '19.0';
    /**
     * Image with registry and digest.
     */
    image: string;
    /**
     * Numeric user id of user `odoo` in the image. 100 in the official images of 18.0 and 19.0.
     */
    uid: number;
    /**
     * Numeric group id of user `odoo` in the image. 101 in the official images of 18.0 and 19.0.
     */
    gid: number;
  };
  /**
   * The database images.
   */
  postgresql: {
    /**
     * Major version of PostgreSQL.
     */
    major: 17 | 18;
    /**
     * Image for the CloudNativePG engine.
     */
    cloudnativePgImage: string;
    /**
     * Image for the StatefulSet engine, the official `postgres` image.
     */
    statefulSetImage: string;
  };
  /**
   * The images of the programs that back up, restore and check.
   */
  backup: {
    /**
     * Image with Python 3 and barman-cloud: the sidecar of CloudNativePG's Barman Cloud plugin.
     */
    barmanImage: string;
    /**
     * Image with a shell and restic at `/usr/bin/restic`: the official `restic/restic` image.
     */
    resticImage: string;
  };
  /**
   * Day of the release, `YYYY-MM-DD`.
   */
  released: string;
  /**
   * Ids of the releases from which a tenant may step to this one.
   *
   * @maxItems 100
   */
  upgradeableFrom: string[];
  /**
   * `reversible`: the old images run on the new database; `restorable`: going back needs the backup taken before; `one-way`: there is no way back.
   */
  reversibility: 'reversible' | 'restorable' | 'one-way';
  /**
   * What the release brings.
   */
  notes?: string;
}

/**
 * The release rings, in the order in which releases reach them. Written as `export default defineRings([...])` in `fleet/rings.ts`.
 *
 * @minItems 1
 * @maxItems 20
 *
 * Items: One ring.
 */
export type RingSpecs = {
  /**
   * Name of the ring.
   */
  name: string;
  /**
   * Id of the release that the ring's tenants run, a file `fleet/releases/<id>.yaml`.
   */
  release: string;
  /**
   * Who belongs in this ring.
   */
  description?: string;
}[];

/**
 * The release rings, in the order in which releases reach them. Written as `export default defineRings([...])` in `fleet/rings.ts`.
 *
 * @minItems 1
 * @maxItems 20
 *
 * Items: One ring.
 */
export type ResolvedRingSpecs = {
  /**
   * Name of the ring.
   */
  name: string;
  /**
   * Id of the release that the ring's tenants run, a file `fleet/releases/<id>.yaml`.
   */
  release: string;
  /**
   * Who belongs in this ring.
   */
  description?: string;
}[];

/**
 * One tenant: what it is, not how it is built. Written as `export default defineTenant({...})` in `tenants/<id>.ts`.
 */
export interface TenantSpec {
  /**
   * Name of the tenant everywhere: file `tenants/<id>.ts`, namespace `tenant-<id>`, folders in `dist/`. Never changes.
   */
  id: string;
  /**
   * Display name of the tenant, for people.
   */
  name: string;
  /**
   * Whose data it holds: `internal` (the company's own), `external` (a customer's; only in a fleet of phase `commercial`), `demo` (invented data only).
   */
  class: 'internal' | 'external' | 'demo';
  /**
   * What the tenant is for. A `staging` tenant is a tenant of its own, with its own namespace and database, and names its production tenant in `stagingOf`.
   */
  environment?: 'production' | 'staging';
  /**
   * Id of the production tenant that this staging tenant belongs to. Required when `environment` is `staging`, forbidden otherwise.
   */
  stagingOf?: string;
  /**
   * The most sensitive kind of data in the tenant. Shown as a label on its namespace. A `demo` tenant is `public` or `internal`.
   */
  dataClassification?: 'public' | 'internal' | 'pii' | 'phi';
  /**
   * What was promised to the tenant.
   */
  contract: {
    /**
     * Reference of the signed Business Associate Agreement (HIPAA 164.314(a)), for example `BAA-2026-017`. Required for an `external` tenant that holds `phi`.
     */
    baa?: string;
    /**
     * Region that the data may not leave. The tenant's cluster must declare the same region.
     */
    residency?: string;
    /**
     * Recovery point objective in minutes: how much data may be lost at most. Decides how often the database archives its log, whether its instances replicate synchronously, and how often the files are copied.
     */
    rpoMinutes?: number;
    /**
     * Recovery point objective of the files (attachments), where the contract states another one for them. Default: `rpoMinutes`.
     */
    filesRpoMinutes?: number;
    /**
     * Recovery time objective in minutes: how long a restore may take at most. A restore drill that takes longer fails.
     */
    rtoMinutes?: number;
    /**
     * Years for which the database and its files of each month can be read again. HIPAA asks for six years of its documentation (164.316(b)(2)(i)); medical records follow the law of the place. Default: none beyond `backup.retentionDays`.
     */
    retentionYears?: number;
    /**
     * Oldest age in days, since `released` of its file, that the release of a running tenant may have. An older one is an error, and so is a pin that lasts longer; in the last seven days there is a warning. Default: none.
     */
    maxPatchAgeDays?: number;
  };
  /**
   * Where the tenant runs.
   */
  placement: {
    /**
     * Name of the cluster, as declared in `fleet/clusters.ts`.
     */
    cluster: string;
  };
  /**
   * Isolation tier: `namespace` (own namespace, shared nodes), `node` (own nodes, by taint and affinity), `cluster` (the cluster is dedicated to this tenant).
   */
  isolation?: 'namespace' | 'node' | 'cluster';
  /**
   * Name of the release ring, as declared in `fleet/rings.ts`. The ring decides which release the tenant runs.
   */
  ring: string;
  /**
   * Holds the tenant at one release, whatever its ring runs, until a date.
   */
  pin?: {
    /**
     * Id of the release, a file `fleet/releases/<id>.yaml`.
     */
    release: string;
    /**
     * Last day of the pin, `YYYY-MM-DD`. After it the pin is an error, so that nobody stays behind unnoticed.
     */
    until: string;
    /**
     * Why the tenant is held, for the reviewer.
     */
    reason: string;
  };
  /**
   * Host names under which the tenant is reached; the first is the main one. Each belongs to one tenant in the whole fleet. At most 200 characters, because objects are named after them.
   *
   * @minItems 1
   * @maxItems 16
   */
  domains: string[];
  /**
   * How the tenant is reached.
   */
  exposure?: {
    /**
     * `tenant`: a Gateway of its own, with its own address. `cluster`: listeners of its own at the cluster's shared Gateway. Without meaning on a cluster with `ingress`.
     */
    gateway?: 'tenant' | 'cluster';
    /**
     * Largest request in MiB; larger ones are answered with 413. Odoo's own limit for uploads is 128.
     */
    maxRequestMiB?: number;
    /**
     * Networks from which people may reach the tenant, for example an office or a VPN. Without it: from anywhere. Webhooks are excepted.
     *
     * @minItems 1
     * @maxItems 64
     */
    allowedCidrs?: string[];
    /**
     * Whether programs may call Odoo from outside: `/xmlrpc`, `/jsonrpc` and `/json`.
     */
    remoteCalls?: 'allowed' | 'refused';
  };
  /**
   * Paths that other services call. They stay reachable when `exposure.allowedCidrs` restricts the tenant.
   *
   * @maxItems 10
   */
  webhooks?: {
    /**
     * Short name; unique within the tenant.
     */
    name: string;
    /**
     * Who calls it and why, for the reviewer and the auditor.
     */
    purpose: string;
    /**
     * Path with everything below it, for example `/payment/stripe/webhook`.
     */
    path: string;
    /**
     * Networks of the caller. Without it: from anywhere.
     *
     * @minItems 1
     * @maxItems 64
     */
    cidrs?: string[];
    /**
     * Largest request in MiB.
     */
    maxRequestMiB?: number;
  }[];
  /**
   * Size of the stack: `small` (up to 15 users), `medium` (up to 40), `large` (up to 100). Sets the defaults of `odoo`, `database` and `filestore`; each can be overridden there.
   */
  plan: 'small' | 'medium' | 'large';
  /**
   * The application.
   */
  odoo: {
    /**
     * Technical names of the Odoo modules to install, besides `base`.
     *
     * @minItems 1
     * @maxItems 200
     */
    modules: string[];
    /**
     * Language loaded when the database is created, an Odoo locale code such as `en_US`.
     */
    language?: string;
    /**
     * Country of the company, ISO 3166-1 alpha-2. Decides its currency, chart of accounts and time zone when the database is created; later it has no effect.
     */
    country?: string;
    /**
     * Number of web pods. Default: from the plan (1, 2, 3). More than one needs a storage class with access mode ReadWriteMany.
     */
    replicas?: number;
    /**
     * HTTP worker processes of each web pod. Default: from the plan (3, 4, 6). Three at least: with two, concurrent PDF reports can block each other.
     */
    workers?: number;
    /**
     * An application image of the tenant's own, built from that of a release. It must be built anew for each release that the tenant gets.
     */
    image?: {
      /**
       * Id of the release that the image was built from. Must be the one that the tenant runs.
       */
      release: string;
      /**
       * Image with registry and digest, from a registry that the fleet allows.
       */
      reference: string;
      /**
       * Why the release's own image is not enough, for the reviewer.
       */
      reason: string;
    };
    /**
     * Further Odoo modules, each set from an image that holds nothing else. It is mounted read-only and never run. Needs Kubernetes 1.35.
     *
     * @maxItems 20
     */
    addons?: {
      /**
       * Short name; unique within the tenant. The modules appear in `/mnt/addons/<name>`.
       */
      name: string;
      /**
       * Image with registry and digest, from a registry that the fleet allows.
       */
      image: string;
      /**
       * Folder in the image whose folders are the modules. Default: the image's root.
       */
      folder?: string;
    }[];
    /**
     * Cron worker processes of the cron pod. Default: from the plan (1, 1, 2).
     */
    cronThreads?: number;
    /**
     * The keys of `odoo.conf` that a tenant may vary. All others belong to the platform.
     */
    config?: {
      /**
       * CPU seconds that one request may use.
       */
      limit_time_cpu?: number;
      /**
       * Wall-clock seconds that one request may take. Probes and the grace period follow it.
       */
      limit_time_real?: number;
      /**
       * Wall-clock seconds that one scheduled action may take.
       */
      limit_time_real_cron?: number;
      /**
       * Least severe level that is logged. `debug` levels are not offered: they log personal data.
       */
      log_level?: 'info' | 'warn' | 'error';
    };
  };
  /**
   * PostgreSQL.
   */
  database?: {
    /**
     * How PostgreSQL is run: by the CloudNativePG operator, or as a plain StatefulSet on clusters without it.
     */
    engine?: 'cloudnative-pg' | 'statefulset';
    /**
     * Number of PostgreSQL instances. Default: from the plan (1, 2, 3) with `cloudnative-pg`; always 1 with `statefulset`.
     */
    instances?: number;
    /**
     * Which database of the tenant this is. A restore, and a new copy of production, makes a new one: raise it by one together with `restoreFrom`. Never goes back.
     */
    generation?: number;
    /**
     * The backup from which the database of this generation is made: of this tenant, or for a staging tenant that of its production tenant. No other tenant's backup can be named.
     */
    restoreFrom?: {
      /**
       * Only for environment `staging`: the backup of the production tenant in `stagingOf` is read, into a database of any generation. Its own data is neutralised before anything serves it. Needs the Secret `production-backup`. Default: the backup of this tenant itself.
       */
      tenant?: 'production';
      /**
       * The generation whose backups are read: an earlier one of this tenant, or one that the production tenant has.
       */
      generation: number;
      /**
       * The moment to return to, in UTC, for example `2026-11-24T09:30:00Z`. Default: the newest state in the archive.
       */
      time?: string;
    };
    /**
     * Volume size of each instance in GiB. Default: from the plan (20, 50, 200). Can grow, never shrink.
     */
    storageGiB?: number;
    /**
     * PostgreSQL settings that a tenant may vary. All others follow from the plan.
     */
    parameters?: {
      /**
       * Memory of one sort or hash operation, for example `16MB`.
       */
      work_mem?: string;
      /**
       * Planner cost of a random page read, for example `1.1` on solid-state disks.
       */
      random_page_cost?: string;
      /**
       * Log statements that run at least this long, for example `1000ms`.
       */
      log_min_duration_statement?: string;
    };
  };
  /**
   * The volume with Odoo's attachments and sessions.
   */
  filestore?: {
    /**
     * Volume size in GiB. Default: from the plan (10, 50, 200). Can grow, never shrink.
     */
    storageGiB?: number;
  };
  /**
   * Outbound destinations that Odoo may reach. Everything else is denied.
   *
   * @maxItems 50
   */
  integrations?: {
    /**
     * Short name; unique within the tenant.
     */
    name: string;
    /**
     * Why the tenant needs it, for the reviewer and the auditor.
     */
    purpose: string;
    /**
     * Destination networks, for example `203.0.113.0/24`. May not overlap the cluster's own networks. Given in place of `host`.
     *
     * @minItems 1
     * @maxItems 64
     */
    cidrs?: string[];
    /**
     * Destination host name, on clusters whose `egress.mechanism` enforces names. Given in place of `cidrs`.
     */
    host?: string;
    /**
     * Destination ports.
     *
     * @minItems 1
     * @maxItems 16
     */
    ports: number[];
    /**
     * Transport protocol.
     */
    protocol?: 'TCP' | 'UDP';
  }[];
  /**
   * Backups of database and filestore, in the cluster's object store. Every tenant of a cluster with an object store has them.
   */
  backup?: {
    /**
     * When base backups of the database are taken, as a five-field cron expression in UTC: a minute, an hour (or `*`, `* /n`), and days of the week. Default: once a day between 00:00 and 05:59, spread over the tenants.
     */
    schedule?: string;
    /**
     * How many days back the tenant can be restored to any moment.
     */
    retentionDays?: number;
    /**
     * When the newest backup is restored and checked, as a five-field cron expression in UTC. Default: once a week, spread over the tenants.
     */
    restoreDrill?: string;
  };
  /**
   * When changes that interrupt the tenant may happen.
   */
  maintenanceWindow?: {
    /**
     * Day of the week, in UTC.
     */
    day: 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';
    /**
     * Begin, `HH:MM` in UTC.
     */
    start: string;
    /**
     * Length in hours.
     */
    hours: number;
  };
  /**
   * People or lists to notify about this tenant, and who approve its changes.
   *
   * @minItems 1
   * @maxItems 20
   */
  owners: {
    /**
     * Name of the person or list.
     */
    name: string;
    /**
     * Address for notifications.
     */
    email: string;
    /**
     * Login on GitHub of a person who approves changes of this tenant's files; of a list it is left out. Without any, the platform team approves them.
     */
    github?: string;
  }[];
  /**
   * `active`; `suspended` (application and database stopped, data kept); `offboarding` (stopped likewise, after a final backup where `offboarding` is given; the spec may be removed afterwards, which removes the tenant's manifests).
   */
  lifecycle?: 'active' | 'suspended' | 'offboarding';
  /**
   * How a tenant leaves, in steps. Only with `lifecycle: 'offboarding'`. Without it the data stays in the cluster when the spec is removed.
   */
  offboarding?: {
    /**
     * Why the tenant leaves and who asked for it, for the reviewer and the auditor.
     */
    reason: string;
    /**
     * Last day on which the data is kept, `YYYY-MM-DD`, as the contract says. It can be put off, never brought forward.
     */
    retainUntil: string;
    /**
     * Day on which somebody saw that the final backup had succeeded, `YYYY-MM-DD`, in a later change than the one that began the offboarding. Until then the database runs, and the final backup is made again every day; from then on the database sleeps.
     */
    backupConfirmed?: string;
    /**
     * Why there is no final backup, for the reviewer and the auditor, in place of `backupConfirmed`: the cluster has no object store, or the data is worth nothing.
     */
    withoutBackup?: string;
    /**
     * The tenant's id, written once more in a later change, after `retainUntil` and with `backupConfirmed` or `withoutBackup`: when the spec is then removed, Flux deletes database and files.
     */
    deleteData?: string;
  };
  /**
   * Patches to named parts of the stack, for what no other field can say. They pass the same schemas and policies as everything else.
   *
   * @maxItems 50
   */
  customisations?: {
    /**
     * The part to patch: the Deployment of web or cron, or the Cluster or StatefulSet of the database.
     */
    part: 'web' | 'cron' | 'database';
    /**
     * Why the tenant needs it, for the reviewer.
     */
    reason: string;
    /**
     * Merge patch (RFC 7396) of the part's manifest, with one difference: members of a list that have a `name` are merged by it. Only fields that no other part relies on may be patched.
     */
    patch: {};
  }[];
}

/**
 * One tenant: what it is, not how it is built. Written as `export default defineTenant({...})` in `tenants/<id>.ts`.
 */
export interface ResolvedTenantSpec {
  /**
   * Name of the tenant everywhere: file `tenants/<id>.ts`, namespace `tenant-<id>`, folders in `dist/`. Never changes.
   */
  id: string;
  /**
   * Display name of the tenant, for people.
   */
  name: string;
  /**
   * Whose data it holds: `internal` (the company's own), `external` (a customer's; only in a fleet of phase `commercial`), `demo` (invented data only).
   */
  class: 'internal' | 'external' | 'demo';
  /**
   * What the tenant is for. A `staging` tenant is a tenant of its own, with its own namespace and database, and names its production tenant in `stagingOf`.
   */
  environment: 'production' | 'staging';
  /**
   * Id of the production tenant that this staging tenant belongs to. Required when `environment` is `staging`, forbidden otherwise.
   */
  stagingOf?: string;
  /**
   * The most sensitive kind of data in the tenant. Shown as a label on its namespace. A `demo` tenant is `public` or `internal`.
   */
  dataClassification: 'public' | 'internal' | 'pii' | 'phi';
  /**
   * What was promised to the tenant.
   */
  contract: {
    /**
     * Reference of the signed Business Associate Agreement (HIPAA 164.314(a)), for example `BAA-2026-017`. Required for an `external` tenant that holds `phi`.
     */
    baa?: string;
    /**
     * Region that the data may not leave. The tenant's cluster must declare the same region.
     */
    residency?: string;
    /**
     * Recovery point objective in minutes: how much data may be lost at most. Decides how often the database archives its log, whether its instances replicate synchronously, and how often the files are copied.
     */
    rpoMinutes?: number;
    /**
     * Recovery point objective of the files (attachments), where the contract states another one for them. Default: `rpoMinutes`.
     */
    filesRpoMinutes?: number;
    /**
     * Recovery time objective in minutes: how long a restore may take at most. A restore drill that takes longer fails.
     */
    rtoMinutes?: number;
    /**
     * Years for which the database and its files of each month can be read again. HIPAA asks for six years of its documentation (164.316(b)(2)(i)); medical records follow the law of the place. Default: none beyond `backup.retentionDays`.
     */
    retentionYears?: number;
    /**
     * Oldest age in days, since `released` of its file, that the release of a running tenant may have. An older one is an error, and so is a pin that lasts longer; in the last seven days there is a warning. Default: none.
     */
    maxPatchAgeDays?: number;
  };
  /**
   * Where the tenant runs.
   */
  placement: {
    /**
     * Name of the cluster, as declared in `fleet/clusters.ts`.
     */
    cluster: string;
  };
  /**
   * Isolation tier: `namespace` (own namespace, shared nodes), `node` (own nodes, by taint and affinity), `cluster` (the cluster is dedicated to this tenant).
   */
  isolation: 'namespace' | 'node' | 'cluster';
  /**
   * Name of the release ring, as declared in `fleet/rings.ts`. The ring decides which release the tenant runs.
   */
  ring: string;
  /**
   * Holds the tenant at one release, whatever its ring runs, until a date.
   */
  pin?: {
    /**
     * Id of the release, a file `fleet/releases/<id>.yaml`.
     */
    release: string;
    /**
     * Last day of the pin, `YYYY-MM-DD`. After it the pin is an error, so that nobody stays behind unnoticed.
     */
    until: string;
    /**
     * Why the tenant is held, for the reviewer.
     */
    reason: string;
  };
  /**
   * Host names under which the tenant is reached; the first is the main one. Each belongs to one tenant in the whole fleet. At most 200 characters, because objects are named after them.
   *
   * @minItems 1
   * @maxItems 16
   */
  domains: string[];
  /**
   * How the tenant is reached.
   */
  exposure: {
    /**
     * `tenant`: a Gateway of its own, with its own address. `cluster`: listeners of its own at the cluster's shared Gateway. Without meaning on a cluster with `ingress`.
     */
    gateway: 'tenant' | 'cluster';
    /**
     * Largest request in MiB; larger ones are answered with 413. Odoo's own limit for uploads is 128.
     */
    maxRequestMiB: number;
    /**
     * Networks from which people may reach the tenant, for example an office or a VPN. Without it: from anywhere. Webhooks are excepted.
     *
     * @minItems 1
     * @maxItems 64
     */
    allowedCidrs?: string[];
    /**
     * Whether programs may call Odoo from outside: `/xmlrpc`, `/jsonrpc` and `/json`.
     */
    remoteCalls: 'allowed' | 'refused';
  };
  /**
   * Paths that other services call. They stay reachable when `exposure.allowedCidrs` restricts the tenant.
   *
   * @maxItems 10
   */
  webhooks: {
    /**
     * Short name; unique within the tenant.
     */
    name: string;
    /**
     * Who calls it and why, for the reviewer and the auditor.
     */
    purpose: string;
    /**
     * Path with everything below it, for example `/payment/stripe/webhook`.
     */
    path: string;
    /**
     * Networks of the caller. Without it: from anywhere.
     *
     * @minItems 1
     * @maxItems 64
     */
    cidrs?: string[];
    /**
     * Largest request in MiB.
     */
    maxRequestMiB: number;
  }[];
  /**
   * Size of the stack: `small` (up to 15 users), `medium` (up to 40), `large` (up to 100). Sets the defaults of `odoo`, `database` and `filestore`; each can be overridden there.
   */
  plan: 'small' | 'medium' | 'large';
  /**
   * The application.
   */
  odoo: {
    /**
     * Technical names of the Odoo modules to install, besides `base`.
     *
     * @minItems 1
     * @maxItems 200
     */
    modules: string[];
    /**
     * Language loaded when the database is created, an Odoo locale code such as `en_US`.
     */
    language: string;
    /**
     * Country of the company, ISO 3166-1 alpha-2. Decides its currency, chart of accounts and time zone when the database is created; later it has no effect.
     */
    country?: string;
    /**
     * Number of web pods. Default: from the plan (1, 2, 3). More than one needs a storage class with access mode ReadWriteMany.
     */
    replicas?: number;
    /**
     * HTTP worker processes of each web pod. Default: from the plan (3, 4, 6). Three at least: with two, concurrent PDF reports can block each other.
     */
    workers?: number;
    /**
     * An application image of the tenant's own, built from that of a release. It must be built anew for each release that the tenant gets.
     */
    image?: {
      /**
       * Id of the release that the image was built from. Must be the one that the tenant runs.
       */
      release: string;
      /**
       * Image with registry and digest, from a registry that the fleet allows.
       */
      reference: string;
      /**
       * Why the release's own image is not enough, for the reviewer.
       */
      reason: string;
    };
    /**
     * Further Odoo modules, each set from an image that holds nothing else. It is mounted read-only and never run. Needs Kubernetes 1.35.
     *
     * @maxItems 20
     */
    addons: {
      /**
       * Short name; unique within the tenant. The modules appear in `/mnt/addons/<name>`.
       */
      name: string;
      /**
       * Image with registry and digest, from a registry that the fleet allows.
       */
      image: string;
      /**
       * Folder in the image whose folders are the modules. Default: the image's root.
       */
      folder?: string;
    }[];
    /**
     * Cron worker processes of the cron pod. Default: from the plan (1, 1, 2).
     */
    cronThreads?: number;
    /**
     * The keys of `odoo.conf` that a tenant may vary. All others belong to the platform.
     */
    config: {
      /**
       * CPU seconds that one request may use.
       */
      limit_time_cpu: number;
      /**
       * Wall-clock seconds that one request may take. Probes and the grace period follow it.
       */
      limit_time_real: number;
      /**
       * Wall-clock seconds that one scheduled action may take.
       */
      limit_time_real_cron: number;
      /**
       * Least severe level that is logged. `debug` levels are not offered: they log personal data.
       */
      log_level: 'info' | 'warn' | 'error';
    };
  };
  /**
   * PostgreSQL.
   */
  database: {
    /**
     * How PostgreSQL is run: by the CloudNativePG operator, or as a plain StatefulSet on clusters without it.
     */
    engine: 'cloudnative-pg' | 'statefulset';
    /**
     * Number of PostgreSQL instances. Default: from the plan (1, 2, 3) with `cloudnative-pg`; always 1 with `statefulset`.
     */
    instances?: number;
    /**
     * Which database of the tenant this is. A restore, and a new copy of production, makes a new one: raise it by one together with `restoreFrom`. Never goes back.
     */
    generation: number;
    /**
     * The backup from which the database of this generation is made: of this tenant, or for a staging tenant that of its production tenant. No other tenant's backup can be named.
     */
    restoreFrom?: {
      /**
       * Only for environment `staging`: the backup of the production tenant in `stagingOf` is read, into a database of any generation. Its own data is neutralised before anything serves it. Needs the Secret `production-backup`. Default: the backup of this tenant itself.
       */
      tenant?: 'production';
      /**
       * The generation whose backups are read: an earlier one of this tenant, or one that the production tenant has.
       */
      generation: number;
      /**
       * The moment to return to, in UTC, for example `2026-11-24T09:30:00Z`. Default: the newest state in the archive.
       */
      time?: string;
    };
    /**
     * Volume size of each instance in GiB. Default: from the plan (20, 50, 200). Can grow, never shrink.
     */
    storageGiB?: number;
    /**
     * PostgreSQL settings that a tenant may vary. All others follow from the plan.
     */
    parameters: {
      /**
       * Memory of one sort or hash operation, for example `16MB`.
       */
      work_mem?: string;
      /**
       * Planner cost of a random page read, for example `1.1` on solid-state disks.
       */
      random_page_cost?: string;
      /**
       * Log statements that run at least this long, for example `1000ms`.
       */
      log_min_duration_statement?: string;
    };
  };
  /**
   * The volume with Odoo's attachments and sessions.
   */
  filestore: {
    /**
     * Volume size in GiB. Default: from the plan (10, 50, 200). Can grow, never shrink.
     */
    storageGiB?: number;
  };
  /**
   * Outbound destinations that Odoo may reach. Everything else is denied.
   *
   * @maxItems 50
   */
  integrations: {
    /**
     * Short name; unique within the tenant.
     */
    name: string;
    /**
     * Why the tenant needs it, for the reviewer and the auditor.
     */
    purpose: string;
    /**
     * Destination networks, for example `203.0.113.0/24`. May not overlap the cluster's own networks. Given in place of `host`.
     *
     * @minItems 1
     * @maxItems 64
     */
    cidrs?: string[];
    /**
     * Destination host name, on clusters whose `egress.mechanism` enforces names. Given in place of `cidrs`.
     */
    host?: string;
    /**
     * Destination ports.
     *
     * @minItems 1
     * @maxItems 16
     */
    ports: number[];
    /**
     * Transport protocol.
     */
    protocol: 'TCP' | 'UDP';
  }[];
  /**
   * Backups of database and filestore, in the cluster's object store. Every tenant of a cluster with an object store has them.
   */
  backup: {
    /**
     * When base backups of the database are taken, as a five-field cron expression in UTC: a minute, an hour (or `*`, `* /n`), and days of the week. Default: once a day between 00:00 and 05:59, spread over the tenants.
     */
    schedule?: string;
    /**
     * How many days back the tenant can be restored to any moment.
     */
    retentionDays: number;
    /**
     * When the newest backup is restored and checked, as a five-field cron expression in UTC. Default: once a week, spread over the tenants.
     */
    restoreDrill?: string;
  };
  /**
   * When changes that interrupt the tenant may happen.
   */
  maintenanceWindow?: {
    /**
     * Day of the week, in UTC.
     */
    day: 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';
    /**
     * Begin, `HH:MM` in UTC.
     */
    start: string;
    /**
     * Length in hours.
     */
    hours: number;
  };
  /**
   * People or lists to notify about this tenant, and who approve its changes.
   *
   * @minItems 1
   * @maxItems 20
   */
  owners: {
    /**
     * Name of the person or list.
     */
    name: string;
    /**
     * Address for notifications.
     */
    email: string;
    /**
     * Login on GitHub of a person who approves changes of this tenant's files; of a list it is left out. Without any, the platform team approves them.
     */
    github?: string;
  }[];
  /**
   * `active`; `suspended` (application and database stopped, data kept); `offboarding` (stopped likewise, after a final backup where `offboarding` is given; the spec may be removed afterwards, which removes the tenant's manifests).
   */
  lifecycle: 'active' | 'suspended' | 'offboarding';
  /**
   * How a tenant leaves, in steps. Only with `lifecycle: 'offboarding'`. Without it the data stays in the cluster when the spec is removed.
   */
  offboarding?: {
    /**
     * Why the tenant leaves and who asked for it, for the reviewer and the auditor.
     */
    reason: string;
    /**
     * Last day on which the data is kept, `YYYY-MM-DD`, as the contract says. It can be put off, never brought forward.
     */
    retainUntil: string;
    /**
     * Day on which somebody saw that the final backup had succeeded, `YYYY-MM-DD`, in a later change than the one that began the offboarding. Until then the database runs, and the final backup is made again every day; from then on the database sleeps.
     */
    backupConfirmed?: string;
    /**
     * Why there is no final backup, for the reviewer and the auditor, in place of `backupConfirmed`: the cluster has no object store, or the data is worth nothing.
     */
    withoutBackup?: string;
    /**
     * The tenant's id, written once more in a later change, after `retainUntil` and with `backupConfirmed` or `withoutBackup`: when the spec is then removed, Flux deletes database and files.
     */
    deleteData?: string;
  };
  /**
   * Patches to named parts of the stack, for what no other field can say. They pass the same schemas and policies as everything else.
   *
   * @maxItems 50
   */
  customisations: {
    /**
     * The part to patch: the Deployment of web or cron, or the Cluster or StatefulSet of the database.
     */
    part: 'web' | 'cron' | 'database';
    /**
     * Why the tenant needs it, for the reviewer.
     */
    reason: string;
    /**
     * Merge patch (RFC 7396) of the part's manifest, with one difference: members of a list that have a `name` are merged by it. Only fields that no other part relies on may be patched.
     */
    patch: {};
  }[];
}

/**
 * The parts that tenants of a cluster share, and exactly the connections that each has with tenants: what isolation rests on. Written as `export default defineTrusted([...])` in `fleet/trusted.ts`. Without this file, what the generated stacks need.
 *
 * @maxItems 20
 *
 * Items: One part. Where its pods are, `fleet/clusters.ts` says.
 */
export type TrustedSpecs = {
  /**
   * Which part. `gateway` is the gateway of a cluster, or its Ingress controller.
   */
  part: 'database-operator' | 'dns' | 'egress-proxy' | 'gateway' | 'prometheus';
  /**
   * What tenants need it for.
   */
  why: string;
  /**
   * Its connections. Any other is a finding.
   *
   * @maxItems 50
   *
   * Items: One connection.
   */
  edges: {
    /**
     * `in`: the part opens connections to the tenant. `out`: the tenant opens them to the part.
     */
    direction: 'in' | 'out';
    /**
     * Component of the tenant's pods, as their label `app.kubernetes.io/component` has it; `*` means all.
     */
    component: string;
    /**
     * Ports, as pods see them.
     *
     * @minItems 1
     * @maxItems 20
     *
     * Items: Protocol and number, for example `TCP 8069`; `cluster` stands for the port that the cluster declares for `dns` or `egress-proxy`.
     */
    ports: string[];
  }[];
}[];

/**
 * The parts that tenants of a cluster share, and exactly the connections that each has with tenants: what isolation rests on. Written as `export default defineTrusted([...])` in `fleet/trusted.ts`. Without this file, what the generated stacks need.
 *
 * @maxItems 20
 *
 * Items: One part. Where its pods are, `fleet/clusters.ts` says.
 */
export type ResolvedTrustedSpecs = {
  /**
   * Which part. `gateway` is the gateway of a cluster, or its Ingress controller.
   */
  part: 'database-operator' | 'dns' | 'egress-proxy' | 'gateway' | 'prometheus';
  /**
   * What tenants need it for.
   */
  why: string;
  /**
   * Its connections. Any other is a finding.
   *
   * @maxItems 50
   *
   * Items: One connection.
   */
  edges: {
    /**
     * `in`: the part opens connections to the tenant. `out`: the tenant opens them to the part.
     */
    direction: 'in' | 'out';
    /**
     * Component of the tenant's pods, as their label `app.kubernetes.io/component` has it; `*` means all.
     */
    component: string;
    /**
     * Ports, as pods see them.
     *
     * @minItems 1
     * @maxItems 20
     *
     * Items: Protocol and number, for example `TCP 8069`; `cluster` stands for the port that the cluster declares for `dns` or `egress-proxy`.
     */
    ports: string[];
  }[];
}[];
