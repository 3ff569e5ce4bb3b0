import { describe, expect, it } from 'vitest';
import { at, rendered } from './rendered.ts';

const domains = ['acme.example.com', 'portal.acme.example'];
const stack = rendered((spec) => {
  spec.domains = domains;
  spec.odoo.config = { limit_time_real: 900 };
});

const prefix = (value: string) => ({ path: { type: 'PathPrefix', value } });
const filters = (host: string) => [
  { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'X-Forwarded-Host', value: host }] } },
];

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

  it('has its certificates made by the issuer of the cluster', () => {
    expect(at(stack.find('Gateway odoo'), 'metadata.annotations')).toEqual({
      'cert-manager.io/cluster-issuer': 'letsencrypt',
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

  it.each(domains)('of %s refuse databases, carry websockets and all else, and tell Odoo the host', (domain) => {
    expect(stack.find(`HTTPRoute ${domain}`)['spec']).toEqual({
      parentRefs: [{ name: 'odoo', sectionName: `https.${domain}` }],
      hostnames: [domain],
      rules: [
        // Without a backend: answered with status 500 by the gateway.
        { matches: [prefix('/web/database'), prefix('/xmlrpc/db'), prefix('/xmlrpc/2/db')] },
        {
          matches: [prefix('/websocket')],
          filters: filters(domain),
          backendRefs: [{ name: 'odoo-web', port: 8072 }],
          timeouts: { request: '0s' },
        },
        {
          matches: [prefix('/')],
          filters: filters(domain),
          backendRefs: [{ name: 'odoo-web', port: 8069 }],
          timeouts: { request: '930s' },
        },
      ],
    });
  });

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
      parentRefs: domains.map((domain) => ({ name: 'odoo', sectionName: `http.${domain}` })),
      hostnames: domains,
      rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] }],
    });
  });
});
