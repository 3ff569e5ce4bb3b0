/** What an HTTPRoute of a tenant refers to: its parents, backends and filters. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { InventoryObject } from '../model/policy.ts';
import { describeValue } from './pod-template.ts';
import { type Fault, gatewayApi, type Routing, specOf } from './routing.ts';
import { objectsIn } from './web-services.ts';

export function* faultsOfHttpRoute(object: InventoryObject, routing: Routing): Generator<Fault> {
  const spec = specOf(object);
  const parents = objectsIn(spec, 'parentRefs');
  if (parents.length === 0)
    yield ['/spec', 'the route has no parentRefs, must name a Gateway or ListenerSet of the stack'];
  for (const [index, parent] of parents.entries()) {
    if (leadsElsewhere(parent, routing) || isParent(parent, routing)) continue;
    const { kind, name, sectionName } = parent;
    const what = [kind ?? 'Gateway', name, sectionName]
      .filter((part) => part !== undefined)
      .map(String)
      .join(' ');
    yield [`/spec/parentRefs/${index}`, `the parent is ${what}, must be a listener of the stack`];
  }
  for (const [index, rule] of objectsIn(spec, 'rules').entries())
    yield* faultsOfRule(rule, `/spec/rules/${index}`, routing);
}

/** By its namespace, which is reported anyway. */
function leadsElsewhere({ namespace }: JsonObject, routing: Routing): boolean {
  return (namespace ?? routing.namespace) !== routing.namespace;
}

function isParent({ group, kind, name, sectionName }: JsonObject, { listeners }: Routing): boolean {
  const sections = listeners.get(`${String(kind ?? 'Gateway')} ${String(name)}`);
  if ((group ?? gatewayApi) !== gatewayApi || sections === undefined) return false;
  return sectionName === undefined || sections.some((section) => section['name'] === sectionName);
}

function* faultsOfRule(rule: JsonObject, pointer: string, routing: Routing): Generator<Fault> {
  yield* faultsOfFilters(rule, pointer, routing);
  for (const [index, backend] of objectsIn(rule, 'backendRefs').entries()) {
    const at = `${pointer}/backendRefs/${index}`;
    yield* faultsOfBackend(backend, at, routing);
    yield* faultsOfFilters(backend, at, routing);
  }
}

function* faultsOfBackend(backend: Json | undefined, pointer: string, routing: Routing): Generator<Fault> {
  const { group, kind, name, port, namespace } = isObject(backend) ? backend : {};
  if ((namespace ?? routing.namespace) !== routing.namespace) return;
  const service =
    (group ?? '') === '' && (kind ?? 'Service') === 'Service' ? routing.services.get(String(name)) : undefined;
  const what = `${String(kind ?? 'Service')} ${describeValue(name)}, port ${describeValue(port)}`;
  if (service === undefined || typeof port !== 'number' || !service.ports.has(port)) {
    yield [pointer, `the backend is ${what}, must be a service of the stack and a port of it`];
  } else if (service.isDatabase) {
    yield [pointer, `the backend is ${what}, must not be the database`];
  }
}

/** Those that only change a request or its answer. */
const plain: ReadonlySet<Json> = new Set([
  'CORS',
  'RequestHeaderModifier',
  'RequestRedirect',
  'ResponseHeaderModifier',
  'URLRewrite',
]);

function* faultsOfFilters(holder: JsonObject, pointer: string, routing: Routing): Generator<Fault> {
  for (const [index, filter] of objectsIn(holder, 'filters').entries()) {
    const at = `${pointer}/filters/${index}`;
    const type = filter['type'] ?? null;
    if (plain.has(type)) continue;
    if (type === 'RequestMirror') {
      const { requestMirror } = filter;
      const backend = isObject(requestMirror) ? requestMirror['backendRef'] : undefined;
      yield* faultsOfBackend(backend, `${at}/requestMirror/backendRef`, routing);
    } else if (type !== 'ExtensionRef' || !isFilter(filter['extensionRef'], routing)) {
      const what = type === 'ExtensionRef' ? 'an extension that is no filter of the stack' : describeValue(type);
      yield [at, `the filter is ${what}, must be one of ${[...plain].join(', ')} or an HTTPRouteFilter of the stack`];
    }
  }
}

function isFilter(reference: Json | undefined, { filters }: Routing): boolean {
  const { group, kind, name } = isObject(reference) ? reference : {};
  return group === 'gateway.envoyproxy.io' && kind === 'HTTPRouteFilter' && filters.has(String(name));
}
