import type { Json, JsonObject } from '../../src/model/manifest.ts';
import { routeReferences } from '../../src/policies/route-references.ts';
import { describePolicy, object } from './policy-cases.ts';
import {
  envoyPolicy,
  gateway,
  host,
  ingress,
  middleware,
  plain,
  route,
  secure,
  surroundings,
  toHttps,
  toWeb,
  withGateway,
  withShared,
  withTraefik,
} from './route-objects.ts';

const shared = withShared.cluster.gateway!.shared!;
const listenerSet = (parentRef: Json, listeners: Json = [plain, secure]) =>
  object('ListenerSet of gateway.networking.k8s.io/v1', 'odoo', { spec: { parentRef, listeners } });
const backend = (reference: JsonObject) => route([{ backendRefs: [reference] }]);
const filtered = (filter: JsonObject) => route([{ ...toWeb, filters: [filter] }]);
const refusal = object('HTTPRouteFilter of gateway.envoyproxy.io/v1alpha1', 'refused', {
  spec: { directResponse: { statusCode: 404 } },
});
const extension = (name: string, group = 'gateway.envoyproxy.io') => ({
  type: 'ExtensionRef',
  extensionRef: { group, kind: 'HTTPRouteFilter', name },
});
const target = (name: string, sectionName?: string) => ({
  targetRefs: [{ kind: 'HTTPRoute', name, ...(sectionName !== undefined && { sectionName }) }],
});
const first = '/spec/rules/0/backendRefs/0';
const filter = '/spec/rules/0/filters/0';
const noService = (what: string) => `the backend is ${what}, must be a service of the stack and a port of it`;
const foreign = (name: string) => `namespace is "${name}", must be "tenant-acme"`;
const filters = 'CORS, RequestHeaderModifier, RequestRedirect, ResponseHeaderModifier, URLRewrite';
const noFilter = (what: string) =>
  `the filter is ${what}, must be one of ${filters} or an HTTPRouteFilter of the stack`;
const noTarget = (what: string) =>
  `the policy is for ${what}, must be for a Gateway, ListenerSet or HTTPRoute of the stack`;
const routed = [...surroundings, gateway()];
const middlewareFields = 'buffering, encodedCharacters, headers, ipAllowList, redirectScheme';

describePolicy(routeReferences, [
  {
    name: 'a Gateway with its routes and policies',
    tenant: withGateway,
    objects: [
      ...routed,
      refusal,
      route([{ name: 'web', ...toWeb }, toHttps, { filters: [extension('refused')] }]),
      route([{ name: 'web', ...toWeb }], null, {
        parentRefs: [{ name: 'odoo', namespace: 'tenant-acme', sectionName: 'https' }],
      }),
      envoyPolicy('SecurityPolicy', { ...target('web', 'web'), authorization: { defaultAction: 'Deny' } }),
      envoyPolicy('BackendTrafficPolicy', target('web')),
      envoyPolicy('ClientTrafficPolicy', { targetRef: { kind: 'Gateway', name: 'odoo', sectionName: 'https' } }),
    ],
    expected: [],
  },
  {
    name: 'listeners at the shared Gateway',
    tenant: withShared,
    objects: [listenerSet({ kind: 'Gateway', ...shared })],
    expected: [],
  },
  {
    name: 'an Ingress with its Middlewares',
    tenant: withTraefik,
    objects: [
      ...surroundings,
      middleware('redirect', { redirectScheme: { scheme: 'https' } }),
      ingress({ middlewares: 'tenant-acme-redirect@kubernetescrd' }),
    ],
    expected: [],
  },
  { name: 'manifests of nobody', objects: [backend({ name: 'other', namespace: 'other', port: 80 })], expected: [] },
  {
    name: 'backends of others, that are not there, and the database',
    tenant: withGateway,
    objects: [
      ...routed,
      backend({ name: 'odoo-web', namespace: 'tenant-globex', port: 8069 }),
      backend({ name: 'database-ro', port: 5432 }),
      backend({ name: 'odoo-web', port: 8072 }),
      backend({ name: 'odoo-web' }),
      backend({ group: 'gateway.envoyproxy.io', kind: 'Backend', name: 'odoo-web', port: 8069 }),
      backend({ name: 'database-rw', port: 5432 }),
    ],
    expected: [
      [`${first}/namespace`, foreign('tenant-globex')],
      [first, noService('Service "database-ro", port 5432')],
      [first, noService('Service "odoo-web", port 8072')],
      [first, noService('Service "odoo-web", port unset')],
      [first, noService('Backend "odoo-web", port 8069')],
      [first, 'the backend is Service "database-rw", port 5432, must not be the database'],
    ],
  },
  {
    name: 'filters that send requests elsewhere, or are not there',
    tenant: withGateway,
    objects: [
      ...routed,
      filtered({ type: 'RequestMirror', requestMirror: { backendRef: { name: 'tap', port: 80 } } }),
      filtered({ type: 'RequestMirror', requestMirror: { backendRef: { name: 'tap', namespace: 'other', port: 80 } } }),
      filtered(extension('refused')),
      filtered(extension('refused', 'traefik.io')),
      filtered({ type: 'ExternalAuth', externalAuth: {} }),
      filtered({}),
      backend({ name: 'odoo-web', port: 8069, filters: [{ type: 'Wasm' }] }),
    ],
    expected: [
      [`${filter}/requestMirror/backendRef`, noService('Service "tap", port 80')],
      [`${filter}/requestMirror/backendRef/namespace`, foreign('other')],
      [filter, noFilter('an extension that is no filter of the stack')],
      [filter, noFilter('an extension that is no filter of the stack')],
      [filter, noFilter('"ExternalAuth"')],
      [filter, noFilter('null')],
      [`${first}/filters/0`, noFilter('"Wasm"')],
    ],
  },
  {
    name: 'parents of others, that are not there, and none',
    tenant: withGateway,
    objects: [
      ...routed,
      route([toWeb], null, { parentRefs: [{ name: 'odoo', namespace: 'tenant-globex' }] }),
      route([toWeb], 'tls'),
      route([toWeb], null, { parentRefs: [{ kind: 'Service', group: '', name: 'odoo-web' }, { name: 'other' }] }),
      route([toWeb], null, { parentRefs: [] }),
    ],
    expected: [
      ['/spec/parentRefs/0/namespace', foreign('tenant-globex')],
      ['/spec/parentRefs/0', 'the parent is Gateway odoo tls, must be a listener of the stack'],
      ['/spec/parentRefs/0', 'the parent is Service odoo-web, must be a listener of the stack'],
      ['/spec/parentRefs/1', 'the parent is Gateway other, must be a listener of the stack'],
      ['/spec', 'the route has no parentRefs, must name a Gateway or ListenerSet of the stack'],
    ],
  },
  {
    name: 'Gateways that let others in, or are made in another way',
    tenant: withGateway,
    objects: [
      gateway([
        { ...secure, allowedRoutes: { namespaces: { from: 'All' } } },
        { ...secure, allowedRoutes: { namespaces: { from: 'Selector', selector: {} } } },
        { ...secure, allowedRoutes: { namespaces: { from: 'Same' } } },
        { ...secure, allowedRoutes: 'all' },
        { ...secure, tls: { certificateRefs: [{ name: 'tls', namespace: 'tenant-globex' }] } },
      ]),
      gateway([secure], {
        allowedListeners: { namespaces: { from: 'All' } },
        infrastructure: { parametersRef: { group: 'gateway.envoyproxy.io', kind: 'EnvoyProxy', name: 'x' } },
      }),
    ],
    expected: [
      ['/spec/listeners/0/allowedRoutes', 'routes are accepted from "All", must be "Same"'],
      ['/spec/listeners/1/allowedRoutes', 'routes are accepted from "Selector", must be "Same"'],
      ['/spec/listeners/3/allowedRoutes', 'routes are accepted from "all", must be "Same"'],
      ['/spec/listeners/4/tls/certificateRefs/0/namespace', foreign('tenant-globex')],
      ['/spec/infrastructure', 'infrastructure is given, must be left out'],
      ['/spec/allowedListeners', 'listeners are accepted from "All", must be "None"'],
    ],
  },
  {
    name: 'listeners at another Gateway',
    tenant: withShared,
    objects: [listenerSet({ name: 'odoo', namespace: 'tenant-globex' }), listenerSet(null)],
    expected: [
      [
        '/spec/parentRef',
        `the shared Gateway is "odoo" of "tenant-globex", must be ${shared.name} of ${shared.namespace}`,
      ],
      ['/spec/parentRef', `the shared Gateway is unset of unset, must be ${shared.name} of ${shared.namespace}`],
    ],
  },
  {
    name: 'listeners where there is no shared Gateway',
    tenant: withGateway,
    objects: [listenerSet({ name: 'odoo', namespace: 'tenant-acme' })],
    expected: [
      [
        '/spec/parentRef',
        'the shared Gateway is "odoo" of "tenant-acme", must be left out, since the cluster has none',
      ],
    ],
  },
  {
    name: 'policies of Envoy Gateway for nothing, or that ask others',
    tenant: withGateway,
    objects: [
      ...routed,
      route([{ name: 'web', ...toWeb }]),
      envoyPolicy('SecurityPolicy', { ...target('gone'), authorization: {} }),
      envoyPolicy('BackendTrafficPolicy', target('web', 'webhook')),
      envoyPolicy('ClientTrafficPolicy', { targetRef: { kind: 'Gateway', name: 'other' } }),
      envoyPolicy('BackendTrafficPolicy', { targetSelectors: [{ kind: 'HTTPRoute', matchLabels: {} }] }),
      envoyPolicy('SecurityPolicy', { ...target('web'), extAuth: { http: { backendRefs: [] } }, oidc: {} }),
      envoyPolicy('HTTPRouteFilter', { credentialInjection: {} }),
    ],
    expected: [
      ['/spec/targetRefs/0', noTarget('HTTPRoute web webhook')],
      ['/spec', 'the policy has no targetRefs, must name what it is for'],
      ['/spec/targetRef', noTarget('Gateway other')],
      ['/spec/targetRefs/0', noTarget('HTTPRoute gone')],
      ['/spec/extAuth', 'extAuth is given, must be one of authorization, cors, targetRef, targetRefs'],
      ['/spec/oidc', 'oidc is given, must be one of authorization, cors, targetRef, targetRefs'],
      ['/spec/credentialInjection', 'credentialInjection is given, must be one of directResponse, urlRewrite'],
    ],
  },
  {
    name: 'Ingresses and Middlewares that lead elsewhere',
    tenant: withTraefik,
    objects: [
      ...surroundings,
      ingress({ middlewares: 'tenant-globex-redirect@kubernetescrd, auth@file' }),
      ingress(
        {},
        { rules: [{ host, http: { paths: [{ backend: { service: { name: 'gone', port: { number: 80 } } } }] } }] },
      ),
      ingress({}, { defaultBackend: { resource: { kind: 'Bucket', name: 'x' } } }),
      ingress({}, { defaultBackend: { service: { name: 'database-rw', port: { name: 'main' } } } }),
      middleware('auth', { forwardAuth: { address: 'https://evil.example' } }),
      middleware('chain', { chain: { middlewares: [{ name: 'x', namespace: 'other' }] } }),
    ],
    expected: [
      [
        '/metadata/annotations/traefik.ingress.kubernetes.io~1router.middlewares',
        'the Middleware is "tenant-globex-redirect@kubernetescrd", must be one of the stack',
      ],
      [
        '/metadata/annotations/traefik.ingress.kubernetes.io~1router.middlewares',
        'the Middleware is "auth@file", must be one of the stack',
      ],
      ['/spec/rules/0/http/paths/0/backend', noService('Service "gone", port 80')],
      ['/spec/defaultBackend', noService('Service unset, port null')],
      ['/spec/defaultBackend', 'the backend is Service "database-rw", port "main", must not be the database'],
      ['/spec/forwardAuth', `forwardAuth is given, must be one of ${middlewareFields}`],
      ['/spec/chain', `chain is given, must be one of ${middlewareFields}`],
      ['/spec/chain/middlewares/0/namespace', foreign('other')],
    ],
  },
]);
