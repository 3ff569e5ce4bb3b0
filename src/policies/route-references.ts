/** Demands that routing objects of a tenant refer to objects of its own stack, and let nobody else refer to them. */
import { escapeKey } from '../model/json-pointer.ts';
import type { Tenant } from '../model/fleet.ts';
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { InventoryObject, StackPolicy, Violation } from '../model/policy.ts';
import { faultsOfHttpRoute } from './http-route-references.ts';
import { faultsOfIngress } from './ingress-references.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { describeValue } from './pod-template.ts';
import { type Fault, gatewayApi, type Routing, routingOf, specOf } from './routing.ts';
import { objectsIn } from './web-services.ts';

export const routeReferences: StackPolicy = {
  id: 'route-references',
  family: 'tenant',
  severity: 'error',
  title: 'Routes, gateways and middlewares of a tenant refer to objects of its own stack only',
  why: "A reference that leaves the namespace leads requests with their passwords to another tenant's pods, or serves another tenant's certificate; one to nothing waits for whoever makes it, and a policy for nothing protects nothing. The database is no backend of anybody.",
  fix: 'Refer to services, listeners, filters and Middlewares of this stack, by names and ports that they have.',
  controls: {
    hipaa: ['164.312(a)(1)', '164.312(e)(1)', '164.308(a)(4)'],
    cis: ['5.6.1'],
    nsa: ['Network separation and hardening'],
  },
  *check(inventory): Iterable<Violation> {
    const { tenant } = inventory;
    if (!tenant) return;
    const routing = routingOf(inventory);
    for (const [type, faultsOf] of judges) {
      for (const object of objectsOfKind(inventory, type)) {
        for (const [pointer, message] of faultsOf(object, routing, tenant)) yield { object, pointer, message };
        for (const [pointer, message] of faultsOfNamespaces(specOf(object), '/spec', routing.namespace)) {
          // `ListenerSet` is judged with its Gateway.
          if (pointer !== '/spec/parentRef/namespace') yield { object, pointer, message };
        }
      }
    }
  },
};

type Judge = (object: InventoryObject, routing: Routing, tenant: Tenant) => Iterable<Fault>;

const judges: ReadonlyMap<string, Judge> = new Map<string, Judge>([
  [`Gateway of ${gatewayApi}/v1`, faultsOfGateway],
  [`HTTPRoute of ${gatewayApi}/v1`, faultsOfHttpRoute],
  [`ListenerSet of ${gatewayApi}/v1`, faultsOfListenerSet],
  ['BackendTrafficPolicy of gateway.envoyproxy.io/v1alpha1', faultsOfTargets],
  ['ClientTrafficPolicy of gateway.envoyproxy.io/v1alpha1', faultsOfTargets],
  [
    'SecurityPolicy of gateway.envoyproxy.io/v1alpha1',
    (object, routing) => [
      ...faultsOfFields(object, ['authorization', 'cors', 'targetRef', 'targetRefs']),
      ...faultsOfTargets(object, routing),
    ],
  ],
  [
    'HTTPRouteFilter of gateway.envoyproxy.io/v1alpha1',
    (object) => faultsOfFields(object, ['directResponse', 'urlRewrite']),
  ],
  ['Ingress of networking.k8s.io/v1', faultsOfIngress],
  [
    'Middleware of traefik.io/v1alpha1',
    // Others run code, or ask a server that they name.
    (object) => faultsOfFields(object, ['buffering', 'encodedCharacters', 'headers', 'ipAllowList', 'redirectScheme']),
  ],
]);

/** Each namespace that is named anywhere in an object. */
function* faultsOfNamespaces(value: Json, pointer: string, own: string): Generator<Fault> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* faultsOfNamespaces(item as Json, `${pointer}/${index}`, own);
  } else if (isObject(value)) {
    for (const [key, child] of Object.entries(value)) {
      const at = `${pointer}/${escapeKey(key)}`;
      if (key === 'namespace' && child !== own && child !== null) {
        yield [at, `namespace is ${describeValue(child)}, must be ${JSON.stringify(own)}`];
      }
      yield* faultsOfNamespaces(child, at, own);
    }
  }
}

function* faultsOfFields(object: InventoryObject, permitted: readonly string[]): Generator<Fault> {
  for (const field of Object.keys(specOf(object))) {
    if (!permitted.includes(field))
      yield [`/spec/${field}`, `${field} is given, must be one of ${permitted.join(', ')}`];
  }
}

function* faultsOfGateway(object: InventoryObject): Generator<Fault> {
  const { allowedListeners, infrastructure } = specOf(object);
  if ((infrastructure ?? null) !== null) yield ['/spec/infrastructure', 'infrastructure is given, must be left out'];
  const from = fromOf(allowedListeners) ?? 'None';
  if (from !== 'None') {
    yield ['/spec/allowedListeners', `listeners are accepted from ${describeValue(from)}, must be "None"`];
  }
  yield* faultsOfListeners(object);
}

function* faultsOfListenerSet(object: InventoryObject, _: Routing, { cluster }: Tenant): Generator<Fault> {
  const { shared } = cluster.gateway ?? {};
  const parent = specOf(object)['parentRef'];
  const { name, namespace } = isObject(parent) ? parent : {};
  if (shared === undefined || name !== shared.name || namespace !== shared.namespace) {
    const wanted =
      shared === undefined ? 'left out, since the cluster has none' : `${shared.name} of ${shared.namespace}`;
    yield [
      '/spec/parentRef',
      `the shared Gateway is ${describeValue(name)} of ${describeValue(namespace)}, must be ${wanted}`,
    ];
  }
  yield* faultsOfListeners(object);
}

/** Without a word, routes of the same namespace attach. */
function* faultsOfListeners(object: InventoryObject): Generator<Fault> {
  for (const [index, { allowedRoutes }] of objectsIn(specOf(object), 'listeners').entries()) {
    const from = fromOf(allowedRoutes) ?? 'Same';
    if (from === 'Same') continue;
    const pointer = `/spec/listeners/${index}/allowedRoutes`;
    yield [pointer, `routes are accepted from ${describeValue(from)}, must be "Same"`];
  }
}

function fromOf(value: Json | undefined): Json | undefined {
  if (value === undefined || value === null) return undefined;
  const namespaces = isObject(value) ? (value['namespaces'] ?? {}) : value;
  return isObject(namespaces) ? (namespaces['from'] ?? undefined) : namespaces;
}

/** A policy of Envoy Gateway for nothing protects nothing. */
function* faultsOfTargets(object: InventoryObject, routing: Routing): Generator<Fault> {
  const spec = specOf(object);
  const single = isObject(spec['targetRef']) ? [[spec['targetRef'], '/spec/targetRef'] as const] : [];
  const several = objectsIn(spec, 'targetRefs').map((target, at) => [target, `/spec/targetRefs/${at}`] as const);
  const targets = [...single, ...several];
  if (targets.length === 0) yield ['/spec', 'the policy has no targetRefs, must name what it is for'];
  for (const [target, pointer] of targets) {
    if (isTarget(target, routing)) continue;
    const { kind, name, sectionName } = target;
    const what = [kind, name, sectionName]
      .filter((part) => part !== undefined)
      .map(String)
      .join(' ');
    yield [pointer, `the policy is for ${what}, must be for a Gateway, ListenerSet or HTTPRoute of the stack`];
  }
}

function isTarget({ kind, name, sectionName }: JsonObject, { listeners, routes }: Routing): boolean {
  const sections = kind === 'HTTPRoute' ? routes.get(String(name)) : listeners.get(`${String(kind)} ${String(name)}`);
  if (sections === undefined) return false;
  return sectionName === undefined || sections.some((section) => section['name'] === sectionName);
}
