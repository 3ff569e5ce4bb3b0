import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/manifest.ts';
import { createManifestChecker, kubernetesVersions } from '../../src/schema/manifest-checker.ts';
import { expectedErrors, named, tweak, type Case } from './manifest-cases.ts';

const pod = '/spec/template/spec';
const container = `${pod}/containers/0`;
const service = named('v1 Service', { name: 'odoo' }, { spec: { ports: [{ port: 80 }] } });
const cronJob = named(
  'batch/v1 CronJob',
  { name: 'backup' },
  { spec: { schedule: '@daily', jobTemplate: { spec: { template: {} } } } },
);
const statefulSet = named(
  'apps/v1 StatefulSet',
  { name: 'database' },
  { spec: { selector: {}, serviceName: 'database', template: {}, updateStrategy: {} } },
);
const policy = named(
  'networking.k8s.io/v1 NetworkPolicy',
  { name: 'a' },
  { spec: { podSelector: {}, ingress: [{ ports: [{ port: 80 }] }] } },
);

/** Fields that Go holds as plain text, in which the server sees no difference between empty and absent. */
const unset: readonly { readonly pointer: string; readonly manifest?: JsonObject }[] = [
  { pointer: `${pod}/restartPolicy` },
  { pointer: `${pod}/dnsPolicy` },
  { pointer: `${container}/imagePullPolicy` },
  { pointer: `${container}/terminationMessagePolicy` },
  { pointer: `${container}/ports/0/protocol` },
  { pointer: `${container}/readinessProbe/httpGet/scheme` },
  { pointer: '/spec/strategy/type' },
  { pointer: '/spec/type', manifest: service },
  { pointer: '/spec/sessionAffinity', manifest: service },
  { pointer: '/spec/externalTrafficPolicy', manifest: service },
  { pointer: '/spec/ports/0/protocol', manifest: service },
  { pointer: '/spec/concurrencyPolicy', manifest: cronJob },
  { pointer: '/spec/podManagementPolicy', manifest: statefulSet },
  { pointer: '/spec/updateStrategy/type', manifest: statefulSet },
];

const refused: readonly Case[] = [
  {
    name: 'a choice that has to be made',
    manifest: tweak('/spec/selector/matchExpressions', [{ key: 'a', operator: '', values: ['b'] }]),
    errors: [
      [
        '/spec/selector/matchExpressions/0/operator',
        'spec.selector.matchExpressions[0].operator is "", must be one of DoesNotExist, Exists, In, NotIn',
      ],
    ],
  },
  {
    name: 'the protocol of a network policy, whose default takes the place of absence only',
    manifest: tweak('/spec/ingress/0/ports/0/protocol', '', policy),
    errors: [
      ['/spec/ingress/0/ports/0/protocol', 'spec.ingress[0].ports[0].protocol is "", must be one of SCTP, TCP, UDP'],
    ],
  },
  {
    name: 'the advice about a wrong value',
    manifest: tweak('/spec/type', 'Nodeport', service),
    errors: [
      [
        '/spec/type',
        'spec.type is "Nodeport", must be one of ClusterIP, ExternalName, LoadBalancer, NodePort; did you mean NodePort?',
      ],
    ],
  },
];

describe.each(kubernetesVersions)('empty text for Kubernetes %s', (version) => {
  const check = createManifestChecker(version);

  it.each(unset)('counts as absent at $pointer', ({ pointer, manifest }) => {
    expect(check(tweak(pointer, '', manifest))).toEqual([]);
  });

  it('counts as absent in a toleration', () => {
    expect(check(tweak(`${pod}/tolerations`, [{ key: 'a', operator: '', effect: '' }]))).toEqual([]);
  });

  it.each(refused)('does not count as absent in $name', (row) => {
    expect(check(row.manifest)).toEqual(expectedErrors(row));
  });
});
