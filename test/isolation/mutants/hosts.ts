/** Faults of hosts, and of the ways of requests. */
import { isObject, type JsonObject } from '../../../src/model/manifest.ts';
import { added, change } from './edits.ts';
import { type Mutant, nameOf } from './plant.ts';

/** A host more on a random route of the tenant. */
function host(make: (host: string) => string): Mutant['plant'] {
  return ({ one, other }) => {
    const route = one('HTTPRoute');
    const ingress = one('Ingress');
    const value = make(other.tenant.spec.domains[0]!);
    if (route) return [{ object: route, at: '/spec/hostnames/-', value }];
    return ingress ? [{ object: ingress, at: '/spec/rules/-', value: { host: value } }] : [];
  };
}

/** Signed by an authority that browsers trust. */
const isPublic = ({ spec }: JsonObject): boolean =>
  isObject(spec) && isObject(spec['issuerRef']) && spec['issuerRef']['kind'] === 'ClusterIssuer';

export const hosts: readonly Mutant[] = [
  { kind: "answer to another's host", plant: host((name) => name), finds: ['unique-hosts', 'declared-hosts'] },
  {
    kind: "answer to another's host in capitals",
    plant: host((name) => name.toUpperCase()),
    finds: ['unique-hosts', 'declared-hosts'],
  },
  {
    kind: "answer to another's host with a final dot",
    plant: host((name) => `${name}.`),
    finds: ['unique-hosts', 'declared-hosts'],
  },
  {
    kind: 'answer to every host of a domain',
    plant: host((name) => `*.${name.split('.').slice(1).join('.')}`),
    finds: ['unique-hosts', 'declared-hosts'],
  },
  {
    kind: 'answer to every host',
    plant: (site) => {
      const object = site.one('HTTPRoute');
      return object ? [{ object, at: '/spec/hostnames' }] : [];
    },
    finds: ['declared-hosts'],
  },
  {
    kind: 'answer to every host by an Ingress',
    plant: change('Ingress', '/spec/rules/-', () => ({ http: { paths: [] } })),
    finds: ['declared-hosts'],
  },
  {
    kind: "listen for another's host",
    plant: change('Gateway', '/spec/listeners/0/hostname', ({ other }) => other.tenant.spec.domains[0]),
    finds: ['unique-hosts', 'declared-hosts'],
  },
  {
    kind: "get a certificate for another's host",
    plant: (site) => {
      const object = site.one('Certificate', isPublic);
      return object ? [{ object, at: '/spec/dnsNames/-', value: site.other.tenant.spec.domains[0]! }] : [];
    },
    finds: ['unique-hosts', 'declared-hosts'],
  },
  {
    kind: "get a certificate for another's host as its common name",
    plant: (site) => {
      const object = site.one('Certificate', isPublic);
      return object ? [{ object, at: '/spec/commonName', value: site.other.tenant.spec.domains[0]! }] : [];
    },
    finds: ['own-certificates'],
  },
  {
    kind: "have external-dns point another's host here",
    plant: change(
      'HTTPRoute',
      '/metadata/annotations/external-dns.kubernetes.io~1hostname',
      ({ other }) => other.tenant.spec.domains[0],
    ),
    finds: ['declared-hosts'],
  },
  {
    kind: "get a certificate for another's host by an issuer of its own",
    plant: (site) => [
      ...added('cert-manager.io/v1', 'Certificate', ({ other }) => ({
        spec: {
          secretName: 'tls.more',
          dnsNames: [other.tenant.spec.domains[0]!],
          issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: 'more' },
        },
      }))(site),
      ...added('cert-manager.io/v1', 'Issuer', () => ({
        spec: { acme: { server: 'https://acme-v02.api.letsencrypt.org/directory' } },
      }))(site),
    ],
    finds: ['own-certificates'],
  },
  {
    kind: 'route by an object of Traefik',
    plant: added('traefik.io/v1alpha1', 'IngressRoute', () => ({ spec: { routes: [{ match: 'PathPrefix(`/`)' }] } })),
    finds: ['isolation-understood'],
  },
  {
    kind: 'send requests to an address',
    plant: added('gateway.envoyproxy.io/v1alpha1', 'Backend', () => ({
      spec: { endpoints: [{ ip: { address: '10.0.0.77', port: 8069 } }] },
    })),
    finds: ['isolation-understood'],
  },
  {
    kind: 'take requests at the gateway of all',
    plant: change('HTTPRoute', '/spec/parentRefs/-', () => ({
      kind: 'Gateway',
      name: 'tenants',
      namespace: 'gateway-system',
    })),
    finds: ['route-references'],
  },
  {
    kind: 'take routes of every namespace',
    plant: change('Gateway', '/spec/listeners/0/allowedRoutes/namespaces/from', () => 'All'),
    finds: ['route-references'],
  },
  {
    kind: "send requests to another's service",
    plant: (site) => {
      const object = site.one('HTTPRoute', (manifest) => nameOf(manifest) !== 'redirect');
      const value = { name: 'odoo-web', namespace: site.otherNamespace, port: 8069 };
      return object ? [{ object, at: '/spec/rules/-', value: { backendRefs: [value] } }] : [];
    },
    finds: ['foreign-namespace'],
  },
  {
    kind: "let another's routes refer to what is here",
    plant: added('gateway.networking.k8s.io/v1beta1', 'ReferenceGrant', ({ otherNamespace }) => ({
      spec: {
        from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: otherNamespace }],
        to: [{ group: '', kind: 'Service' }],
      },
    })),
    finds: ['isolation-understood', 'foreign-namespace'],
  },
  {
    kind: "use another's middleware",
    plant: (site) => {
      const object = site.one('Ingress');
      const at = '/metadata/annotations/traefik.ingress.kubernetes.io~1router.middlewares';
      return object ? [{ object, at, value: `${site.otherNamespace}-clients@kubernetescrd` }] : [];
    },
    finds: ['foreign-namespace'],
  },
  {
    kind: "name a middleware so that another's and this one fall together",
    plant: ({ one, own, other }) => {
      // `tenant-a-staging` and `clients` are joined to the same as `tenant-a` and `staging-clients`.
      if (other.tenant.spec.id !== `${own.tenant.spec.id}-staging`) return [];
      const object = one('Middleware', (manifest) => nameOf(manifest) === 'paths');
      return object ? [{ object, at: '/metadata/name', value: 'staging-paths' }] : [];
    },
    finds: ['route-references', 'unique-names'],
  },
];
