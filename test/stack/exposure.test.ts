import { describe, expect, it } from 'vitest';
import type { TenantSpec } from '../../src/model/specs.ts';
import { at, rendered } from './rendered.ts';

const domains = ['acme.example.com', 'portal.acme.example'];
const stack = rendered((spec) => {
  spec.domains = domains;
  spec.odoo.config = { limit_time_real: 900 };
});

const prefix = (value: string) => ({ path: { type: 'PathPrefix', value } });
const filters = (host: string) => [
  { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'X-Forwarded-Host', value: host }] } },
  {
    type: 'ResponseHeaderModifier',
    responseHeaderModifier: {
      set: [
        { name: 'Strict-Transport-Security', value: 'max-age=31536000' },
        { name: 'X-Content-Type-Options', value: 'nosniff' },
        { name: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
      ],
      remove: ['Server'],
    },
  },
];
const parent = (sectionName: string) => ({
  group: 'gateway.networking.k8s.io',
  kind: 'Gateway',
  name: 'odoo',
  sectionName,
});

describe('the gateway', () => {
  it('has a plain and a secure listener for each domain, for routes of its own namespace', () => {
    const allowedRoutes = { namespaces: { from: 'Same' } };
    expect(stack.find('Gateway odoo')['spec']).toEqual({
      gatewayClassName: 'envoy',
      listeners: domains.flatMap((hostname) => [
        { name: `http.${hostname}`, protocol: 'HTTP', port: 80, hostname, allowedRoutes },
        {
          name: `https.${hostname}`,
          protocol: 'HTTPS',
          port: 443,
          hostname,
          allowedRoutes,
          tls: { mode: 'Terminate', certificateRefs: [{ name: `tls.${hostname}` }] },
        },
      ]),
    });
  });

  it('leaves certificates to objects of their own', () => {
    expect(at(stack.find('Gateway odoo'), 'metadata.annotations')).toBeUndefined();
  });
});

describe('the certificates', () => {
  it.each(domains)('of %s is renewed with a third of its life left, and with a new key', (domain) => {
    expect(stack.find(`Certificate ${domain}`)['spec']).toEqual({
      secretName: `tls.${domain}`,
      dnsNames: [domain],
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'letsencrypt' },
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      renewBeforePercentage: 33,
      revisionHistoryLimit: 3,
    });
  });
});

describe('the routes', () => {
  it('are one for each domain, and the redirect', () => {
    expect(stack.names.filter((name) => name.startsWith('HTTPRoute'))).toEqual([
      'HTTPRoute acme.example.com',
      'HTTPRoute portal.acme.example',
      'HTTPRoute redirect',
    ]);
  });

  it.each(domains)(
    'of %s refuse databases and figures, carry websockets and all else, and tell Odoo the host',
    (domain) => {
      expect(stack.find(`HTTPRoute ${domain}`)['spec']).toEqual({
        parentRefs: [parent(`https.${domain}`)],
        hostnames: [domain],
        rules: [
          {
            name: 'refused',
            // Without a backend: answered with status 500 by the gateway.
            matches: ['/web/database', '/xmlrpc/db', '/xmlrpc/2/db', '/metrics', '/monitoring'].map(prefix),
          },
          {
            name: 'websocket',
            matches: [prefix('/websocket')],
            filters: filters(domain),
            backendRefs: [{ name: 'odoo-web', port: 8072 }],
            timeouts: { request: '0s' },
          },
          {
            name: 'web',
            matches: [prefix('/')],
            filters: filters(domain),
            backendRefs: [{ name: 'odoo-web', port: 8069 }],
            timeouts: { request: '930s' },
          },
        ],
      });
    },
  );

  it('end at ports that the service has', () => {
    expect(at(stack.find('Service odoo-web'), 'spec.ports')).toEqual([
      { name: 'http', port: 8069, targetPort: 'http' },
      { name: 'websocket', port: 8072, targetPort: 'websocket' },
    ]);
    expect(at(stack.find('Deployment odoo-web'), 'spec.template.spec.containers.0.ports')).toEqual([
      { name: 'http', containerPort: 8069 },
      { name: 'websocket', containerPort: 8072 },
    ]);
  });

  it('send plain requests to https, for every domain', () => {
    expect(stack.find('HTTPRoute redirect')['spec']).toEqual({
      parentRefs: domains.map((domain) => parent(`http.${domain}`)),
      hostnames: domains,
      rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] }],
    });
  });

  it('refuse calls by programs where the tenant wants none', () => {
    const refusing = rendered((spec) => void (spec.exposure = { remoteCalls: 'refused' }));
    expect(at(refusing.find('HTTPRoute acme.example.com'), 'spec.rules.0.matches')).toEqual(
      ['/web/database', '/xmlrpc/db', '/xmlrpc/2/db', '/metrics', '/monitoring', '/xmlrpc', '/jsonrpc', '/json'].map(
        prefix,
      ),
    );
  });

  it('have a rule for each webhook, between websockets and the rest', () => {
    const called = rendered((spec) => {
      spec.webhooks = [{ name: 'stripe', purpose: 'Payments.', path: '/payment/stripe/webhook' }];
    });
    const rules = at(called.find('HTTPRoute acme.example.com'), 'spec.rules') as readonly { name: string }[];
    expect(rules.map(({ name }) => name)).toEqual(['refused', 'websocket', 'webhook-stripe', 'web']);
    expect(rules[2]).toEqual({
      name: 'webhook-stripe',
      matches: [prefix('/payment/stripe/webhook')],
      filters: filters('acme.example.com'),
      backendRefs: [{ name: 'odoo-web', port: 8069 }],
      timeouts: { request: '630s' },
    });
  });
});

describe('external-dns', () => {
  const annotated = (externalDns: object, tweak: (spec: TenantSpec) => void = () => {}) =>
    rendered(tweak, ({ clusters }) => Object.assign(clusters[0]!, { externalDns }));

  it('is told the target by the listeners and the life of records by the routes', () => {
    const found = annotated({ target: 'edge.example.com', ttlSeconds: 300 });
    expect(at(found.find('Gateway odoo'), 'metadata.annotations')).toEqual({
      'external-dns.kubernetes.io/target': 'edge.example.com',
    });
    for (const name of ['acme.example.com', 'redirect']) {
      expect(at(found.find(`HTTPRoute ${name}`), 'metadata.annotations')).toEqual({
        'external-dns.kubernetes.io/ttl': '300',
      });
    }
  });

  it('is told nothing that the cluster does not say, and by its old names where it is old', () => {
    expect(at(annotated({}).find('HTTPRoute redirect'), 'metadata.annotations')).toBeUndefined();
    const old = annotated({ annotationPrefix: 'external-dns.alpha.kubernetes.io', ttlSeconds: 60 });
    expect(at(old.find('HTTPRoute redirect'), 'metadata.annotations')).toEqual({
      'external-dns.alpha.kubernetes.io/ttl': '60',
    });
  });
});
