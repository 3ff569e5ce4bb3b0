/** The cases of `declared-hosts`: what the policy, and its twin at admission, must say. */
import { minimalTenant } from '../minimal-tenant.ts';
import { object, type PolicyCase } from './policy-cases.ts';

const tenant = minimalTenant((spec) => void (spec.domains = ['acme.example.com', 'portal.acme.example']));
const gatewayApi = 'gateway.networking.k8s.io/v1';
const route = (hostnames: readonly string[], annotations = {}) =>
  object(`HTTPRoute of ${gatewayApi}`, 'web', { metadata: { annotations }, spec: { hostnames } });
const listeners = (kind: string, ...hostnames: readonly (string | undefined)[]) =>
  object(`${kind} of ${gatewayApi}`, 'odoo', {
    spec: {
      listeners: hostnames.map((hostname) => (hostname === undefined ? { port: 443 } : { port: 443, hostname })),
    },
  });
const certificate = (dnsNames: readonly string[], kind = 'ClusterIssuer') =>
  object('Certificate of cert-manager.io/v1', 'web', { spec: { dnsNames, issuerRef: { kind, name: 'any' } } });
const ingress = (...hosts: readonly (string | undefined)[]) =>
  object('Ingress of networking.k8s.io/v1', 'web', {
    spec: { rules: hosts.map((host) => (host === undefined ? {} : { host })) },
  });
const answers = (host: string) =>
  `the tenant answers to ${host}, must be one of its domains (acme.example.com, portal.acme.example)`;

export const cases: readonly PolicyCase[] = [
  {
    name: 'its own domains, in every kind',
    tenant,
    objects: [
      route(['acme.example.com', 'portal.acme.example']),
      listeners('Gateway', 'acme.example.com'),
      listeners('ListenerSet', 'portal.acme.example'),
      certificate(['acme.example.com']),
      certificate(['database-rw'], 'Issuer'),
      ingress('acme.example.com'),
    ],
    expected: [],
  },
  { name: 'manifests of nobody', objects: [route(['other.example.com'])], expected: [] },
  {
    name: 'hosts of others, all below a domain, and names in other letters',
    tenant,
    objects: [
      route(['other.example.com', '*.example.com', 'ACME.example.com']),
      listeners('ListenerSet', 'acme.example.com', '*.acme.example.com'),
      certificate(['acme.example.com', 'globex.example.com']),
      ingress('globex.example.com'),
    ],
    expected: [
      ['/spec/hostnames/0', answers('host "other.example.com"')],
      ['/spec/hostnames/1', answers('host "*.example.com"')],
      ['/spec/hostnames/2', answers('host "ACME.example.com"')],
      ['/spec/listeners/1/hostname', answers('host "*.acme.example.com"')],
      ['/spec/dnsNames/1', answers('host "globex.example.com"')],
      ['/spec/rules/0/host', answers('host "globex.example.com"')],
    ],
  },
  {
    name: 'every host, by naming none',
    tenant,
    objects: [
      route([]),
      listeners('ListenerSet', undefined),
      ingress(undefined),
      object('Ingress of networking.k8s.io/v1', 'all', { spec: { defaultBackend: { service: { name: 'web' } } } }),
    ],
    expected: [
      ['/spec/hostnames', answers('every host')],
      ['/spec/listeners/0', answers('every host')],
      ['/spec/rules/0', answers('every host')],
      ['/spec/defaultBackend', answers('every host')],
    ],
  },
  {
    name: 'records that external-dns would make',
    tenant,
    objects: [
      route(['acme.example.com'], { 'external-dns.kubernetes.io/hostname': 'acme.example.com, globex.example.com' }),
      route(['acme.example.com'], { 'external-dns.alpha.kubernetes.io/internal-hostname': 'db.example.com' }),
      route(['acme.example.com'], { 'external-dns.kubernetes.io/target': 'edge.example.com' }),
    ],
    expected: [
      ['/metadata/annotations/external-dns.kubernetes.io~1hostname', answers('host "globex.example.com"')],
      ['/metadata/annotations/external-dns.alpha.kubernetes.io~1internal-hostname', answers('host "db.example.com"')],
    ],
  },
];
