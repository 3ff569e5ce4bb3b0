import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/manifest.ts';
import type { Claim } from '../../src/model/policy.ts';
import { claimsOf } from '../../src/policies/claims.ts';
import { sharedClaims } from '../../src/policies/shared-claims.ts';
import { namespace, object } from './policy-cases.ts';
import { renderedStack } from './rendered-stack.ts';

const of = { tenant: 'acme', cluster: 'eu-1' };

const cases: readonly (readonly [name: string, manifest: JsonObject, claims: readonly string[]])[] = [
  ['a namespace', namespace('tenant-acme'), ['namespace tenant-acme /metadata/name']],
  [
    "an object in Flux's namespace",
    object('Kustomization of kustomize.toolkit.fluxcd.io/v1', 'x', { metadata: { namespace: 'flux-system' } }),
    ['flux-name Kustomization x /metadata/name'],
  ],
  [
    'a gateway, with a listener for every host',
    object('Gateway of gateway.networking.k8s.io/v1', 'odoo', {
      spec: { listeners: [{ hostname: 'A.example.com' }, { name: 'all' }, 'broken', { hostname: 'b.example.com.' }] },
    }),
    ['host a.example.com /spec/listeners/0/hostname', 'host b.example.com /spec/listeners/3/hostname'],
  ],
  [
    'records of external-dns, and what Traefik joins',
    object('Ingress of networking.k8s.io/v1', 'web', {
      metadata: { annotations: { 'external-dns.alpha.kubernetes.io/hostname': 'A.example.com.', other: 'x' } },
      spec: {
        tls: [{ secretName: 'tls.a' }, 'broken'],
        rules: [
          { http: 'broken' },
          { host: 'a.example.com', http: { paths: [{ path: '/', backend: { service: { name: 'odoo' } } }, {}] } },
          'broken',
        ],
      },
    }),
    [
      'host a.example.com /metadata/annotations/external-dns.alpha.kubernetes.io~1hostname',
      'joined-name certificate tenant-acme-tls.a /spec/tls/0/secretName',
      'joined-name router tenant-acme-web-a-example-com /spec/rules/1/http/paths/0/path',
      'joined-name service tenant-acme-odoo /spec/rules/1/http/paths/0/backend',
      'joined-name router tenant-acme-web-a-example-com /spec/rules/1/http/paths/1/path',
      'joined-name service tenant-acme /spec/rules/1/http/paths/1/backend',
      'host a.example.com /spec/rules/1/host',
    ],
  ],
  [
    'a route',
    object('HTTPRoute of gateway.networking.k8s.io/v1', 'web', { spec: { hostnames: ['a.example.com', 1] } }),
    ['host a.example.com /spec/hostnames/0'],
  ],
  ['a route without hosts', object('HTTPRoute of gateway.networking.k8s.io/v1', 'web', { spec: {} }), []],
  [
    'listeners at a shared gateway',
    object('ListenerSet of gateway.networking.k8s.io/v1', 'odoo', {
      spec: { listeners: [{ name: 'http', hostname: 'a.example.com' }] },
    }),
    ['host a.example.com /spec/listeners/0/hostname'],
  ],
  [
    'a route of another protocol',
    object('GRPCRoute of gateway.networking.k8s.io/v1', 'web', { spec: { hostnames: ['a.example.com'] } }),
    ['host a.example.com /spec/hostnames/0'],
  ],
  [
    'a certificate for the world',
    object('Certificate of cert-manager.io/v1', 'web', {
      spec: { dnsNames: ['a.example.com'], issuerRef: { kind: 'ClusterIssuer', name: 'public' } },
    }),
    ['host a.example.com /spec/dnsNames/0'],
  ],
  [
    'a certificate of an authority of its own',
    object('Certificate of cert-manager.io/v1', 'database', {
      spec: { dnsNames: ['database-rw'], issuerRef: { kind: 'Issuer', name: 'database-ca' } },
    }),
    [],
  ],
  [
    'an ingress',
    object('Ingress of networking.k8s.io/v1', 'web', { spec: { rules: [{ host: 'a.example.com' }] } }),
    ['host a.example.com /spec/rules/0/host'],
  ],
  [
    'a quota',
    object('ResourceQuota of v1', 'tenant', {
      spec: { hard: { 'requests.cpu': '2500m', 'requests.memory': '1536Mi', 'limits.cpu': '9' } },
    }),
    ['cpu 2.5 /spec/hard/requests.cpu', 'memory 1.5 /spec/hard/requests.memory'],
  ],
  ['a quota without amounts', object('ResourceQuota of v1', 'tenant', { spec: { hard: { 'requests.cpu': 'x' } } }), []],
  [
    'an object store, whatever the slashes',
    object('ObjectStore of barmancloud.cnpg.io/v1', 'backups', {
      spec: { configuration: { destinationPath: 's3://backups//acme/database/' } },
    }),
    ['backup-prefix backups/acme/database /spec/configuration/destinationPath'],
  ],
  [
    'containers that are told the address of a store',
    object('CronJob of batch/v1', 'backup', {
      spec: {
        jobTemplate: {
          spec: {
            template: {
              spec: {
                containers: [
                  { env: ['broken', { name: 'A', value: 's3:https://s3.example.com/backups/acme/filestore' }] },
                  {
                    env: [
                      { name: 'B', value: 'https://s3.example.com' },
                      { name: 'C', valueFrom: {} },
                    ],
                  },
                ],
              },
            },
          },
        },
      },
    }),
    ['backup-prefix backups/acme/filestore /spec/jobTemplate/spec/template/spec/containers/0/env/1/value'],
  ],
  ['anything else', object('ConfigMap of v1', 'odoo'), []],
  ['what is hardly an object', { kind: 'Gateway', spec: { listeners: 'none' } }, []],
];

function isSealed({ kind }: Claim): boolean {
  return kind === 'age-recipient' || kind === 'sealed-value';
}

describe('claimsOf', () => {
  it.each(cases)('%s', (_, manifest, expected) => {
    const claims = claimsOf([{ manifest, file: 'a.yaml', document: 3, base: '' }], of);
    expect(claims.map(({ kind, value, object: { pointer } }) => `${kind} ${value} ${pointer}`)).toEqual(expected);
  });

  it('says where each claim of a whole stack stands', () => {
    const file = (part: string) => `dist/tenants/eu-1/acme/${part}/manifests.yaml`;
    const fluxFile = 'dist/clusters/eu-1/tenants/acme.yaml';
    expect(
      claimsOf(renderedStack().objects, of).map(
        // Recipients and tags are as random as what seals them.
        (claim) =>
          `${claim.kind} ${isSealed(claim) ? '*' : claim.value} in ${claim.object.file}#${claim.object.document}`,
      ),
    ).toEqual([
      `namespace tenant-acme in ${file('boundary')}#0`,
      `cpu 4.2 in ${file('boundary')}#1`,
      `memory 8.1005859375 in ${file('boundary')}#1`,
      `storage 62 in ${file('boundary')}#1`,
      `age-recipient * in ${file('boundary')}#21`,
      `age-recipient * in ${file('boundary')}#21`,
      ...[21, 22, 23, 24].map((document) => `sealed-value * in ${file('boundary')}#${document}`),
      `backup-prefix backups/acme/database in ${file('data')}#1`,
      `backup-prefix backups/acme/filestore in ${file('app')}#7`,
      `backup-prefix backups/acme/database in ${file('app')}#8`,
      `backup-prefix backups/acme/database in ${file('app')}#8`,
      `backup-prefix backups/acme/filestore in ${file('app')}#8`,
      `host acme.example.com in ${file('app')}#9`,
      `host acme.example.com in ${file('app')}#10`,
      `host acme.example.com in ${file('app')}#10`,
      `host acme.example.com in ${file('app')}#11`,
      `host acme.example.com in ${file('app')}#12`,
      `flux-name ServiceAccount tenant-acme-data in ${fluxFile}#0`,
      `flux-name ServiceAccount tenant-acme-app in ${fluxFile}#1`,
      `flux-name Secret sops-tenant-acme in ${fluxFile}#2`,
      `age-recipient * in ${fluxFile}#2`,
      `sealed-value * in ${fluxFile}#2`,
      `flux-name Kustomization tenant-acme-boundary in ${fluxFile}#3`,
      `flux-name Kustomization tenant-acme-data in ${fluxFile}#4`,
      `flux-name Kustomization tenant-acme-app in ${fluxFile}#5`,
    ]);
  });
});

describe('sharedClaims', () => {
  const claim = (tenant: string, value: string): Claim => ({
    kind: 'host',
    value,
    tenant,
    cluster: 'eu-1',
    object: { apiVersion: '', kind: '', name: '', file: '', document: 0, pointer: '' },
  });

  it('names each later tenant once, with the first', () => {
    const claims = [
      claim('acme', 'x'),
      claim('acme', 'x'),
      claim('globex', 'x'),
      claim('globex', 'x'),
      claim('globex', 'y'),
      claim('hooli', 'x'),
      claim('acme', 'y'),
    ];
    const shared = [...sharedClaims(claims, ({ value }) => value)];
    expect(shared).toEqual([
      { claim: claims[2], first: claims[0] },
      { claim: claims[5], first: claims[0] },
      { claim: claims[6], first: claims[4] },
    ]);
  });
});
