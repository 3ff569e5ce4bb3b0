/** Permits on services and routes only the annotations that the stack itself uses. */
import { escapeKey } from '../model/json-pointer.ts';
import type { Cluster } from '../model/fleet.ts';
import { isObject, type Json } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { describeValue } from './pod-template.ts';

export const routeAnnotations: StackPolicy = {
  id: 'route-annotations',
  // Of our own stacks alone: others have other controllers.
  family: 'tenant',
  severity: 'error',
  title: 'Services and routes of a tenant carry no annotation by which a controller would change their meaning',
  why: 'Controllers read orders from annotations that no schema knows: code for the proxy (`…-snippet`), further hosts, another class, a certificate by any issuer, records that point elsewhere, a load balancer. What is not needed is not permitted.',
  fix: 'Remove the annotation. Hosts are `domains` of the spec; what all tenants need is declared by the cluster.',
  controls: { hipaa: ['164.312(a)(1)', '164.312(e)(1)'], nsa: ['Network separation and hardening'] },
  *check(inventory): Iterable<Violation> {
    const { tenant, fleet } = inventory;
    if (!tenant) return;
    const own = fleet?.spec.labelPrefix ?? 'fleet.aos';
    for (const type of types) {
      for (const object of objectsOfKind(inventory, type)) {
        const { metadata } = object.manifest;
        const annotations = isObject(metadata) ? (metadata['annotations'] ?? {}) : {};
        for (const [key, value] of Object.entries(isObject(annotations) ? annotations : { '': annotations })) {
          if ([own, 'kustomize.toolkit.fluxcd.io'].includes(key.split('/')[0]!)) continue;
          const isOfIngress = type.startsWith('Ingress ');
          const wanted = (isOfIngress ? ofIngress.get(key) : undefined) ?? ofRecords(key, tenant.cluster);
          if (wanted?.test(String(value)) === true) continue;
          const pointer = `/metadata/annotations${key === '' ? '' : '/'}${escapeKey(key)}`;
          yield { object, pointer, message: faultOf(key, value, wanted) };
        }
      }
    }
  },
};

const types = [
  'Service of v1',
  'Ingress of networking.k8s.io/v1',
  ...['Gateway', 'HTTPRoute', 'ListenerSet'].map((kind) => `${kind} of gateway.networking.k8s.io/v1`),
];

/** Which Middlewares are meant is judged by `route-references`. */
const ofIngress: ReadonlyMap<string, RegExp> = new Map([
  ['traefik.ingress.kubernetes.io/router.entrypoints', /^(web|websecure)$/],
  ['traefik.ingress.kubernetes.io/router.middlewares', /^/],
]);

/** Where the cluster says that records of its tenants point, and how long they live. */
function ofRecords(key: string, { externalDns }: Cluster): RegExp | undefined {
  if (externalDns === undefined) return undefined;
  const { annotationPrefix, target } = externalDns;
  if (key === `${annotationPrefix}/ttl`) return /^\d+$/;
  if (key !== `${annotationPrefix}/target` || target === undefined) return undefined;
  return new RegExp(`^${target.replaceAll('.', '\\.')}$`);
}

function faultOf(key: string, value: Json, wanted: RegExp | undefined): string {
  return `annotation ${key} is ${describeValue(value)}, must ${wanted === undefined ? 'be left out' : `match ${wanted.source}`}`;
}
