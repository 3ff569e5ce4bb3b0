import { describe, expect, it } from 'vitest';
import { claimsOf } from '../../src/policies/claims.ts';
import { uniqueHosts } from '../../src/policies/unique-hosts.ts';
import { minimalFleet } from '../minimal-tenant.ts';
import { describeFleetPolicy, object } from './policy-cases.ts';

const route = (...hostnames: string[]) =>
  object('HTTPRoute of gateway.networking.k8s.io/v1', 'web', { spec: { hostnames } });
const gateway = (...hostnames: string[]) =>
  object('Gateway of gateway.networking.k8s.io/v1', 'odoo', {
    spec: { listeners: hostnames.map((hostname, index) => ({ name: `https-${index}`, hostname })) },
  });
const ingress = (...hosts: string[]) =>
  object('Ingress of networking.k8s.io/v1', 'web', { spec: { rules: hosts.map((host) => ({ host })) } });

const taken = (host: string, tenant: string) =>
  `host name "${host}" is already used by tenant "${tenant}", must belong to one tenant`;

const covered = (host: string, tenant: string, wildcard: string) =>
  `host name "${host}" is already used by tenant "${tenant}" as "${wildcard}", must belong to one tenant`;

describeFleetPolicy(uniqueHosts, [
  { name: 'no hosts', tenants: { 'eu-1/acme': [object('ConfigMap of v1', 'odoo')] }, expected: [] },
  {
    name: 'the same host several times in one tenant',
    tenants: { 'eu-1/acme': [gateway('acme.example.com', 'acme.example.com'), route('acme.example.com')] },
    expected: [],
  },
  {
    name: 'different hosts, one below the other',
    tenants: { 'eu-1/acme': [route('example.com')], 'eu-1/globex': [route('globex.example.com')] },
    expected: [],
  },
  {
    name: 'one host in two tenants, also across clusters, also in other letters',
    tenants: {
      'eu-1/acme': [gateway('acme.example.com'), route('acme.example.com')],
      'us-1/globex': [route('globex.example.com', 'ACME.example.com.')],
    },
    expected: [['globex', 'HTTPRoute web', '/spec/hostnames/1', taken('acme.example.com', 'acme')]],
  },
  {
    name: 'a host below a wildcard of another tenant, before or after it, and not one of its own',
    tenants: {
      'eu-1/acme': [route('a.deep.example.com', 'own.acme.example')],
      'eu-1/globex': [gateway('*.example.com'), route('globex.example.com')],
      'eu-1/hooli': [route('*.acme.example', 'example.com')],
    },
    expected: [
      ['acme', 'HTTPRoute web', '/spec/hostnames/0', covered('a.deep.example.com', 'globex', '*.example.com')],
      ['acme', 'HTTPRoute web', '/spec/hostnames/1', covered('own.acme.example', 'hooli', '*.acme.example')],
    ],
  },
  {
    name: 'a host that external-dns would point at another tenant, by an annotation of any kind',
    tenants: {
      'eu-1/acme': [route('acme.example.com')],
      'eu-1/globex': [
        object('Service of v1', 'web', {
          metadata: { annotations: { 'external-dns.kubernetes.io/hostname': 'globex.example.com, ACME.example.com' } },
        }),
      ],
    },
    expected: [
      [
        'globex',
        'Service web',
        '/metadata/annotations/external-dns.kubernetes.io~1hostname',
        taken('acme.example.com', 'acme'),
      ],
    ],
  },
  {
    name: 'each tenant that claims it, once',
    tenants: {
      'eu-1/acme': [ingress('shared.example.com')],
      'eu-1/globex': [gateway('globex.example.com', 'shared.example.com'), route('shared.example.com')],
      'eu-1/hooli': [ingress('hooli.example.com', 'shared.example.com')],
    },
    expected: [
      ['globex', 'Gateway odoo', '/spec/listeners/1/hostname', taken('shared.example.com', 'acme')],
      ['hooli', 'Ingress web', '/spec/rules/1/host', taken('shared.example.com', 'acme')],
    ],
  },
]);

describe('unique-hosts', () => {
  it('shows both claims and points into the spec', () => {
    const claims = ['acme', 'globex'].flatMap((tenant) => {
      const manifest = route('shared.example.com');
      const file = `dist/tenants/eu-1/${tenant}/app/manifests.yaml`;
      return claimsOf([{ manifest, file, document: 0, base: '' }], { cluster: 'eu-1', tenant });
    });
    expect([...uniqueHosts.check({ fleet: minimalFleet(), claims })]).toEqual([
      {
        claim: claims[1],
        specPointer: '/domains',
        message: taken('shared.example.com', 'acme'),
        via: [
          'tenant acme: HTTPRoute web in dist/tenants/eu-1/acme/app/manifests.yaml',
          'tenant globex: HTTPRoute web in dist/tenants/eu-1/globex/app/manifests.yaml',
        ],
      },
    ]);
  });
});
