import type { Json, JsonObject } from '../../src/model/manifest.ts';
import { routeAnnotations } from '../../src/policies/route-annotations.ts';
import { minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import { describePolicy, object } from './policy-cases.ts';

const tenant = minimalTenant();
const recorded = minimalTenant(
  undefined,
  minimalFleet(({ clusters }) => {
    clusters[0]!.externalDns = { target: 'edge.example.com' };
  }),
);
const ingress = (annotations: Json) => object('Ingress of networking.k8s.io/v1', 'web', { metadata: { annotations } });
const other = (type: string, annotations: JsonObject) => object(type, 'web', { metadata: { annotations } });
const gateway = 'Gateway of gateway.networking.k8s.io/v1';
const refused: readonly (readonly [key: string, value: string])[] = [
  ['kubernetes.io/ingress.class', 'nginx'],
  ['nginx.ingress.kubernetes.io/configuration-snippet', 'x'],
  ['nginx.ingress.kubernetes.io/auth-url', 'https://evil.example'],
  ['haproxy.org/backend-config-snippet', 'x'],
  ['cert-manager.io/cluster-issuer', 'any'],
  ['traefik.ingress.kubernetes.io/router.tls.options', 'other-weak@kubernetescrd'],
  ['traefik.ingress.kubernetes.io/router.priority', '9999'],
  ['external-dns.kubernetes.io/target', 'edge.example.com'],
];
const at = (key: string) => `/metadata/annotations/${key.replaceAll('/', '~1')}`;
const leftOut = (key: string, value: string) =>
  [at(key), `annotation ${key} is ${JSON.stringify(value)}, must be left out`] as const;

describePolicy(routeAnnotations, [
  {
    name: 'what the stack uses',
    tenant: recorded,
    objects: [
      ingress({
        'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure',
        'traefik.ingress.kubernetes.io/router.middlewares': 'tenant-acme-paths@kubernetescrd',
        'external-dns.kubernetes.io/target': 'edge.example.com',
        'external-dns.kubernetes.io/ttl': '300',
        'fleet.aos/purpose': 'Web.',
        'kustomize.toolkit.fluxcd.io/prune': 'disabled',
      }),
      ingress(null),
      other(gateway, { 'external-dns.kubernetes.io/target': 'edge.example.com' }),
      other('ConfigMap of v1', { 'kubernetes.io/ingress.class': 'any' }),
    ],
    expected: [],
  },
  { name: 'manifests of nobody', objects: [ingress(Object.fromEntries(refused))], expected: [] },
  {
    name: 'orders to other controllers, and others to this one',
    tenant,
    objects: [ingress(Object.fromEntries(refused))],
    expected: refused.map(([key, value]) => leftOut(key, value)),
  },
  {
    name: 'values that lead elsewhere',
    tenant: recorded,
    objects: [
      ingress({ 'traefik.ingress.kubernetes.io/router.entrypoints': 'traefik' }),
      ingress({
        'external-dns.kubernetes.io/target': 'edge.example.com,198.51.100.7',
        'external-dns.kubernetes.io/ttl': '1m',
        'external-dns.kubernetes.io/hostname': 'globex.example.com',
      }),
    ],
    expected: [
      [
        at('traefik.ingress.kubernetes.io/router.entrypoints'),
        'annotation traefik.ingress.kubernetes.io/router.entrypoints is "traefik", must match ^(web|websecure)$',
      ],
      [
        at('external-dns.kubernetes.io/target'),
        'annotation external-dns.kubernetes.io/target is "edge.example.com,198.51.100.7", must match ^edge\\.example\\.com$',
      ],
      [at('external-dns.kubernetes.io/ttl'), 'annotation external-dns.kubernetes.io/ttl is "1m", must match ^\\d+$'],
      leftOut('external-dns.kubernetes.io/hostname', 'globex.example.com'),
    ],
  },
  {
    name: 'those of an Ingress on other kinds, and what cannot be read',
    tenant,
    objects: [
      other('Service of v1', { 'traefik.ingress.kubernetes.io/service.serverstransport': 'other-any@kubernetescrd' }),
      other(gateway, { 'traefik.ingress.kubernetes.io/router.entrypoints': 'web' }),
      ingress('all'),
    ],
    expected: [
      leftOut('traefik.ingress.kubernetes.io/service.serverstransport', 'other-any@kubernetescrd'),
      ['/metadata/annotations', 'annotation  is "all", must be left out'],
      leftOut('traefik.ingress.kubernetes.io/router.entrypoints', 'web'),
    ],
  },
]);
