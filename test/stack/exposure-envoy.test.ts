import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/manifest.ts';
import type { TenantSpec } from '../../src/model/specs.ts';
import { at, envoy, nameOf, rendered } from './rendered.ts';

const domains = ['acme.example.com', 'portal.acme.example'];
const office = ['203.0.113.0/24'];
const webhooks: NonNullable<TenantSpec['webhooks']> = [
  { name: 'stripe', purpose: 'Payments.', path: '/payment/stripe', cidrs: ['198.51.100.0/24'], maxRequestMiB: 2 },
  { name: 'forms', purpose: 'Applications.', path: '/recruitment/apply' },
];

const target = (name: string, sectionName?: string) => ({
  group: 'gateway.networking.k8s.io',
  kind: 'HTTPRoute',
  name,
  ...(sectionName !== undefined && { sectionName }),
});
const from = (clientCIDRs: readonly string[]) => ({
  defaultAction: 'Deny',
  rules: [{ name: 'permitted', action: 'Allow', principal: { clientCIDRs } }],
});

function policiesOf(tweak: (spec: TenantSpec) => void): Readonly<Record<string, JsonObject>> {
  const { objects } = rendered((spec) => {
    spec.domains = domains;
    tweak(spec);
  }, envoy);
  const found = objects.filter(({ apiVersion }) => apiVersion === 'gateway.envoyproxy.io/v1alpha1');
  return Object.fromEntries(found.map((manifest) => [nameOf(manifest), manifest['spec'] as JsonObject]));
}

describe('the policies of Envoy Gateway', () => {
  it('limit requests, take them whole, wait as long as Odoo, and let websockets be', () => {
    const policies = policiesOf((spec) => void (spec.exposure = { maxRequestMiB: 64 }));
    expect(policies['BackendTrafficPolicy web']).toEqual({
      targetRefs: domains.map((domain) => target(domain, 'web')),
      requestBuffer: { limit: '64Mi' },
      timeout: { http: { streamIdleTimeout: '630s' } },
    });
    expect(policies['BackendTrafficPolicy websocket']).toEqual({
      targetRefs: domains.map((domain) => target(domain, 'websocket')),
      timeout: { http: { streamIdleTimeout: '3660s' } },
    });
  });

  it('are these and no others, unless the tenant asks for more', () => {
    expect(Object.keys(policiesOf(() => {}))).toEqual([
      'ClientTrafficPolicy odoo',
      'HTTPRouteFilter refused',
      'BackendTrafficPolicy web',
      'BackendTrafficPolicy websocket',
    ]);
    expect(Object.keys(policiesOf((spec) => void (spec.lifecycle = 'suspended')))).toEqual([
      'ClientTrafficPolicy odoo',
    ]);
  });

  it('answer refused paths with 404', () => {
    const { find } = rendered(() => {}, envoy);
    expect(find('HTTPRouteFilter refused')['spec']).toEqual({ directResponse: { statusCode: 404 } });
    const rule = at(find('HTTPRoute acme.example.com'), 'spec.rules.0') as JsonObject;
    expect(rule['filters']).toEqual([
      {
        type: 'ExtensionRef',
        extensionRef: { group: 'gateway.envoyproxy.io', kind: 'HTTPRouteFilter', name: 'refused' },
      },
    ]);
    expect(rule).not.toHaveProperty('backendRefs');
  });

  it('refuse paths with encoded letters and digits, which Odoo would decode', () => {
    const matches = at(
      rendered(() => {}, envoy).find('HTTPRoute acme.example.com'),
      'spec.rules.0.matches',
    ) as readonly JsonObject[];
    const expression = new RegExp(`^${String(at(matches.at(-1)!, 'path.value'))}$`);
    for (const path of ['/web/%64atabase', '/%77eb/database/manager', '/web/databas%65', '/xmlrpc/%32/db', '/%5A'])
      expect(path).toMatch(expression);
    for (const path of ['/web/content/a%20b.pdf', '/a%2Fb', '/user%40example.com', '/%C3%A9', '/odoo', '/%5B1%5D'])
      expect(path).not.toMatch(expression);
  });

  it('restrict people to their networks, and each webhook to its callers or to nobody', () => {
    const policies = policiesOf((spec) => Object.assign(spec, { exposure: { allowedCidrs: office }, webhooks }));
    expect(policies['SecurityPolicy clients']).toEqual({
      targetRefs: domains.map((domain) => target(domain)),
      authorization: from(office),
    });
    expect(policies['SecurityPolicy webhook-stripe']).toEqual({
      targetRefs: domains.map((domain) => target(domain, 'webhook-stripe')),
      authorization: from(['198.51.100.0/24']),
    });
    expect(policies['SecurityPolicy webhook-forms']).toEqual({
      targetRefs: domains.map((domain) => target(domain, 'webhook-forms')),
      authorization: { defaultAction: 'Allow' },
    });
    expect(at(policies['BackendTrafficPolicy webhook-stripe']!, 'requestBuffer.limit')).toBe('2Mi');
    expect(at(policies['BackendTrafficPolicy webhook-forms']!, 'requestBuffer.limit')).toBe('8Mi');
  });

  it('restrict a webhook of an open tenant, and leave the others open', () => {
    const policies = policiesOf((spec) => void (spec.webhooks = webhooks));
    expect(Object.keys(policies).filter((name) => name.startsWith('SecurityPolicy'))).toEqual([
      'SecurityPolicy webhook-stripe',
    ]);
  });

  it('find the client behind trusted proxies', () => {
    const { find } = rendered(
      () => {},
      (documents) => {
        envoy(documents);
        documents.clusters[0]!.gateway!.trustedHops = 1;
      },
    );
    expect(at(find('ClientTrafficPolicy odoo'), 'spec.clientIPDetection')).toEqual({
      xForwardedFor: { numTrustedHops: 1 },
    });
  });
});
