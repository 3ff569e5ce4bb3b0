/** Refuses services and gateways of a tenant that are open on nodes, or under addresses that they choose themselves. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { describeValue } from './pod-template.ts';

type Fault = readonly [pointer: string, message: string];

export const serviceExposure: StackPolicy = {
  id: 'service-exposure',
  // Of our own stacks alone: an Ingress controller, for instance, must be reached somehow.
  family: 'tenant',
  severity: 'error',
  title: 'Services of a tenant are reached inside the cluster only, under addresses that the cluster gives',
  why: 'A port of the node or a load balancer passes by the gateway with its TLS and refused paths. And whoever chooses an address takes what others send to it: an external IP catches the traffic of the whole cluster to that address (CVE-2020-8554).',
  fix: 'Leave the type at ClusterIP and every address to the cluster. Requests from outside come through routes.',
  controls: {
    hipaa: ['164.312(a)(1)', '164.312(e)(1)'],
    cis: ['5.3.2'],
    nsa: ['Network separation and hardening'],
  },
  *check(inventory): Iterable<Violation> {
    if (!inventory.tenant) return;
    for (const object of objectsOfKind(inventory, 'Service of v1')) {
      const { spec } = object.manifest;
      for (const [pointer, message] of faultsOf(isObject(spec) ? spec : {})) yield { object, pointer, message };
    }
    for (const object of objectsOfKind(inventory, 'Cluster of postgresql.cnpg.io/v1')) {
      const { spec } = object.manifest;
      const managed = isObject(spec) && isObject(spec['managed']) ? spec['managed'] : {};
      // What its operator would make of it.
      if (isUnset(managed['services'])) continue;
      yield { object, pointer: '/spec/managed/services', message: leftOut('services', managed['services']) };
    }
    for (const object of objectsOfKind(inventory, 'Gateway of gateway.networking.k8s.io/v1')) {
      const { spec } = object.manifest;
      const addresses = isObject(spec) ? spec['addresses'] : undefined;
      if (isUnset(addresses)) continue;
      yield { object, pointer: '/spec/addresses', message: leftOut('addresses', addresses) };
    }
  },
};

/** `ExternalName` is for `service-leads-elsewhere`, which refuses it. */
const types: ReadonlySet<Json> = new Set(['ClusterIP', 'ExternalName', '']);

function* faultsOf(spec: JsonObject): Generator<Fault> {
  const type = spec['type'] ?? 'ClusterIP';
  if (!types.has(type)) yield ['/spec/type', `type is ${describeValue(type)}, must be "ClusterIP"`];
  for (const field of ['externalIPs', 'loadBalancerIP', 'loadBalancerClass', 'healthCheckNodePort']) {
    if (!isUnset(spec[field])) yield [`/spec/${field}`, leftOut(field, spec[field])];
  }
  for (const field of ['clusterIP', 'clusterIPs']) {
    const found = spec[field];
    const isHeadless = (Array.isArray(found) ? found : [found]).every((one: Json | undefined) => one === 'None');
    if (!isUnset(found) && !isHeadless) yield [`/spec/${field}`, leftOut(field, found)];
  }
  const ports: readonly Json[] = Array.isArray(spec['ports']) ? spec['ports'] : [];
  for (const [index, port] of ports.entries()) {
    const nodePort = isObject(port) ? port['nodePort'] : undefined;
    if (!isUnset(nodePort)) yield [`/spec/ports/${index}/nodePort`, leftOut('nodePort', nodePort)];
  }
}

/** What API servers read as nothing. */
function isUnset(value: Json | undefined): boolean {
  return (
    value === undefined || value === null || value === '' || value === 0 || (Array.isArray(value) && value.length === 0)
  );
}

function leftOut(field: string, found: Json | undefined): string {
  return `${field} is ${describeValue(found)}, must be left out`;
}
