/** Refuses kinds of routing objects that no tenant needs, and that other policies therefore do not read. */
import type { StackPolicy, Violation } from '../model/policy.ts';

export const routeKinds: StackPolicy = {
  id: 'route-kinds',
  // Of our own stacks alone: others may well use all of Traefik.
  family: 'tenant',
  severity: 'error',
  title: 'A tenant is exposed by kinds whose hosts, references and TLS are checked',
  why: "At a gateway that tenants share, an object of another kind claims hosts in a language of its own, patches the proxy's whole configuration, or opens the namespace to others (ReferenceGrant). What no check reads can take another tenant's requests.",
  fix: 'Use Gateway, ListenerSet and HTTPRoute with the policies of Envoy Gateway, or Ingress with Middlewares.',
  controls: { hipaa: ['164.312(a)(1)', '164.312(e)(1)'], nsa: ['Network separation and hardening'] },
  *check({ objects, tenant }): Iterable<Violation> {
    if (!tenant) return;
    for (const object of objects) {
      const { apiVersion, kind } = object.manifest;
      const [group = '', version] = String(apiVersion).split('/');
      const permitted = kinds.get(group);
      if (permitted === undefined) continue;
      if (version === permitted.version && permitted.kinds.includes(String(kind))) continue;
      const known = `${permitted.kinds.join(' or ')} of ${group}/${permitted.version}`;
      const wanted = permitted === nothing ? 'left out' : known;
      yield {
        object,
        pointer: '/kind',
        message: `${String(kind)} of ${String(apiVersion)} is used, must be ${wanted}`,
      };
    }
  },
};

interface Permitted {
  /** The only one that is read. */
  readonly version: string;
  readonly kinds: readonly string[];
}

const nothing: Permitted = { version: '', kinds: [] };

const unused = [
  'configuration.konghq.com',
  'extensions',
  'externaldns.k8s.io',
  'gateway.networking.x-k8s.io',
  'getambassador.io',
  'hub.traefik.io',
  'k8s.nginx.org',
  'networking.istio.io',
  'projectcontour.io',
  'traefik.containo.us',
];

/** By API group. */
const kinds: ReadonlyMap<string, Permitted> = new Map([
  ...unused.map((group) => [group, nothing] as const),
  ['gateway.networking.k8s.io', { version: 'v1', kinds: ['Gateway', 'HTTPRoute', 'ListenerSet'] }],
  [
    'gateway.envoyproxy.io',
    {
      version: 'v1alpha1',
      kinds: ['BackendTrafficPolicy', 'ClientTrafficPolicy', 'HTTPRouteFilter', 'SecurityPolicy'],
    },
  ],
  ['networking.k8s.io', { version: 'v1', kinds: ['Ingress', 'NetworkPolicy'] }],
  ['traefik.io', { version: 'v1alpha1', kinds: ['Middleware'] }],
]);
