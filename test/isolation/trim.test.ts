import { describe, expect, it } from 'vitest';
import { networkInventory } from '../../src/isolation/network-inventory.ts';
import { isKnownKind, trimmed, typeOf } from '../../src/isolation/trim.ts';
import { isObject, type Json, type JsonObject } from '../../src/model/manifest.ts';
import type { InventoryObject } from '../../src/model/policy.ts';
import { podTemplateOf } from '../../src/policies/pod-template.ts';
import { commercial, repository, today } from '../run/fleet-folder.ts';
import { cleanFleet, type Stack } from './mutants/plant.ts';

const stacks = [commercial, repository].flatMap((root) =>
  cleanFleet(root, today).stacks.map((stack): [string, Stack] => [stack.tenant.spec.id, stack]),
);

function cut(objects: readonly InventoryObject[]): readonly InventoryObject[] {
  return objects.flatMap((object) => trimmed(object) ?? []);
}

/** What the network is made of, without the objects that it was read from. */
function network(objects: readonly InventoryObject[]): unknown {
  const { namespaces, workloads, policies, inconclusive, unknown } = networkInventory(objects);
  return {
    namespaces,
    workloads,
    policies: policies.map(({ object, ...policy }) => [policy, object.file, object.document]),
    inconclusive: inconclusive.map(({ pointer, message }) => [pointer, message]),
    unknown,
  };
}

/** Where pods run, as policies of nodes read it. */
function placements(objects: readonly InventoryObject[]): unknown {
  return objects.flatMap(({ manifest, document, file }) => {
    const database = manifest['kind'] === 'Cluster' && isObject(manifest['spec']) ? manifest['spec'] : undefined;
    const pod = podTemplateOf(manifest);
    if (!pod && !database) return [];
    const { nodeSelector, tolerations, hostNetwork } = pod?.spec ?? {};
    return [
      {
        file,
        document,
        pointer: pod?.pointer ?? '',
        database: database?.['affinity'],
        faults: pod?.faults,
        labels: pod?.metadata['labels'],
        containers: pod?.containers.map(({ kind, index, pointer, container }) => [
          kind,
          index,
          pointer,
          container['ports'],
        ]),
        fields: { nodeSelector, tolerations, hostNetwork },
      },
    ];
  });
}

describe.each(stacks)('trimming the stack of %s', (_, { objects }) => {
  it('knows every kind', () => {
    expect(objects.filter(({ manifest }) => !isKnownKind(manifest)).map(({ manifest }) => typeOf(manifest))).toEqual(
      [],
    );
  });

  it('leaves the network what it is', () => {
    expect(network(cut(objects))).toEqual(network(objects));
  });

  it('leaves pods where they run', () => {
    expect(placements(cut(objects))).toEqual(placements(objects));
  });

  it('leaves nothing to trim, and says each name as it was', () => {
    const once = cut(objects);
    expect(cut(once)).toEqual(once);
    for (const { manifest, file, document } of once) {
      const whole = objects.find((object) => object.file === file && object.document === document)!;
      for (const field of ['name', 'namespace']) {
        expect((manifest['metadata'] as JsonObject)[field]).toEqual((whole.manifest['metadata'] as JsonObject)[field]);
      }
    }
  });
});

function deployment(changes: {
  readonly pod?: JsonObject;
  readonly spec?: Json;
  readonly metadata?: Json;
}): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: changes.metadata ?? { name: 'web', namespace: 'shop' },
    spec: changes.spec ?? {
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'main' }] }, ...changes.pod },
    },
  };
}

describe('what cannot be read', () => {
  it.each<[string, JsonObject]>([
    ['metadata that is text', deployment({ metadata: 'web' })],
    ['a name that is a number', deployment({ metadata: { name: 7, namespace: 'shop' } })],
    ['a namespace that is a list', deployment({ metadata: { name: 'web', namespace: [] } })],
    ['a spec that is text', deployment({ spec: 'none' })],
    ['a template that is a list', deployment({ spec: { template: [] } })],
    ['a template without a spec', deployment({ spec: { template: {} } })],
    ['labels of pods that are text', deployment({ pod: { metadata: { labels: 'app' } } })],
    ['a label of pods that is a number', deployment({ pod: { metadata: { labels: { version: 1 } } } })],
    ['metadata of pods that is a list', deployment({ pod: { metadata: [] } })],
    ['a host network that is text', deployment({ pod: { spec: { hostNetwork: 'yes', containers: [] } } })],
    ['containers that are text', deployment({ pod: { spec: { containers: 'main' } } })],
    ['a container that is text', deployment({ pod: { spec: { containers: ['main'] } } })],
    ['a port that is none', deployment({ pod: { spec: { containers: [{ ports: [{ containerPort: 0 }] }] } } })],
    ['ports that are text', deployment({ pod: { spec: { containers: [{ ports: 'http' }] } } })],
    [
      'an init container that keeps running on a port that is none',
      deployment({
        pod: { spec: { initContainers: [{ restartPolicy: 'Always', ports: [{ containerPort: 'http' }] }] } },
      }),
    ],
    [
      'a namespace with labels that are text',
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: 'a' } },
    ],
    [
      'a policy whose spec is text',
      { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'a' }, spec: 'x' },
    ],
    [
      'a policy with a field that nobody knows',
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'a', namespace: 'shop' },
        spec: { podSelector: {}, ingres: [] },
      },
    ],
    [
      'owners of a pod that are text',
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'shop', ownerReferences: 'x' }, spec: {} },
    ],
    ['a workload of another version', { ...deployment({}), apiVersion: 'apps/v1beta1' }],
    [
      'a policy of another API',
      { apiVersion: 'crd.projectcalico.org/v1', kind: 'NetworkPolicy', metadata: { name: 'a', namespace: 'shop' } },
    ],
    [
      'labels of a database that are text',
      {
        apiVersion: 'postgresql.cnpg.io/v1',
        kind: 'Cluster',
        metadata: { name: 'a', namespace: 'shop' },
        spec: { inheritedMetadata: { labels: 'x' } },
      },
    ],
  ])('is refused after trimming as before: %s', (_, manifest) => {
    const objects = [{ manifest, file: 'all.yaml', document: 0, base: '' }];
    expect(networkInventory(objects).inconclusive).not.toEqual([]);
    expect(network(cut(objects))).toEqual(network(objects));
  });
});
