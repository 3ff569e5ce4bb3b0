/** Where requests enter the cluster: its gateway, or its Ingress controller. */
import { names } from '../names.ts';
import type { Stack } from '../part.ts';

export interface Entry {
  readonly kind: 'gateway' | 'ingress';
  /** Whether Envoy Gateway's own policies can be used. */
  readonly isEnvoy: boolean;
  /** The Gateway that carries the tenant's listeners when it is not the tenant's own. */
  readonly shared: { readonly name: string; readonly namespace: string } | undefined;
  readonly className: string;
  /** Namespace and labels of the pods that pass requests on. */
  readonly namespace: string;
  readonly podLabels: Readonly<Record<string, string>>;
  readonly clusterIssuer: string;
  readonly challenge: 'dns-01' | 'http-01';
}

export function entryOf({ tenant: { spec, cluster }, namespace }: Stack): Entry {
  const { gateway, ingress } = cluster;
  if (gateway === undefined) {
    // `cluster-exposure` refuses a cluster that has neither.
    if (ingress === undefined) throw new Error(`Cluster ${cluster.name} has neither gateway nor ingress.`);
    return { ...ingress, kind: 'ingress', isEnvoy: false, shared: undefined };
  }
  const isEnvoy = gateway.implementation === 'envoy-gateway';
  const shared = spec.exposure.gateway === 'cluster' ? gateway.shared : undefined;
  const owner = shared ?? { name: names.gateway, namespace };
  return {
    ...gateway,
    kind: 'gateway',
    isEnvoy,
    shared,
    // Envoy Gateway runs proxies for each Gateway: those of another tenant's stay outside.
    podLabels: isEnvoy ? { ...gateway.podLabels, ...envoyOwner(owner) } : gateway.podLabels,
  };
}

/** Labels that Envoy Gateway gives the proxies of a Gateway. */
function envoyOwner(of: { name: string; namespace: string }): Readonly<Record<string, string>> {
  return {
    'gateway.envoyproxy.io/owning-gateway-name': of.name,
    'gateway.envoyproxy.io/owning-gateway-namespace': of.namespace,
  };
}
