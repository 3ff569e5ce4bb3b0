/** Runs the cases of one Pod Security policy in every kind that carries a pod. */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/manifest.ts';
import type { Inventory, StackPolicy } from '../../src/model/policy.ts';

export interface PodCase {
  readonly name: string;
  readonly spec: JsonObject;
  readonly metadata?: JsonObject;
  /** Every violation: pointer inside the pod, then message. */
  readonly expected: readonly (readonly [pointer: string, message: string])[];
}

interface Carrier {
  readonly apiVersion: string;
  readonly kind: string;
  /** JSON pointer of the pod in the manifest. */
  readonly pointer: string;
}

export const carriers: readonly Carrier[] = [
  { apiVersion: 'v1', kind: 'Pod', pointer: '' },
  { apiVersion: 'v1', kind: 'PodTemplate', pointer: '/template' },
  { apiVersion: 'v1', kind: 'ReplicationController', pointer: '/spec/template' },
  { apiVersion: 'apps/v1', kind: 'ReplicaSet', pointer: '/spec/template' },
  { apiVersion: 'apps/v1', kind: 'Deployment', pointer: '/spec/template' },
  { apiVersion: 'apps/v1', kind: 'StatefulSet', pointer: '/spec/template' },
  { apiVersion: 'apps/v1', kind: 'DaemonSet', pointer: '/spec/template' },
  { apiVersion: 'batch/v1', kind: 'Job', pointer: '/spec/template' },
  { apiVersion: 'batch/v1', kind: 'CronJob', pointer: '/spec/jobTemplate/spec/template' },
];

/** A pod spec with one container named `web`. */
export function web(container: JsonObject, spec: JsonObject = {}): JsonObject {
  return { ...spec, containers: [{ name: 'web', image: 'registry.example/web:1', ...container }] };
}

/** A manifest of the carrier's kind around a pod. */
export function carry({ apiVersion, kind, pointer }: Carrier, pod: JsonObject): JsonObject {
  let inner = pod;
  for (const key of pointer.split('/').slice(1).toReversed()) inner = { [key]: inner };
  const metadata = pointer === '' ? pod['metadata'] : undefined;
  return { ...inner, apiVersion, kind, metadata: metadata ?? { name: 'example' } };
}

export function inventoryOf(...manifests: readonly JsonObject[]): Inventory {
  return { objects: manifests.map((manifest, document) => ({ manifest, file: 'pods.yaml', document, base: '' })) };
}

/** Pointer and message of every violation, in the order reported. */
export function violationsOf(policy: StackPolicy, inventory: Inventory): readonly (readonly [string, string])[] {
  return [...policy.check(inventory)].map(({ pointer, message }) => [pointer ?? '', message]);
}

export function describePodPolicy(policy: StackPolicy, cases: readonly PodCase[]): void {
  describe(policy.id, () => {
    const table = cases.flatMap((example) =>
      carriers.map((carrier) => ({ title: `${example.name}, in a ${carrier.kind}`, carrier, example })),
    );
    it.each(table)('$title', ({ carrier, example: { spec, metadata, expected } }) => {
      const inventory = inventoryOf(carry(carrier, { spec, ...(metadata && { metadata }) }));
      const wanted = expected.map(([pointer, message]) => [carrier.pointer + pointer, message]);
      expect(violationsOf(policy, inventory)).toEqual(wanted);
    });
  });
}
