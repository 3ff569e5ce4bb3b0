/** Network policies, and the selectors and ports that they are written with. */
import type { Chart } from 'cdk8s';
import type { Tenant } from '../../model/fleet.ts';
import type { Json, JsonObject } from '../../model/manifest.ts';
import { earlierServersOf } from '../database/generations.ts';
import { type Component, databaseNamesOf, selectorOf } from '../names.ts';
import { add, type Stack } from '../part.ts';

/** Labels, or expressions over them. */
export type Pods = Readonly<Record<string, string>> | readonly JsonObject[];

export interface PolicySpec {
  readonly name: string;
  readonly pods: Pods;
  readonly policyTypes: readonly ('Ingress' | 'Egress')[];
  readonly annotations?: Readonly<Record<string, string>>;
  readonly rules?: JsonObject;
}

export function addPolicy(layer: Chart, stack: Stack, spec: PolicySpec): void {
  add(layer, stack, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    name: spec.name,
    ...(spec.annotations !== undefined && { annotations: spec.annotations }),
    body: { spec: { podSelector: selector(spec.pods), policyTypes: spec.policyTypes, ...spec.rules } },
  });
}

/** Selects the Odoo pods of several components. */
export function anyOf(components: readonly Component[]): readonly JsonObject[] {
  return [
    { key: 'app.kubernetes.io/name', operator: 'In', values: ['odoo'] },
    { key: 'app.kubernetes.io/component', operator: 'In', values: [...components] },
  ];
}

/**
 * The database, and with CloudNativePG the servers before it: until the new one is ready Odoo works with the old one, which
 * without its operator and the API server would not even stop cleanly. Those of the plain engine have the same labels.
 */
export function databasePods(tenant: Tenant): Pods {
  const earlier = earlierServersOf(tenant);
  const newest = selectorOf('database', tenant);
  if (tenant.spec.database.engine === 'statefulset' || earlier.length === 0) return newest;
  return [{ key: 'cnpg.io/cluster', operator: 'In', values: [...earlier, databaseNamesOf(tenant).server] }];
}

export function selector(pods: Pods): JsonObject {
  if (Array.isArray(pods)) return { matchExpressions: pods as Json };
  return Object.keys(pods).length === 0 ? {} : { matchLabels: pods as JsonObject };
}

/** Pods of another namespace, which is named by the label that only the API server sets. */
export function podsIn(namespace: string, labels: Readonly<Record<string, string>>): JsonObject {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels: labels },
  };
}

export function port(number: number, protocol: 'TCP' | 'UDP' = 'TCP'): JsonObject {
  return { port: number, protocol };
}
