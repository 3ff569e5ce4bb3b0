/** A NetworkPolicy that opens everything to whom its rule means. */
import type { JsonObject } from '../../../src/model/manifest.ts';

export type Direction = 'ingress' | 'egress';

export const types = { ingress: 'Ingress', egress: 'Egress' } as const;

/** A policy that opens all pods of a namespace. */
export function opening(namespace: string, direction: Direction, rule: JsonObject): JsonObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'opening', namespace },
    spec: { podSelector: {}, policyTypes: [types[direction]], [direction]: [rule] },
  };
}
