import { ingressClass } from '../../src/policies/ingress-class.ts';
import { describePolicy, object } from './policy-cases.ts';
import { gateway, ingress, withGateway, withTraefik } from './route-objects.ts';

describePolicy(ingressClass, [
  { name: "the cluster's Gateway class", tenant: withGateway, objects: [gateway()], expected: [] },
  {
    name: "the cluster's Ingress class",
    tenant: withTraefik,
    objects: [ingress({}, { ingressClassName: withTraefik.cluster.ingress!.className })],
    expected: [],
  },
  { name: 'manifests of nobody', objects: [ingress({}, { ingressClassName: 'nginx' })], expected: [] },
  {
    name: 'another class, none, and one that cannot be read',
    tenant: withTraefik,
    objects: [
      ingress({}, { ingressClassName: 'nginx' }),
      object('Ingress of networking.k8s.io/v1', 'none', { spec: {} }),
      object('Ingress of networking.k8s.io/v1', 'none', { spec: 'traefik' }),
    ],
    expected: [
      ['/spec/ingressClassName', 'ingressClassName is "nginx", must be "traefik"'],
      ['/spec/ingressClassName', 'ingressClassName is unset, must be "traefik"'],
      ['/spec/ingressClassName', 'ingressClassName is unset, must be "traefik"'],
    ],
  },
  {
    name: 'a way in that the cluster does not have',
    tenant: withGateway,
    objects: [gateway([], { gatewayClassName: 'internet' }), ingress({})],
    expected: [
      ['/spec/gatewayClassName', 'gatewayClassName is "internet", must be "envoy"'],
      ['/spec/ingressClassName', 'ingressClassName is "traefik", must be left out, since the cluster has none'],
    ],
  },
]);
