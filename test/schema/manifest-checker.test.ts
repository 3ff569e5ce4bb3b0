import { describe, expect, it } from 'vitest';
import { createManifestChecker } from '../../src/schema/manifest-checker.ts';
import { expectedErrors, named, tweak, type Case } from './manifest-cases.ts';

const check = createManifestChecker('1.36');

const container = '/spec/template/spec/containers/0';
const first = 'spec.template.spec.containers[0]';
const kustomization = named(
  'kustomize.toolkit.fluxcd.io/v1 Kustomization',
  { name: 'acme' },
  { spec: { interval: '10m', prune: true, sourceRef: { kind: 'GitRepository', name: 'fleet' } } },
);
const gateway = named(
  'gateway.networking.k8s.io/v1 Gateway',
  { name: 'public' },
  { spec: { gatewayClassName: 'public', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] } },
);
const int32 = 'must be an integer from -2147483648 to 2147483647';

const fields: readonly Case[] = [
  {
    name: 'an unknown field',
    manifest: tweak('/spec/replica', 2),
    errors: [['/spec/replica', 'field "spec.replica" is unknown, did you mean "replicas"?']],
  },
  {
    name: 'an unknown field that resembles nothing',
    manifest: tweak(`${container}/gpu`, 1),
    errors: [[`${container}/gpu`, `field "${first}.gpu" is unknown`]],
  },
  {
    name: 'a missing field',
    manifest: tweak('/spec/selector', undefined),
    errors: [['/spec/selector', 'field "spec.selector" is missing']],
  },
  {
    name: 'a misspelt field, once',
    manifest: tweak('/spec/selectors', {}, tweak('/spec/selector', undefined)),
    errors: [['/spec/selectors', 'field "spec.selectors" is unknown, did you mean "selector"?']],
  },
  {
    name: 'text where a number belongs',
    manifest: tweak('/spec/replicas', 'abc'),
    errors: [['/spec/replicas', 'spec.replicas is "abc", must be an integer']],
  },
  {
    name: 'a fraction where an integer belongs',
    manifest: tweak('/spec/replicas', 1.5),
    errors: [['/spec/replicas', 'spec.replicas is 1.5, must be an integer']],
  },
  {
    name: 'a number that does not fit into 32 bits',
    manifest: tweak('/spec/replicas', 2 ** 31),
    errors: [['/spec/replicas', `spec.replicas is 2147483648, ${int32}`]],
  },
  {
    name: 'a value that is not offered',
    manifest: tweak(`${container}/imagePullPolicy`, 'always'),
    errors: [
      [
        `${container}/imagePullPolicy`,
        `${first}.imagePullPolicy is "always", must be one of Always, IfNotPresent, Never; did you mean Always?`,
      ],
    ],
  },
  {
    name: 'a value that is not offered in a list',
    manifest: named('v1 PersistentVolumeClaim', { name: 'a' }, { spec: { accessModes: ['ReadWriteMany', 'Write'] } }),
    errors: [
      [
        '/spec/accessModes/1',
        'spec.accessModes[1] is "Write", must be one of ReadOnlyMany, ReadWriteMany, ReadWriteOnce, ReadWriteOncePod',
      ],
    ],
  },
  {
    name: 'a malformed quantity',
    manifest: tweak(`${container}/resources/limits/memory`, '2 GB'),
    errors: [
      [
        `${container}/resources/limits/memory`,
        `${first}.resources.limits.memory is "2 GB", must be a quantity such as 500m, 2 or 1Gi`,
      ],
    ],
  },
  {
    name: 'a number where text belongs',
    manifest: tweak(`${container}/env/0`, { name: 'WORKERS', value: 4 }),
    errors: [[`${container}/env/0/value`, `${first}.env[0].value is 4, must be a string`]],
  },
  {
    name: 'an object where a list belongs',
    manifest: tweak('/spec/template/spec/volumes', { name: 'a' }),
    errors: [['/spec/template/spec/volumes', 'spec.template.spec.volumes is an object, must be a list']],
  },
  {
    name: 'data that is not base64',
    manifest: named('v1 Secret', { name: 'a' }, { data: { password: 'secret!' } }),
    errors: [['/data/password', 'data.password is "secret!", must be base64']],
  },
  {
    name: 'a malformed pattern in a custom kind',
    manifest: tweak('/spec/interval', 'ten minutes', kustomization),
    errors: [['/spec/interval', 'spec.interval is "ten minutes", must match ^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$']],
  },
  {
    name: 'a number out of range in a custom kind',
    manifest: tweak('/spec/listeners/0/port', 70000, gateway),
    errors: [['/spec/listeners/0/port', 'spec.listeners[0].port is 70000, must be at most 65535']],
  },
  {
    name: 'an alternative, by the branch that was meant',
    manifest: tweak('/spec/addresses', [{ type: 'IPAddress', value: 'gateway' }, { value: 'a' }], gateway),
    errors: [
      [
        '/spec/addresses/0/value',
        'spec.addresses[0].value is "gateway", must be an IPv4 address or be an IPv6 address',
      ],
      ['/spec/addresses/1/value', 'spec.addresses[1].value is "a", must be an IPv4 address or be an IPv6 address'],
    ],
  },
  {
    name: 'several mistakes, all of them',
    manifest: tweak('/spec/paused', 'no', tweak('/spec/minReadySeconds', '5', tweak('/metadata/name', 'Odoo'))),
    errors: [
      ['/spec/minReadySeconds', 'spec.minReadySeconds is "5", must be an integer'],
      ['/spec/paused', 'spec.paused is "no", must be true or false'],
      [
        '/metadata/name',
        'metadata.name is "Odoo", must be a DNS subdomain: lower-case letters, digits, "-" and ".", at most 253 characters',
      ],
    ],
  },
];

const nulls: readonly Case[] = [
  {
    name: 'null in optional fields, which is the same as absent',
    manifest: tweak('/spec/replicas', null, tweak('/spec/template/metadata/creationTimestamp', null)),
    errors: [],
  },
  {
    name: 'null in an optional field of a custom kind',
    manifest: tweak('/spec/timeout', null, kustomization),
    errors: [],
  },
  {
    name: 'null in a required field',
    manifest: tweak('/spec/selector', null),
    errors: [['/spec/selector', 'field "spec.selector" is missing']],
  },
  {
    name: 'null in a list',
    manifest: tweak(`${container}/args/1`, null),
    errors: [[`${container}/args/1`, `${first}.args[1] is null, must be a string`]],
  },
  {
    name: 'null in an unknown field',
    manifest: tweak('/spec/colour', null),
    errors: [['/spec/colour', 'field "spec.colour" is unknown']],
  },
];

const types: readonly Case[] = [
  {
    name: 'no type',
    manifest: {},
    errors: [
      ['/apiVersion', 'field "apiVersion" is missing'],
      ['/kind', 'field "kind" is missing'],
    ],
  },
  {
    name: 'types that are no text',
    manifest: { apiVersion: 1, kind: ['Pod'] },
    errors: [
      ['/apiVersion', 'apiVersion is 1, must be a string'],
      ['/kind', 'kind is a list of 1, must be a string'],
    ],
  },
  {
    name: 'no metadata',
    manifest: { apiVersion: 'v1', kind: 'ConfigMap' },
    errors: [['/metadata', 'field "metadata" is missing']],
  },
  {
    name: 'metadata that is no object',
    manifest: { apiVersion: 'v1', kind: 'ConfigMap', metadata: 'odoo' },
    errors: [['/metadata', 'metadata is "odoo", must be an object']],
  },
];

describe('manifest checker', () => {
  it.each([...fields, ...nulls, ...types])('reports $name', (row) => {
    expect(check(row.manifest)).toEqual(expectedErrors(row));
  });

  it.each([
    { apiVersion: 'apps/v1', kind: 'Deploymnet', pointer: '/kind', advice: ', did you mean Deployment?' },
    { apiVersion: 'apps/v1beta1', kind: 'Deployment', pointer: '/apiVersion', advice: ', did you mean apps/v1?' },
    {
      apiVersion: 'cert-manager.io/v1alpha2',
      kind: 'Issuer',
      pointer: '/apiVersion',
      advice: ', did you mean cert-manager.io/v1?',
    },
    { apiVersion: 'example.com/v1', kind: 'Widget', pointer: '/kind', advice: '' },
    { apiVersion: '../../package', kind: 'name', pointer: '/kind', advice: '' },
    { apiVersion: 'constructor', kind: 'name', pointer: '/kind', advice: '' },
    { apiVersion: 'v1', kind: 'toString', pointer: '/kind', advice: '' },
    { apiVersion: 'v1', kind: 'List', pointer: '/kind', advice: '' },
  ])('does not know $apiVersion $kind', ({ apiVersion, kind, pointer, advice }) => {
    const message = `"${kind}" of "${apiVersion}" has no schema for Kubernetes 1.36${advice}`;
    expect(check({ apiVersion, kind })).toEqual([{ policy: 'schema-unknown-kind', pointer, message }]);
  });

  it('knows the kinds that a version added', () => {
    const policy = named('admissionregistration.k8s.io/v1 MutatingAdmissionPolicy', { name: 'a' });
    expect(check(policy)).toEqual([]);
    expect(createManifestChecker('1.35')(policy).map((error) => error.policy)).toEqual(['schema-unknown-kind']);
  });

  it('leaves the manifest as it is', () => {
    const manifest = tweak('/spec/replicas', null);
    const before = structuredClone(manifest);
    check(manifest);
    expect(manifest).toEqual(before);
  });

  it('refuses an unknown version of Kubernetes', () => {
    expect(() => createManifestChecker('1.2')).toThrow('Kubernetes 1.2 is not one of 1.34, 1.35, 1.36');
  });
});
