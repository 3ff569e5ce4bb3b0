/** Demands that a tenant's Gateways and Ingresses are of the classes that its cluster declares. */
import { isObject } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { describeValue } from './pod-template.ts';

export const ingressClass: StackPolicy = {
  id: 'ingress-class',
  family: 'tenant',
  severity: 'error',
  title: "Gateways and Ingresses of a tenant are of the cluster's class",
  why: 'Of another class, or of none, another controller takes them up, or every controller does: one that network policies do not know, with other rules for paths, TLS and who may enter.',
  fix: "Give the class of the cluster's definition, and leave the old annotation `kubernetes.io/ingress.class` out.",
  controls: { hipaa: ['164.312(a)(1)', '164.312(e)(1)'], nsa: ['Network separation and hardening'] },
  *check(inventory): Iterable<Violation> {
    if (!inventory.tenant) return;
    const { gateway, ingress } = inventory.tenant.cluster;
    const classes = [
      { type: 'Gateway of gateway.networking.k8s.io/v1', field: 'gatewayClassName', entry: gateway },
      { type: 'Ingress of networking.k8s.io/v1', field: 'ingressClassName', entry: ingress },
    ];
    for (const { type, field, entry } of classes) {
      for (const object of objectsOfKind(inventory, type)) {
        const found = isObject(object.manifest['spec']) ? object.manifest['spec'][field] : undefined;
        if (entry !== undefined && found === entry.className) continue;
        const wanted = entry === undefined ? 'left out, since the cluster has none' : JSON.stringify(entry.className);
        yield { object, pointer: `/spec/${field}`, message: `${field} is ${describeValue(found)}, must be ${wanted}` };
      }
    }
  },
};
