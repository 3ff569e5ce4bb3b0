import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/model/manifest.ts';
import { podSecurityPolicies } from '../../src/policies/pod-security.ts';
import { describeContainer, describeValue, podsIn, podTemplateOf } from '../../src/policies/pod-template.ts';
import { carriers, carry, inventoryOf } from './pod-security-cases.ts';

const web = { name: 'web', image: 'registry.example/web:1' };

describe('podTemplateOf', () => {
  it.each(carriers)('finds the pod of a $kind', (carrier) => {
    const pod = { metadata: { labels: { app: 'web' } }, spec: { containers: [web] } };
    expect(podTemplateOf(carry(carrier, pod))).toEqual({
      pointer: carrier.pointer,
      metadata: pod.metadata,
      spec: pod.spec,
      containers: [
        { kind: 'container', index: 0, name: 'web', pointer: `${carrier.pointer}/spec/containers/0`, container: web },
      ],
      faults: [],
    });
  });

  it.each([
    ['a Service', { apiVersion: 'v1', kind: 'Service', spec: {} }],
    ['a kind of another group', { apiVersion: 'example.com/v1', kind: 'Deployment', spec: {} }],
    ['a version that Kubernetes no longer has', { apiVersion: 'batch/v1beta1', kind: 'CronJob', spec: {} }],
    ['no kind', { apiVersion: 'v1' }],
    ['a list as version', { apiVersion: ['v1'], kind: 'Pod' }],
    ['a kind that is no text', { apiVersion: 'v1', kind: { toString: 'Pod', valueOf: 'Pod' } }],
    ['nothing', {}],
  ])('finds no pod in %s', (_, manifest) => {
    expect(podTemplateOf(manifest)).toBeUndefined();
  });

  it('lists init, regular and ephemeral containers in this order', () => {
    const template = podTemplateOf({
      apiVersion: 'v1',
      kind: 'Pod',
      spec: {
        ephemeralContainers: [{ name: 'debug' }],
        containers: [web, { image: 'x' }, { name: 7 }],
        initContainers: [{ name: 'migrate' }, { name: 'proxy', restartPolicy: 'Always' }],
      },
    });
    expect(template?.containers.map((container) => [container.pointer, describeContainer(container)])).toEqual([
      ['/spec/initContainers/0', 'init container "migrate"'],
      ['/spec/initContainers/1', 'init container "proxy"'],
      ['/spec/containers/0', 'container "web"'],
      ['/spec/containers/1', 'container 1'],
      ['/spec/containers/2', 'container 2'],
      ['/spec/ephemeralContainers/0', 'ephemeral container "debug"'],
    ]);
  });

  it('never throws, nor does any policy that reads pods', () => {
    const json = fc.jsonValue() as fc.Arbitrary<Json>;
    const anyManifest: fc.Arbitrary<JsonObject> = fc.constantFrom(...carriers).chain((carrier) =>
      fc.oneof(
        json.map((spec) => ({ apiVersion: 'apps/v1', kind: 'Deployment', spec })),
        fc.record({ metadata: json, spec: json }).map((pod) => carry(carrier, pod)),
        fc
          .record({ containers: fc.array(json), volumes: json, securityContext: json })
          .map((spec) => carry(carrier, { spec })),
      ),
    );
    fc.assert(
      fc.property(anyManifest, (manifest) => {
        const inventory = inventoryOf(manifest);
        for (const { policy } of podSecurityPolicies) expect([...policy.check(inventory)]).toBeInstanceOf(Array);
      }),
    );
  });
});

describe('podsIn', () => {
  it('yields the pods of an inventory with their objects', () => {
    const service = { apiVersion: 'v1', kind: 'Service' };
    const pods = carriers.map((carrier) => carry(carrier, { spec: { containers: [web] } }));
    const inventory = inventoryOf(service, ...pods, service);
    expect([...podsIn(inventory)].map((pod) => [pod.object, pod.pointer])).toEqual(
      carriers.map((carrier, index) => [inventory.objects[index + 1], carrier.pointer]),
    );
  });
});

describe('describeValue', () => {
  it.each([
    [undefined, 'unset'],
    [null, 'null'],
    [true, 'true'],
    [7, '7'],
    ['', '""'],
    ['two\nlines', String.raw`"two\nlines"`],
    ['x'.repeat(100), `"${'x'.repeat(78)}…`],
    [[], '[]'],
    [['ALL', 1], '["ALL",1]'],
    [[{ secret: 'x' }], 'a list'],
    [{ secret: 'x' }, 'an object'],
  ])('of %j is %s', (value, text) => {
    expect(describeValue(value)).toBe(text);
  });
});
