import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/model/manifest.ts';
import { createManifestChecker, kubernetesVersions } from '../../src/schema/manifest-checker.ts';
import { expectedErrors, named, service, tweak, type Case } from './manifest-cases.ts';

const pod = '/spec/template/spec';
const container = `${pod}/containers/0`;
const first = 'spec.template.spec.containers[0]';
const label = 'must be a DNS label: lower-case letters, digits and "-", at most 63 characters';
const subdomain = 'must be a DNS subdomain: lower-case letters, digits, "-" and ".", at most 253 characters';
const portName = 'a name of at most 15 lower-case letters, digits and single "-", with a letter among them';
const dataKey = 'must be letters, digits, "-", "_" and ".", at most 253 characters, not "." and not starting with ".."';

/** The deployment with one wrong value. */
function wrong(pointer: string, value: Json, wish: string): Case {
  const path = pointer
    .slice(1)
    .replaceAll('/', '.')
    .replace(/\.(\d+)/g, '[$1]');
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
  const manifest = tweak(pointer, value);
  return { name: `${path}: ${shown}`, manifest, errors: [[pointer, `${path} is ${shown}, ${wish}`]] };
}

const names: readonly Case[] = [
  wrong(`${container}/name`, 'Bad_Name', label),
  wrong(`${container}/name`, '', label),
  wrong(`${container}/ports/0/name`, 'metrics-endpoint', `must be ${portName}`),
  wrong(`${container}/ports/0/name`, '8069', `must be ${portName}`),
  wrong(`${container}/env/0/name`, '1=a', 'must be the name of a variable: printable ASCII characters without "="'),
  wrong(`${container}/env/0/valueFrom/secretKeyRef/key`, 'pass word', dataKey),
  wrong(`${container}/env/0/valueFrom/secretKeyRef/name`, 'Database', subdomain),
  wrong(`${pod}/volumes/0/name`, 'Bad_Vol', label),
  wrong(`${pod}/serviceAccountName`, 'Bad_SA', subdomain),
  wrong(`${pod}/hostname`, 'odoo.example.com', label),
  {
    name: 'a key of a ConfigMap with a space and a slash',
    manifest: named('v1 ConfigMap', { name: 'a' }, { data: { 'b c/d': 'x' } }),
    errors: [['/data/b c~1d', `a key of data is "b c/d", ${dataKey}`]],
  },
  {
    name: 'keys of a Secret that would lead upwards',
    manifest: named('v1 Secret', { name: 'a' }, { data: { '..': 'YQ==' }, stringData: { '..a': 'x' } }),
    errors: [
      ['/data/..', `a key of data is "..", ${dataKey}`],
      ['/stringData/..a', `a key of stringData is "..a", ${dataKey}`],
    ],
  },
  {
    name: 'a path that leads out of a volume',
    manifest: tweak(`${pod}/volumes/0`, {
      name: 'filestore',
      secret: { secretName: 'a', items: [{ key: 'a', path: '../b' }] },
    }),
    errors: [
      [
        `${pod}/volumes/0/secret/items/0/path`,
        'spec.template.spec.volumes[0].secret.items[0].path is "../b", must be a relative path that does not lead upwards with ".."',
      ],
    ],
  },
  {
    name: 'an operator of a label selector in lower case',
    manifest: tweak('/spec/selector/matchExpressions', [{ key: 'a', operator: 'in', values: ['b'] }]),
    errors: [
      [
        '/spec/selector/matchExpressions/0/operator',
        'spec.selector.matchExpressions[0].operator is "in", must be one of DoesNotExist, Exists, In, NotIn; did you mean In?',
      ],
    ],
  },
  {
    name: 'a Service whose address is none',
    manifest: named('v1 Service', { name: 'odoo' }, { spec: { clusterIP: '999.1.1.1', ports: [{ port: 80 }] } }),
    errors: [['/spec/clusterIP', 'spec.clusterIP is "999.1.1.1", must be an IP address or None']],
  },
  {
    name: 'a network that is none',
    manifest: named(
      'networking.k8s.io/v1 NetworkPolicy',
      { name: 'a' },
      { spec: { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/33' } }, {}] }] } },
    ),
    errors: [
      [
        '/spec/egress/0/to/0/ipBlock/cidr',
        'spec.egress[0].to[0].ipBlock.cidr is "10.0.0.0/33", must be a network such as 10.0.0.0/8 or fd00::/8',
      ],
      ['/spec/egress/0/to/1', 'spec.egress[0].to[1] is an object of 0 fields, must have at least 1 fields'],
    ],
  },
];

const numbers: readonly Case[] = [
  wrong(`${container}/ports/0/containerPort`, 99999, 'must be at most 65535'),
  wrong(`${container}/ports/0/containerPort`, 0, 'must be at least 1'),
  wrong(`${container}/readinessProbe/httpGet/port`, 70000, 'must be at most 65535'),
  wrong(`${container}/readinessProbe/httpGet/port`, '8069', `must be a number or ${portName}`),
  wrong(`${container}/readinessProbe/periodSeconds`, -1, 'must be at least 0'),
  wrong(`${container}/securityContext/runAsUser`, 2 ** 31, 'must be at most 2147483647'),
  wrong('/spec/strategy/rollingUpdate/maxSurge', 'abc', 'must be a number or a percentage such as 25%'),
  wrong('/spec/strategy/rollingUpdate/maxSurge', -1, 'must be at least 0'),
  wrong('/spec/replicas', -1, 'must be at least 0'),
  {
    name: 'a Service of port 0',
    manifest: service([{ port: 0 }]),
    errors: [['/spec/ports/0/port', 'spec.ports[0].port is 0, must be at least 1']],
  },
  {
    name: 'a mode of files beyond 0777',
    manifest: tweak(`${pod}/volumes/0`, { name: 'filestore', configMap: { name: 'a', defaultMode: 9999 } }),
    errors: [
      [
        `${pod}/volumes/0/configMap/defaultMode`,
        'spec.template.spec.volumes[0].configMap.defaultMode is 9999, must be at most 511',
      ],
    ],
  },
];

const only = 'must have only one of them';
const choices: readonly Case[] = [
  {
    name: 'a volume with two sources',
    manifest: tweak(`${pod}/volumes/0/emptyDir`, {}),
    errors: [[`${pod}/volumes/0`, `spec.template.spec.volumes[0] has emptyDir and persistentVolumeClaim, ${only}`]],
  },
  {
    name: 'a variable with a value of its own and one from elsewhere',
    manifest: tweak(`${container}/env/0/value`, 'x'),
    errors: [[`${container}/env/0`, `${first}.env[0] has value and valueFrom, ${only}`]],
  },
  {
    name: 'a variable from nowhere',
    manifest: tweak(`${container}/env/0/valueFrom`, {}),
    errors: [
      [
        `${container}/env/0/valueFrom`,
        `${first}.env[0].valueFrom has none of configMapKeyRef, fieldRef, fileKeyRef, resourceFieldRef, secretKeyRef, must have one of them`,
      ],
    ],
  },
  {
    name: 'a probe that asks nothing',
    manifest: tweak(`${container}/readinessProbe/httpGet`, undefined),
    errors: [
      [
        `${container}/readinessProbe`,
        `${first}.readinessProbe has none of exec, grpc, httpGet, tcpSocket, must have one of them`,
      ],
    ],
  },
  {
    name: 'a probe whose question is misspelt, once',
    manifest: tweak(`${container}/readinessProbe`, { httpget: { port: 80 } }),
    errors: [
      [
        `${container}/readinessProbe/httpget`,
        `field "${first}.readinessProbe.httpget" is unknown, did you mean "httpGet"?`,
      ],
    ],
  },
  {
    name: 'a budget with both limits',
    manifest: named('policy/v1 PodDisruptionBudget', { name: 'a' }, { spec: { minAvailable: 1, maxUnavailable: 0 } }),
    errors: [['/spec', `spec has maxUnavailable and minAvailable, ${only}`]],
  },
  {
    name: 'a persistent volume without a source',
    manifest: named('v1 PersistentVolume', { name: 'a' }, { spec: { accessModes: ['ReadWriteOnce'] } }),
    errors: [['/spec', expect.stringMatching(/^spec has none of awsElasticBlockStore, .* must have one of them$/)]],
  },
];

/** What looks wrong and is not. */
const accepted: readonly Case[] = [
  {
    name: 'a volume without a source, which is an emptyDir',
    pointer: `${pod}/volumes/0`,
    value: { name: 'filestore' },
  },
  { name: 'a source of null beside another', pointer: `${pod}/volumes/0/emptyDir`, value: null },
  { name: 'a variable name with a digit first', pointer: `${container}/env/0/name`, value: '1-a.b c' },
  { name: 'an empty value beside one from elsewhere', pointer: `${container}/env/0/value`, value: '' },
  { name: 'a port without a name', pointer: `${container}/ports/0/name`, value: '' },
  { name: 'no port of the host', pointer: `${container}/ports/0/hostPort`, value: 0 },
  { name: 'no service account', pointer: `${pod}/serviceAccountName`, value: '' },
  { name: 'a toleration of everything', pointer: `${pod}/tolerations`, value: [{ key: '', operator: 'Exists' }] },
  { name: 'more pods than wanted', pointer: '/spec/strategy/rollingUpdate/maxSurge', value: '150%' },
].map(({ name, pointer, value }) => ({ name, manifest: tweak(pointer, value), errors: [] }));

const services: readonly Case[] = ['', 'None', '10.96.0.1', '010.96.0.1', '2001:db8::1'].map((clusterIP) => ({
  name: `a Service of address ${JSON.stringify(clusterIP)}`,
  manifest: named('v1 Service', { name: 'odoo' }, { spec: { clusterIP, ports: [{ port: 80, targetPort: 0 }] } }),
  errors: [],
}));

describe.each(kubernetesVersions)('fields of Kubernetes %s', (version) => {
  const check = createManifestChecker(version);

  it.each([...names, ...numbers, ...choices])('refuse $name', (row) => {
    expect(check(row.manifest)).toEqual(expectedErrors(row));
  });

  it.each([...accepted, ...services])('accept $name', ({ manifest }) => {
    expect(check(manifest)).toEqual([]);
  });
});
