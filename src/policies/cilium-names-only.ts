/** Permits Cilium's own policies for host names only: everything else is said by network policies. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { InventoryObject, StackPolicy, Violation } from '../model/policy.ts';
import { objectsIn } from './web-services.ts';

export const ciliumNamesOnly: StackPolicy = {
  id: 'cilium-names-only',
  // Of our own stacks alone: others may well use all of Cilium.
  family: 'tenant',
  severity: 'error',
  title: 'Cilium policies permit exact host names, and DNS, to go out, and nothing else',
  why: 'Cilium adds its policies to the network policies, so that one of them opens what the others deny: all hosts below a domain, the whole cluster, a way in.',
  fix: 'Give each destination as `toFQDNs` with `matchName` and ports; say everything else in a NetworkPolicy.',
  controls: { hipaa: ['164.312(a)(1)', '164.312(e)(1)'], nsa: ['Network policies'] },
  *check({ objects }): Iterable<Violation> {
    for (const object of objects) {
      const { apiVersion, kind, spec } = object.manifest;
      if (!String(apiVersion).startsWith('cilium.io/')) continue;
      if (kind === 'CiliumNetworkPolicy' && isObject(spec)) yield* faultsOf(object, spec);
      else
        yield {
          object,
          pointer: '/kind',
          message: `${kind} of Cilium is used, must be a CiliumNetworkPolicy with one spec`,
        };
    }
  },
};

const permitted = new Set(['endpointSelector', 'egress', 'egressDeny', 'ingressDeny', 'description']);

function* faultsOf(object: InventoryObject, spec: JsonObject): Iterable<Violation> {
  if (object.manifest['specs'] !== undefined) {
    yield { object, pointer: '/specs', message: 'specs are given beside spec, must be left out' };
  }
  for (const field of Object.keys(spec)) {
    if (permitted.has(field)) continue;
    yield { object, pointer: `/spec/${field}`, message: `${field} is given, must be left out` };
  }
  for (const [index, rule] of objectsIn(spec, 'egress').entries()) {
    const fault = faultOf(rule);
    if (fault !== undefined) yield { object, pointer: `/spec/egress/${index}`, message: fault };
  }
}

function faultOf(rule: JsonObject): string | undefined {
  const destinations = Object.keys(rule).filter((field) => field !== 'toPorts');
  if (!arePortsNamed(rule)) return 'the rule permits every port, must name ports';
  if (destinations.join() === 'toFQDNs') {
    const patterns = objectsIn(rule, 'toFQDNs').filter((name) => Object.keys(name).join() !== 'matchName');
    return patterns.length === 0 ? undefined : `the rule permits ${JSON.stringify(patterns[0])}, must give a matchName`;
  }
  if (destinations.join() === 'toEndpoints' && isForDns(rule)) return undefined;
  return `the rule permits ${destinations.join(' and ') || 'every destination'}, must give toFQDNs, or toEndpoints for DNS`;
}

function arePortsNamed(rule: JsonObject): boolean {
  const ports = objectsIn(rule, 'toPorts');
  return ports.length > 0 && ports.every((each) => objectsIn(each, 'ports').length > 0);
}

/** Through the proxy for DNS, and to pods of one namespace that it names. */
function isForDns(rule: JsonObject): boolean {
  const isDns = (each: JsonObject): boolean => isObject(each['rules']) && Object.keys(each['rules']).join() === 'dns';
  const isNamed = ({ matchLabels }: JsonObject): boolean =>
    isObject(matchLabels) && isText(matchLabels['k8s:io.kubernetes.pod.namespace']);
  const peers = objectsIn(rule, 'toEndpoints');
  return objectsIn(rule, 'toPorts').every(isDns) && peers.length > 0 && peers.every(isNamed);
}

function isText(value: Json | undefined): boolean {
  return typeof value === 'string' && value !== '';
}
