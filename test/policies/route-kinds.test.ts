import { routeKinds } from '../../src/policies/route-kinds.ts';
import { minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, object } from './policy-cases.ts';

const tenant = minimalTenant();
const gatewayApi = 'must be Gateway or HTTPRoute or ListenerSet of gateway.networking.k8s.io/v1';
const envoy =
  'must be BackendTrafficPolicy or ClientTrafficPolicy or HTTPRouteFilter or SecurityPolicy of gateway.envoyproxy.io/v1alpha1';
const traefik = 'must be Middleware of traefik.io/v1alpha1';
const refused: Readonly<Record<string, string>> = {
  'ReferenceGrant of gateway.networking.k8s.io/v1beta1': gatewayApi,
  'Gateway of gateway.networking.k8s.io/v1beta1': gatewayApi,
  'TLSRoute of gateway.networking.k8s.io/v1': gatewayApi,
  'TCPRoute of gateway.networking.k8s.io/v1alpha2': gatewayApi,
  'XListenerSet of gateway.networking.x-k8s.io/v1alpha1': 'must be left out',
  'Backend of gateway.envoyproxy.io/v1alpha1': envoy,
  'EnvoyPatchPolicy of gateway.envoyproxy.io/v1alpha1': envoy,
  'EnvoyExtensionPolicy of gateway.envoyproxy.io/v1alpha1': envoy,
  'EnvoyProxy of gateway.envoyproxy.io/v1alpha1': envoy,
  'IngressRoute of traefik.io/v1alpha1': traefik,
  'IngressRouteTCP of traefik.io/v1alpha1': traefik,
  'IngressRouteUDP of traefik.io/v1alpha1': traefik,
  'ServersTransport of traefik.io/v1alpha1': traefik,
  'TLSOption of traefik.io/v1alpha1': traefik,
  'Middleware of traefik.containo.us/v1alpha1': 'must be left out',
  'Ingress of extensions/v1beta1': 'must be left out',
  'IngressClass of networking.k8s.io/v1': 'must be Ingress or NetworkPolicy of networking.k8s.io/v1',
  'DNSEndpoint of externaldns.k8s.io/v1alpha1': 'must be left out',
  'VirtualService of networking.istio.io/v1': 'must be left out',
};

describePolicy(routeKinds, [
  {
    name: 'kinds that are read, and objects that have nothing to do with routes',
    tenant,
    objects: [
      'Gateway of gateway.networking.k8s.io/v1',
      'HTTPRoute of gateway.networking.k8s.io/v1',
      'ListenerSet of gateway.networking.k8s.io/v1',
      'ClientTrafficPolicy of gateway.envoyproxy.io/v1alpha1',
      'SecurityPolicy of gateway.envoyproxy.io/v1alpha1',
      'Middleware of traefik.io/v1alpha1',
      'Ingress of networking.k8s.io/v1',
      'NetworkPolicy of networking.k8s.io/v1',
      'ConfigMap of v1',
    ].map((type) => object(type, 'any')),
    expected: [],
  },
  { name: 'manifests of nobody', objects: [object('IngressRoute of traefik.io/v1alpha1', 'any')], expected: [] },
  {
    name: 'an object without a kind, in a group of routes',
    tenant,
    objects: [{ apiVersion: 'traefik.io/v1alpha1' }],
    expected: [['/kind', `undefined of traefik.io/v1alpha1 is used, ${traefik}`]],
  },
  {
    name: 'others, and other versions',
    tenant,
    objects: Object.keys(refused).map((type) => object(type, 'any')),
    expected: Object.entries(refused).map(([type, wanted]) => ['/kind', `${type} is used, ${wanted}`] as const),
  },
]);
