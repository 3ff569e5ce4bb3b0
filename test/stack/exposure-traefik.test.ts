import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/manifest.ts';
import { at, rendered, traefik } from './rendered.ts';

const domains = ['acme.example.com', 'portal.acme.example'];
const stack = rendered(
  (spec) => {
    spec.domains = domains;
    spec.exposure = { allowedCidrs: ['203.0.113.0/24'], maxRequestMiB: 64 };
    spec.webhooks = [
      { name: 'stripe-eu', purpose: 'Payments.', path: '/payment/stripe', cidrs: ['198.51.100.0/24'] },
      { name: 'forms', purpose: 'Applications.', path: '/recruitment/apply', maxRequestMiB: 16 },
    ];
  },
  (documents) => {
    traefik(documents);
    documents.clusters[0]!.externalDns = { target: 'edge.example.com', ttlSeconds: 300 };
  },
);

const kindsOf = (kind: string) => stack.objects.filter((manifest) => manifest['kind'] === kind);
const middleware = (name: string) => stack.find(`Middleware ${name}`)['spec'];

/** Paths, service and port, and middlewares of an Ingress. */
function treatmentOf(name: string): readonly unknown[] {
  const found = stack.find(`Ingress ${name}`);
  const annotations = at(found, 'metadata.annotations') as Record<string, string>;
  const paths = at(found, 'spec.rules.0.http.paths') as readonly JsonObject[];
  return [
    annotations['traefik.ingress.kubernetes.io/router.entrypoints'],
    paths.map(({ path }) => path).join(' '),
    [...new Set(paths.map((path) => `${at(path, 'backend.service.name')}:${at(path, 'backend.service.port.number')}`))],
    annotations['traefik.ingress.kubernetes.io/router.middlewares']!.replaceAll(/tenant-acme-|@kubernetescrd/g, ''),
  ];
}

describe('a tenant on a cluster without the Gateway API', () => {
  it.each([
    { name: 'redirect', entry: 'web', paths: '/', port: 8069, middlewares: 'redirect' },
    { name: 'odoo-web', entry: 'websecure', paths: '/', port: 8069, middlewares: 'clients,paths,headers,requests' },
    {
      name: 'refused',
      entry: 'websecure',
      paths: '/web/database /xmlrpc/db /xmlrpc/2/db /metrics /monitoring',
      port: 8069,
      middlewares: 'refused',
    },
    { name: 'websocket', entry: 'websecure', paths: '/websocket', port: 8072, middlewares: 'clients,paths,headers' },
    {
      name: 'webhook-stripe-eu',
      entry: 'websecure',
      paths: '/payment/stripe',
      port: 8069,
      middlewares: 'callers.stripe.eu,paths,headers,size.stripe.eu',
    },
    {
      name: 'webhook-forms',
      entry: 'websecure',
      paths: '/recruitment/apply',
      port: 8069,
      middlewares: 'paths,headers,size.forms',
    },
  ])('has the Ingress $name', ({ name, entry, paths, port, middlewares }) => {
    expect(treatmentOf(name)).toEqual([entry, paths, [`odoo-web:${port}`], middlewares]);
    const found = stack.find(`Ingress ${name}`);
    expect(at(found, 'spec.ingressClassName')).toBe('traefik');
    expect((at(found, 'spec.rules') as readonly JsonObject[]).map(({ host }) => host)).toEqual(domains);
    const tls = domains.map((domain) => ({ hosts: [domain], secretName: `tls.${domain}` }));
    expect(at(found, 'spec.tls')).toEqual(entry === 'web' ? undefined : tls);
    expect(at(found, 'metadata.annotations')).toMatchObject({
      'external-dns.kubernetes.io/target': 'edge.example.com',
      'external-dns.kubernetes.io/ttl': '300',
    });
  });

  it('has no other Ingress, no Gateway and no route, and its certificates all the same', () => {
    expect(kindsOf('Ingress')).toHaveLength(6);
    expect(['Gateway', 'ListenerSet', 'HTTPRoute'].flatMap(kindsOf)).toEqual([]);
    expect(kindsOf('Certificate').map((manifest) => at(manifest, 'spec.secretName'))).toEqual(
      domains.map((domain) => `tls.${domain}`),
    );
  });

  it('treats requests by middlewares', () => {
    expect(middleware('redirect')).toEqual({ redirectScheme: { scheme: 'https', permanent: true } });
    expect(middleware('paths')).toEqual({ encodedCharacters: {} });
    expect(middleware('headers')).toEqual({
      headers: {
        stsSeconds: 31_536_000,
        customResponseHeaders: {
          'X-Content-Type-Options': 'nosniff',
          'Referrer-Policy': 'strict-origin-when-cross-origin',
          Server: '',
        },
      },
    });
    expect(middleware('requests')).toEqual({
      buffering: { maxRequestBodyBytes: 67_108_864, memRequestBodyBytes: 1_048_576 },
    });
    expect(at(middleware('size.forms')!, 'buffering.maxRequestBodyBytes')).toBe(16_777_216);
    expect(middleware('refused')).toEqual({
      ipAllowList: { sourceRange: ['255.255.255.255/32'], rejectStatusCode: 404 },
    });
    expect(middleware('clients')).toEqual({ ipAllowList: { sourceRange: ['203.0.113.0/24'] } });
    expect(middleware('callers.stripe.eu')).toEqual({ ipAllowList: { sourceRange: ['198.51.100.0/24'] } });
  });

  it('has middlewares whose names cannot be read as part of a namespace', () => {
    for (const manifest of kindsOf('Middleware')) expect(at(manifest, 'metadata.name')).not.toContain('-');
  });

  it('is let in by the controller only', () => {
    expect(at(stack.find('NetworkPolicy web-from-gateway'), 'spec.ingress.0.from')).toEqual([
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'traefik' } },
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'traefik' } },
      },
    ]);
  });
});
