import type { Json, JsonObject } from '../../src/model/manifest.ts';
import { databaseManagerUnreachable } from '../../src/policies/database-manager-unreachable.ts';
import { config, odooPod } from './odoo-objects.ts';
import { describePolicy, object } from './policy-cases.ts';

const labels = { 'app.kubernetes.io/name': 'odoo', 'app.kubernetes.io/component': 'web' };
const service = (spec: JsonObject = {}) => object('Service of v1', 'odoo-web', { spec: { selector: labels, ...spec } });
const web = object('Deployment of apps/v1', 'odoo-web', {
  spec: { template: { metadata: { labels }, spec: odooPod({ command: ['odoo'] }) } },
});
const odoo = [config(), web, service()];

const prefix = (value: string, more: JsonObject = {}) => ({ path: { type: 'PathPrefix', value }, ...more });
const refused = { matches: ['/web/database', '/xmlrpc/db', '/xmlrpc/2/db'].map((value) => prefix(value)) };
const toWeb = (...matches: readonly JsonObject[]) => ({
  ...(matches.length > 0 && { matches }),
  backendRefs: [{ name: 'odoo-web', port: 8069 }],
});
const route = (...rules: readonly JsonObject[]) =>
  object('HTTPRoute of gateway.networking.k8s.io/v1', 'acme.example.com', { spec: { rules } });
const leads = (path: string) =>
  `the rule leads ${path} to Odoo, must be preceded by a more specific rule without a backend`;

const middleware = (name: string, spec: JsonObject) => object('Middleware of traefik.io/v1alpha1', name, { spec });
const nobody = middleware('refused', { ipAllowList: { sourceRange: ['255.255.255.255/32'] } });
const ingress = (name: string, paths: readonly string[], middlewares: readonly string[] = []) =>
  object('Ingress of networking.k8s.io/v1', name, {
    metadata: {
      annotations: {
        'traefik.ingress.kubernetes.io/router.middlewares': middlewares
          .map((each) => `tenant-acme-${each}@kubernetescrd`)
          .join(','),
      },
    },
    spec: { rules: [{ host: 'acme.example.com', http: { paths: paths.map(backendAt) } }] },
  });
const backendAt = (path: string): Json => ({
  path,
  pathType: 'Prefix',
  backend: { service: { name: 'odoo-web', port: { number: 8069 } } },
});
const manager = ['/web/database', '/xmlrpc/db', '/xmlrpc/2/db'];

describePolicy(databaseManagerUnreachable, [
  {
    name: 'refused paths before all others, in any order, and rules that lead elsewhere',
    objects: [
      ...odoo,
      route(refused, toWeb(prefix('/websocket')), toWeb(prefix('/'))),
      route(toWeb(), toWeb(prefix('/web/')), toWeb(prefix('/web/hook')), refused),
      route({ matches: [prefix('/web/database')], backendRefs: [{ name: 'shop', port: 80 }] }),
    ],
    expected: [],
  },
  { name: 'a stack without Odoo', objects: [route(toWeb(prefix('/')))], expected: [] },
  {
    name: 'no refused paths, or not all of them',
    objects: [...odoo, route(toWeb(prefix('/'))), route({ matches: refused.matches.slice(0, 2) }, toWeb())],
    expected: [
      ['/spec/rules/0', leads('/web/database')],
      ['/spec/rules/1', leads('/xmlrpc/2/db')],
    ],
  },
  {
    name: 'rules that are as specific as the refused paths, or more so',
    objects: [
      ...odoo,
      route(refused, toWeb(prefix('/web/database', { headers: [{ name: 'X-Key', value: 'secret' }] }))),
      route(refused, toWeb({ path: { type: 'Exact', value: '/web/database/manager' } })),
      route(refused, toWeb(prefix('/web/database/manager'))),
    ],
    expected: [
      ['/spec/rules/1', leads('/web/database')],
      ['/spec/rules/1', leads('/web/database/manager')],
      ['/spec/rules/1', leads('/web/database/manager')],
    ],
  },
  {
    name: 'a refusal of some requests only',
    objects: [
      ...odoo,
      route({ matches: refused.matches.map((match) => ({ ...match, method: 'GET' })) }, toWeb(prefix('/'))),
    ],
    expected: [['/spec/rules/1', leads('/web/database')]],
  },
  {
    name: 'regular expressions, whose rank nobody knows, and rewritten and copied requests',
    objects: [
      ...odoo,
      route(refused, toWeb({ path: { type: 'RegularExpression', value: '/web/.*' } })),
      route(refused, {
        ...toWeb(prefix('/help')),
        filters: [{ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplaceFullPath', replaceFullPath: '/web' } } }],
      }),
      route({
        matches: [prefix('/')],
        backendRefs: [{ name: 'shop', port: 80 }],
        filters: [{ type: 'RequestMirror', requestMirror: { backendRef: { name: 'odoo-web', port: 8069 } } }],
      }),
    ],
    expected: [
      ['/spec/rules/1', leads('/web/database')],
      ['/spec/rules/1/filters', 'the rule rewrites paths to Odoo, must leave them as they are'],
      ['/spec/rules/0', leads('/web/database')],
    ],
  },
  {
    name: 'other ways to the web service',
    objects: [
      config(),
      web,
      service({ type: 'LoadBalancer' }),
      object('Service of v1', 'more', { spec: { selector: labels, externalIPs: ['203.0.113.7'] } }),
      object('GRPCRoute of gateway.networking.k8s.io/v1', 'web', {
        spec: { rules: [{ backendRefs: [{ name: 'odoo-web', port: 8069 }] }] },
      }),
    ],
    expected: [
      ['/spec/type', 'the service of Odoo is open to the outside as LoadBalancer, must be reached by routes only'],
      ['/spec/externalIPs', 'the service of Odoo is open to the outside as ClusterIP, must be reached by routes only'],
      ['/spec/rules', 'GRPCRoute leads to Odoo, must be an HTTPRoute, whose paths are known'],
    ],
  },
  {
    name: 'Ingresses whose longer paths are answered, and one that only redirects',
    objects: [
      ...odoo,
      nobody,
      middleware('redirect', { redirectScheme: { scheme: 'https' } }),
      ingress('refused', manager, ['refused']),
      ingress('web', ['/'], ['headers']),
      ingress('redirect', ['/'], ['redirect']),
    ],
    expected: [],
  },
  {
    name: 'Ingresses without refusal, with one that lets somebody in, or beside a longer path',
    objects: [
      ...odoo,
      middleware('refused', { ipAllowList: { sourceRange: ['203.0.113.0/24'] } }),
      ingress('refused', manager, ['refused']),
      ingress('web', ['/', '/web/database/manager']),
      object('Ingress of networking.k8s.io/v1', 'all', {
        spec: { defaultBackend: { service: { name: 'odoo-web', port: { number: 8069 } } } },
      }),
    ],
    expected: [
      ...[0, 1, 2].map(
        (index) =>
          [
            `/spec/rules/0/http/paths/${index}`,
            `${manager[index]} of host "acme.example.com" leads to Odoo, must be refused by a path of its own`,
          ] as const,
      ),
      [
        '/spec/rules/0/http/paths/0',
        '/web/database of host "acme.example.com" leads to Odoo, must be refused by a path of its own',
      ],
      [
        '/spec/rules/0/http/paths/1',
        '/web/database/manager of host "acme.example.com" leads to Odoo, must be refused by a path of its own',
      ],
      ['/spec/defaultBackend', '/web/database of host "" leads to Odoo, must be refused by a path of its own'],
    ],
  },
]);
