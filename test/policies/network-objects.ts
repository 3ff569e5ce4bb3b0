/** Network policies and pods for the tests of policies about them. */
import type { Json, JsonObject } from '../../src/model/manifest.ts';
import { object } from './policy-cases.ts';

export const database = object('Cluster of postgresql.cnpg.io/v1', 'database', { spec: { instances: 1 } });
export const server = { matchLabels: { 'cnpg.io/cluster': 'database' } };
export const port = { port: 5432, protocol: 'TCP' };

export function networkPolicy(spec: JsonObject | null): JsonObject {
  return object('NetworkPolicy of networking.k8s.io/v1', 'any', { spec });
}

/** For the database's pods, with one rule. */
export function ingress(from: Json, ports: Json = [port]): JsonObject {
  return networkPolicy({ podSelector: server, policyTypes: ['Ingress'], ingress: [{ from, ports }] });
}

/** For all pods, with one rule. */
export function egress(to: Json, ports: Json = [port]): JsonObject {
  return networkPolicy({ podSelector: {}, policyTypes: ['Egress'], egress: [{ to, ports }] });
}

export function component(...values: readonly string[]): JsonObject {
  return { matchExpressions: [{ key: 'app.kubernetes.io/component', operator: 'In', values }] };
}

/** Pods of another namespace. */
export function podsOf(name: string, matchLabels: JsonObject): JsonObject {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
    podSelector: { matchLabels },
  };
}
