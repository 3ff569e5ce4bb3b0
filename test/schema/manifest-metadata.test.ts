import { describe, expect, it } from 'vitest';
import { createManifestChecker } from '../../src/schema/manifest-checker.ts';
import { expectedErrors, named, service, tweak, type Case } from './manifest-cases.ts';

const check = createManifestChecker('1.36');

const dnsLabel = 'must be a DNS label: lower-case letters, digits and "-", at most 63 characters';
const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'sample' };

const request = { request: 'YQ==', signerName: 'example.com/a' };
const parentRef = { resource: 'services', name: 'odoo' };

const cases: readonly Case[] = [
  {
    name: 'no name',
    manifest: named('v1 ConfigMap', {}),
    errors: [['/metadata/name', 'field "metadata.name" is missing']],
  },
  { name: 'a generated name', manifest: named('v1 ConfigMap', { generateName: 'odoo-' }), errors: [] },
  {
    name: 'a namespace with a dot',
    manifest: named('v1 ConfigMap', { name: 'a.b', namespace: 'a.b' }),
    errors: [['/metadata/namespace', `metadata.namespace is "a.b", ${dnsLabel}`]],
  },
  {
    name: 'a Namespace with a dot',
    manifest: named('v1 Namespace', { name: 'a.b' }),
    errors: [['/metadata/name', `metadata.name is "a.b", ${dnsLabel}`]],
  },
  {
    name: 'a Service with a dot',
    manifest: service([{ port: 80 }], 'a.b'),
    errors: [['/metadata/name', `metadata.name is "a.b", ${dnsLabel}`]],
  },
  {
    name: 'a Role with colons and capitals',
    manifest: named('rbac.authorization.k8s.io/v1 RoleBinding', { name: 'system:Sample' }, { roleRef }),
    errors: [],
  },
  {
    name: 'a Role with a slash',
    manifest: named('rbac.authorization.k8s.io/v1 RoleBinding', { name: 'a/b' }, { roleRef }),
    errors: [
      ['/metadata/name', 'metadata.name is "a/b", must be a path segment: not "." or "..", without "/" and "%"'],
    ],
  },
  {
    name: 'a CronJob whose jobs would have too long a name',
    manifest: named(
      'batch/v1 CronJob',
      { name: 'a'.repeat(53) },
      { spec: { schedule: '@daily', jobTemplate: { spec: { template: {} } } } },
    ),
    errors: [['/metadata/name', `metadata.name is "${'a'.repeat(53)}", must be at most 52 characters long`]],
  },
  {
    name: 'a certificate request with a slash',
    manifest: named('certificates.k8s.io/v1 CertificateSigningRequest', { name: 'a/b' }, { spec: request }),
    errors: [
      ['/metadata/name', 'metadata.name is "a/b", must be a path segment: not "." or "..", without "/" and "%"'],
    ],
  },
  {
    name: 'an address that is none',
    manifest: named('networking.k8s.io/v1 IPAddress', { name: 'odoo' }, { spec: { parentRef } }),
    errors: [
      [
        '/metadata/name',
        'metadata.name is "odoo", must be an IP address in its shortest form, such as 192.0.2.1 or 2001:db8::1',
      ],
    ],
  },
  {
    name: 'an address that is not written in its shortest form',
    manifest: named('networking.k8s.io/v1 IPAddress', { name: '2001:db8:0::1' }, { spec: { parentRef } }),
    errors: [
      [
        '/metadata/name',
        'metadata.name is "2001:db8:0::1", must be an IP address in its shortest form, such as 192.0.2.1 or 2001:db8::1',
      ],
    ],
  },
  {
    name: 'a trust bundle whose own name is malformed',
    manifest: named(
      'certificates.k8s.io/v1beta1 ClusterTrustBundle',
      { name: 'example.com:a:' },
      { spec: { trustBundle: 'a' } },
    ),
    errors: [
      [
        '/metadata/name',
        'metadata.name is "example.com:a:", must be a DNS subdomain, after the name of its signer and ":" if it has one',
      ],
    ],
  },
  {
    name: 'an event with a colon',
    manifest: named('v1 Event', { name: 'a:b' }, { involvedObject: {} }),
    errors: [],
  },
  {
    name: 'a question without a name',
    manifest: named('authorization.k8s.io/v1 SubjectAccessReview', {}, { spec: { user: 'jane' } }),
    errors: [],
  },
  {
    name: 'malformed labels of the object and its pods',
    manifest: tweak('/spec/template/metadata/labels/-bad-', '', tweak('/metadata/labels/example.com~1owner', 'a b')),
    errors: [
      [
        '/metadata/labels/example.com~1owner',
        'metadata.labels.example.com/owner is "a b", must be a label value: at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends',
      ],
      [
        '/spec/template/metadata/labels/-bad-',
        'a key of spec.template.metadata.labels is "-bad-", must be a label key: a name of at most 63 characters after an optional DNS prefix and "/"',
      ],
    ],
  },
  {
    name: 'a malformed annotation key',
    manifest: tweak('/metadata/annotations/Example.com~1a~1b', 'x', tweak('/metadata/annotations/Example.com~1a', 'x')),
    errors: [
      [
        '/metadata/annotations/Example.com~1a~1b',
        'a key of metadata.annotations is "Example.com/a/b", must be an annotation key: a name of at most 63 characters after an optional DNS prefix and "/"',
      ],
    ],
  },
  {
    name: 'annotations that are too large together',
    manifest: named('v1 ConfigMap', { name: 'a', annotations: { a: 'ä'.repeat(128 * 1024) } }),
    errors: [['/metadata/annotations', 'metadata.annotations takes 262145 bytes, must take at most 262144']],
  },
];

describe('metadata', () => {
  it.each(cases)('reports $name', (row) => {
    expect(check(row.manifest)).toEqual(expectedErrors(row));
  });

  it('knows since when the name of a Service may start with a digit', () => {
    const manifest = service([{ port: 80 }], '1a');
    expect(check(manifest)).toEqual([]);
    expect(createManifestChecker('1.35')(manifest)).toEqual([
      {
        policy: 'schema-invalid',
        pointer: '/metadata/name',
        message:
          'metadata.name is "1a", must be a DNS label that starts with a letter: lower-case letters, digits and "-", at most 63 characters',
      },
    ]);
  });
});
