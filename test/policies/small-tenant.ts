/** A tenant of two workloads that is closed to all others, as manifests, and changes to it. */
import type { JsonObject } from '../../src/model/manifest.ts';

export const denyAll: JsonObject = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };

export function smallTenant(id: string, ...more: readonly JsonObject[]): readonly JsonObject[] {
  const namespace = `tenant-${id}`;
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: namespace, labels: { 'fleet.aos/tenant': id, 'fleet.aos/class': 'external' } },
    },
    workload(namespace, 'web', 8069),
    workload(namespace, 'database', 5432),
    ...(more.some(({ metadata }) => (metadata as JsonObject)['name'] === 'default-deny')
      ? []
      : [networkPolicy(id, 'default-deny', denyAll)]),
    ...more,
  ];
}

export function networkPolicy(id: string, name: string, spec: JsonObject): JsonObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: `tenant-${id}` },
    spec,
  };
}

export function podsOf(component: string): JsonObject {
  return { matchLabels: { 'app.kubernetes.io/component': component } };
}

function workload(namespace: string, component: string, containerPort: number): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: component, namespace },
    spec: {
      template: {
        metadata: { labels: { 'app.kubernetes.io/component': component } },
        spec: { containers: [{ name: 'main', ports: [{ containerPort }] }] },
      },
    },
  };
}
