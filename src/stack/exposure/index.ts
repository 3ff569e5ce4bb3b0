/** How the tenant is reached from outside: a Gateway of its own with a certificate and a route for each domain. */
import type { Chart } from 'cdk8s';
import type { JsonObject } from '../../model/manifest.ts';
import { names, ports } from '../names.ts';
import { add, type Stack } from '../part.ts';

/** Paths that create, copy, dump or drop databases. Odoo refuses them too (`list_db`); they do not even reach it. */
const refusedPaths = ['/web/database', '/xmlrpc/db', '/xmlrpc/2/db'];

export function addExposure(layer: Chart, stack: Stack): void {
  addGateway(layer, stack);
  for (const domain of stack.tenant.spec.domains) addRoute(layer, stack, domain);
  addRedirect(layer, stack);
}

function addGateway(layer: Chart, stack: Stack): void {
  const { cluster, spec } = stack.tenant;
  const allowedRoutes = { namespaces: { from: 'Same' } };
  add(layer, stack, {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    name: names.gateway,
    component: 'gateway',
    // cert-manager makes the certificate of each listener.
    annotations: { 'cert-manager.io/cluster-issuer': cluster.gateway.clusterIssuer },
    body: {
      spec: {
        gatewayClassName: cluster.gateway.className,
        listeners: spec.domains.flatMap((domain) => [
          { name: plain(domain), protocol: 'HTTP', port: 80, hostname: domain, allowedRoutes },
          {
            name: secure(domain),
            protocol: 'HTTPS',
            port: 443,
            hostname: domain,
            allowedRoutes,
            tls: { mode: 'Terminate', certificateRefs: [{ name: `tls.${domain}` }] },
          },
        ]),
      },
    },
  });
}

function addRoute(layer: Chart, stack: Stack, domain: string): void {
  // Odoo ends a request itself at its own limit, with a proper answer; the gateway comes after it.
  const seconds = stack.tenant.spec.odoo.config.limit_time_real + 30;
  // Odoo ignores everything that a proxy says unless this header is there.
  const filters = [
    { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'X-Forwarded-Host', value: domain }] } },
  ];
  add(layer, stack, {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    name: domain,
    component: 'gateway',
    body: {
      spec: {
        parentRefs: [{ name: names.gateway, sectionName: secure(domain) }],
        hostnames: [domain],
        rules: [
          // A rule without a backend answers with an error.
          { matches: refusedPaths.map(pathPrefix) },
          {
            matches: [pathPrefix('/websocket')],
            filters,
            backendRefs: [{ name: names.web, port: ports.websocket }],
            timeouts: { request: '0s' },
          },
          {
            matches: [pathPrefix('/')],
            filters,
            backendRefs: [{ name: names.web, port: ports.http }],
            timeouts: { request: `${seconds}s` },
          },
        ],
      },
    },
  });
}

function addRedirect(layer: Chart, stack: Stack): void {
  add(layer, stack, {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    name: 'redirect',
    component: 'gateway',
    body: {
      spec: {
        parentRefs: stack.tenant.spec.domains.map((domain) => ({ name: names.gateway, sectionName: plain(domain) })),
        hostnames: stack.tenant.spec.domains,
        rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] }],
      },
    },
  });
}

function plain(domain: string): string {
  return `http.${domain}`;
}

function secure(domain: string): string {
  return `https.${domain}`;
}

function pathPrefix(value: string): JsonObject {
  return { path: { type: 'PathPrefix', value } };
}
