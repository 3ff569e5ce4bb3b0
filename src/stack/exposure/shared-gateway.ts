/** The Gateway that tenants of a cluster share: it names none of them, so that adding one changes nothing here. */
import type { Cluster, Fleet } from '../../model/fleet.ts';
import type { PlatformObject } from '../platform-object.ts';
import { clientTraffic } from './envoy-client-traffic.ts';

/** Label of the namespaces whose ListenerSets the shared Gateway accepts. Only the boundary layer writes labels of namespaces. */
export function sharedGatewayLabel(fleet: Fleet): Readonly<Record<string, string>> {
  return { [`${fleet.spec.labelPrefix}/gateway`]: 'cluster' };
}

export function sharedGateway(fleet: Fleet, { gateway, externalDns }: Cluster): readonly PlatformObject[] {
  if (gateway?.shared === undefined) return [];
  const { name, namespace } = gateway.shared;
  const selector = { matchLabels: sharedGatewayLabel(fleet) };
  const target = externalDns?.target;
  const shared: PlatformObject = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    name,
    namespace,
    ...(target !== undefined && { annotations: { [`${externalDns!.annotationPrefix}/target`]: target } }),
    body: {
      spec: {
        gatewayClassName: gateway.className,
        allowedListeners: { namespaces: { from: 'Selector', selector } },
        // A Gateway has one listener at least. No route may attach to this one, so that it answers 404 to unknown hosts.
        listeners: [
          { name: 'unknown-hosts', protocol: 'HTTP', port: 80, allowedRoutes: { namespaces: { from: 'Same' } } },
        ],
      },
    },
  };
  if (gateway.implementation !== 'envoy-gateway') return [shared];
  const traffic: PlatformObject = {
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kind: 'ClientTrafficPolicy',
    name,
    namespace,
    body: { spec: clientTraffic(name, gateway.trustedHops) },
  };
  return [shared, traffic];
}
