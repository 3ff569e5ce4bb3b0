import { uniqueNames } from '../../src/policies/unique-names.ts';
import { describeFleetPolicy, namespace, object } from './policy-cases.ts';

const flux = (type: string, name: string) => object(type, name, { metadata: { namespace: 'flux-system' } });
const account = (name: string) => flux('ServiceAccount of v1', name);
const kustomization = (name: string) => flux('Kustomization of kustomize.toolkit.fluxcd.io/v1', name);

const taken = (kind: string, name: string, tenant: string) =>
  `${kind} "${name}" is already taken by tenant "${tenant}", must be the tenant's own`;

const middleware = (space: string, name: string) =>
  object('Middleware of traefik.io/v1alpha1', name, { metadata: { namespace: space } });
const ingress = (space: string, name: string, of: { host: string; service: string; secret?: string }) =>
  object('Ingress of networking.k8s.io/v1', name, {
    metadata: { namespace: space },
    spec: {
      rules: [
        {
          host: of.host,
          http: { paths: [{ path: '/', backend: { service: { name: of.service, port: { number: 80 } } } }] },
        },
      ],
      ...(of.secret !== undefined && { tls: [{ secretName: of.secret }] }),
    },
  });
const joined = (what: string, name: string) =>
  `${what} makes the ${name}, which is already taken by tenant "a", must be the tenant's own`;

describeFleetPolicy(uniqueNames, [
  {
    name: 'names of their own',
    tenants: {
      'eu-1/acme': [namespace('tenant-acme'), account('tenant-acme-data'), kustomization('tenant-acme-data')],
      'eu-1/globex': [namespace('tenant-globex'), account('tenant-globex-data'), kustomization('tenant-globex-data')],
    },
    expected: [],
  },
  {
    name: 'the same names on two clusters',
    tenants: { 'eu-1/acme': [namespace('shared'), account('x')], 'us-1/globex': [namespace('shared'), account('x')] },
    expected: [],
  },
  {
    name: 'the same names inside two namespaces',
    tenants: {
      'eu-1/acme': [object('ServiceAccount of v1', 'odoo', { metadata: { namespace: 'tenant-acme' } })],
      'eu-1/globex': [object('ServiceAccount of v1', 'odoo', { metadata: { namespace: 'tenant-globex' } })],
    },
    expected: [],
  },
  {
    name: 'one namespace and one account of two tenants',
    tenants: {
      'eu-1/acme': [namespace('tenant-acme'), account('tenant-acme-app'), kustomization('tenant-acme-app')],
      'eu-1/globex': [kustomization('tenant-globex-app'), account('tenant-acme-app'), namespace('tenant-acme')],
    },
    expected: [
      [
        'globex',
        'ServiceAccount tenant-acme-app',
        '/metadata/name',
        taken('ServiceAccount', 'tenant-acme-app', 'acme'),
      ],
      ['globex', 'Namespace tenant-acme', '/metadata/name', taken('Namespace', 'tenant-acme', 'acme')],
    ],
  },
  {
    name: 'parts that are joined to different names',
    tenants: {
      'eu-1/a': [middleware('tenant-a', 'paths'), ingress('tenant-a', 'web', { host: 'a.example', service: 'web' })],
      'eu-1/a-b': [
        middleware('tenant-a-b', 'paths'),
        ingress('tenant-a-b', 'web', { host: 'b.example', service: 'web' }),
      ],
    },
    expected: [],
  },
  {
    name: 'the same joined names on two clusters',
    tenants: { 'eu-1/a': [middleware('tenant-a', 'b-paths')], 'us-1/a-b': [middleware('tenant-a-b', 'paths')] },
    expected: [],
  },
  {
    name: 'a middleware that is named as that of another namespace',
    tenants: { 'eu-1/a': [middleware('tenant-a', 'b-paths')], 'eu-1/a-b': [middleware('tenant-a-b', 'paths')] },
    expected: [
      ['a-b', 'Middleware paths', '/metadata/name', joined('Middleware "paths"', 'middleware tenant-a-b-paths')],
    ],
  },
  {
    name: 'certificates, routers and services of Ingresses, which it writes with hyphens alone',
    tenants: {
      'eu-1/a': [ingress('tenant-a', 'b-web', { host: 'x-y.example', service: 'b-web', secret: 'b-tls' })],
      'eu-1/a-b': [ingress('tenant-a-b', 'web', { host: 'x.y.example', service: 'web', secret: 'tls' })],
    },
    expected: [
      ['a-b', 'Ingress web', '/spec/tls/0/secretName', joined('Ingress "web"', 'certificate tenant-a-b-tls')],
      [
        'a-b',
        'Ingress web',
        '/spec/rules/0/http/paths/0/path',
        joined('Ingress "web"', 'router tenant-a-b-web-x-y-example'),
      ],
      [
        'a-b',
        'Ingress web',
        '/spec/rules/0/http/paths/0/backend',
        joined('Ingress "web"', 'service tenant-a-b-web-80'),
      ],
    ],
  },
]);
