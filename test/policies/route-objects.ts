/** Services, gateways, routes and Ingresses of one host, for the tests of policies about them. */
import type { Json, JsonObject } from '../../src/model/manifest.ts';
import { minimalFleet, minimalTenant } from '../minimal-tenant.ts';
import { envoy, sharedEnvoy, traefik } from '../stack/rendered.ts';
import { object } from './policy-cases.ts';

export const withGateway = minimalTenant(undefined, minimalFleet(envoy));
export const withShared = minimalTenant(
  (spec) => void (spec.exposure = { gateway: 'cluster' }),
  minimalFleet(sharedEnvoy),
);
export const withTraefik = minimalTenant(undefined, minimalFleet(traefik));

export const host = 'acme.example.com';
const workload = (kind: string, labels: JsonObject) =>
  object(`${kind} of apps/v1`, 'any', { spec: { template: { metadata: { labels }, spec: { containers: [] } } } });
const service = (name: string, selector: JsonObject, port: number) =>
  object('Service of v1', name, { spec: { selector, ports: [{ name: 'main', port }] } });

/** What routes can refer to. */
export const surroundings: readonly JsonObject[] = [
  workload('Deployment', { 'app.kubernetes.io/component': 'web' }),
  workload('StatefulSet', { 'app.kubernetes.io/component': 'database' }),
  service('odoo-web', { 'app.kubernetes.io/component': 'web' }, 8069),
  service('database-rw', { 'app.kubernetes.io/component': 'database' }, 5432),
  object('Certificate of cert-manager.io/v1', host, { spec: { secretName: `tls.${host}`, dnsNames: [host] } }),
];

export const plain = { name: 'http', protocol: 'HTTP', port: 80, hostname: host };
export const secure = {
  name: 'https',
  protocol: 'HTTPS',
  port: 443,
  hostname: host,
  tls: { mode: 'Terminate', certificateRefs: [{ name: `tls.${host}` }] },
};

export function gateway(listeners: Json = [plain, secure], rest: JsonObject = {}): JsonObject {
  return object('Gateway of gateway.networking.k8s.io/v1', 'odoo', {
    spec: { gatewayClassName: 'envoy', listeners, ...rest },
  });
}

export const toWeb: JsonObject = { backendRefs: [{ name: 'odoo-web', port: 8069 }] };
export const toHttps: JsonObject = { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https' } }] };

export function route(rules: Json, sectionName: string | null = 'https', rest: JsonObject = {}): JsonObject {
  const parent = { kind: 'Gateway', name: 'odoo', ...(sectionName !== null && { sectionName }) };
  return object('HTTPRoute of gateway.networking.k8s.io/v1', 'web', {
    spec: { parentRefs: [parent], hostnames: [host], rules, ...rest },
  });
}

export function envoyPolicy(kind: string, spec: JsonObject): JsonObject {
  return object(`${kind} of gateway.envoyproxy.io/v1alpha1`, 'any', { spec });
}

export function middleware(name: string, spec: JsonObject): JsonObject {
  return object('Middleware of traefik.io/v1alpha1', name, { spec });
}

/** With annotations of Traefik, by what follows their prefix. */
export function ingress(annotations: JsonObject, spec: JsonObject = {}): JsonObject {
  const backend = { service: { name: 'odoo-web', port: { number: 8069 } } };
  return object('Ingress of networking.k8s.io/v1', 'web', {
    metadata: {
      annotations: Object.fromEntries(
        Object.entries(annotations).map(([key, value]) => [`traefik.ingress.kubernetes.io/router.${key}`, value]),
      ),
    },
    spec: {
      ingressClassName: 'traefik',
      rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
      tls: [{ hosts: [host], secretName: `tls.${host}` }],
      ...spec,
    },
  });
}
