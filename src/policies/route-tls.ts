/** Demands that a tenant is reached over TLS, with its own certificates, and that plain HTTP only redirects. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { InventoryObject, StackPolicy, Violation } from '../model/policy.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { describeValue } from './pod-template.ts';
import { annotatedNames, type Fault, gatewayApi, type Routing, routingOf, specOf } from './routing.ts';
import { objectsIn } from './web-services.ts';

export const routeTls: StackPolicy = {
  id: 'route-tls',
  family: 'tenant',
  severity: 'error',
  title: 'Every host is served over TLS 1.2 or newer by a certificate of its own, and plain HTTP only redirects',
  why: 'Over plain HTTP anybody on the way reads passwords and health data. TLS that the gateway passes through ends nobody knows where, past every path that is refused; a certificate that is not there makes the gateway serve none, or a default one.',
  fix: 'Give each host a listener with protocol HTTPS and the Secret of its Certificate, and lead plain HTTP to a redirect to https.',
  controls: { hipaa: ['164.312(e)(1)', '164.312(e)(2)(ii)'], nsa: ['Encryption'] },
  *check(inventory): Iterable<Violation> {
    if (!inventory.tenant) return;
    const routing = routingOf(inventory);
    for (const [type, faultsOf] of judges) {
      for (const object of objectsOfKind(inventory, type)) {
        for (const [pointer, message] of faultsOf(object, routing)) yield { object, pointer, message };
      }
    }
  },
};

const judges: ReadonlyMap<string, (object: InventoryObject, routing: Routing) => Iterable<Fault>> = new Map([
  [`Gateway of ${gatewayApi}/v1`, faultsOfListeners],
  [`ListenerSet of ${gatewayApi}/v1`, faultsOfListeners],
  [`HTTPRoute of ${gatewayApi}/v1`, faultsOfRoute],
  ['ClientTrafficPolicy of gateway.envoyproxy.io/v1alpha1', faultsOfVersions],
  ['Ingress of networking.k8s.io/v1', faultsOfIngress],
]);

function* faultsOfListeners(object: InventoryObject, routing: Routing): Generator<Fault> {
  const listeners = objectsIn(specOf(object), 'listeners');
  const secure = new Set(listeners.filter(({ protocol }) => protocol === 'HTTPS').map(({ hostname }) => hostname));
  for (const [index, listener] of listeners.entries()) {
    const { protocol, hostname } = listener;
    const pointer = `/spec/listeners/${index}`;
    if (protocol === 'HTTPS') yield* faultsOfSecure(listener, pointer, routing);
    else if (protocol !== 'HTTP')
      yield [`${pointer}/protocol`, `protocol is ${describeValue(protocol)}, must be "HTTPS"`];
    else if (!secure.has(hostname)) {
      yield [
        pointer,
        `host ${describeValue(hostname)} is served over plain HTTP alone, must have a listener with protocol HTTPS`,
      ];
    }
  }
}

function* faultsOfSecure({ hostname, tls: value }: JsonObject, pointer: string, routing: Routing): Generator<Fault> {
  const tls = isObject(value) ? value : {};
  const mode = tls['mode'] ?? 'Terminate';
  if (mode !== 'Terminate') yield [`${pointer}/tls/mode`, `mode is ${describeValue(mode)}, must be "Terminate"`];
  const { options } = tls;
  if (!isEmpty(options)) yield [`${pointer}/tls/options`, `options is ${describeValue(options)}, must be left out`];
  const references = Array.isArray(tls['certificateRefs']) ? (tls['certificateRefs'] as readonly Json[]) : [];
  if (references.length === 0)
    yield [`${pointer}/tls`, 'the listener has no certificateRefs, must name a Secret of the stack'];
  for (const [index, reference] of references.entries()) {
    const { group, kind, name } = isObject(reference) ? reference : {};
    const isSecret = (group ?? '') === '' && (kind ?? 'Secret') === 'Secret';
    if (isSecret && isCertified(routing, name, hostname)) continue;
    yield [`${pointer}/tls/certificateRefs/${index}`, noCertificate(name, hostname)];
  }
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || (isObject(value) && Object.keys(value).length === 0);
}

function isCertified({ certificates }: Routing, secret: Json | undefined, host: Json | undefined): boolean {
  return certificates.get(String(secret))?.has(String(host)) === true;
}

function noCertificate(secret: Json | undefined, host: Json | undefined): string {
  return `the certificate is ${describeValue(secret)}, must be the Secret of a Certificate of the stack for ${describeValue(host)}`;
}

/** A route without a section attaches to all listeners of its parent. */
function* faultsOfRoute(object: InventoryObject, { listeners }: Routing): Generator<Fault> {
  const spec = specOf(object);
  const isPlain = objectsIn(spec, 'parentRefs').some(({ kind, name, sectionName }) =>
    (listeners.get(`${String(kind ?? 'Gateway')} ${String(name)}`) ?? []).some(
      (listener) => listener['protocol'] === 'HTTP' && (sectionName === undefined || sectionName === listener['name']),
    ),
  );
  if (!isPlain) return;
  for (const [index, rule] of objectsIn(spec, 'rules').entries()) {
    if (!redirects(rule)) yield [`/spec/rules/${index}`, 'the rule answers plain HTTP, must only redirect to https'];
  }
}

function redirects(rule: JsonObject): boolean {
  const filters = objectsIn(rule, 'filters');
  const isRedirect = ({ type, requestRedirect }: JsonObject): boolean =>
    type === 'RequestRedirect' && isObject(requestRedirect) && requestRedirect['scheme'] === 'https';
  // A mirror would still get the request.
  return objectsIn(rule, 'backendRefs').length === 0 && filters.length > 0 && filters.every(isRedirect);
}

/** Envoy Gateway begins at 1.2 when nothing is said. */
function* faultsOfVersions(object: InventoryObject): Generator<Fault> {
  const { tls } = specOf(object);
  for (const field of ['minVersion', 'maxVersion']) {
    const version = isObject(tls) ? tls[field] : undefined;
    if (version === undefined || version === null || version === '1.2' || version === '1.3') continue;
    yield [`/spec/tls/${field}`, `${field} is ${describeValue(version)}, must be "1.2" or "1.3"`];
  }
}

/** Without its annotation, a router of Traefik listens at every entry point. */
function* faultsOfIngress(object: InventoryObject, routing: Routing): Generator<Fault> {
  const points = annotatedNames(object, 'router.entrypoints');
  if (points.join() !== 'websecure') {
    const middlewares = annotatedNames(object, 'router.middlewares').map((name) => routing.middlewares.get(name));
    const isRedirect = middlewares.some((middleware) => {
      const redirect = middleware?.['redirectScheme'];
      return isObject(redirect) && redirect['scheme'] === 'https';
    });
    if (isRedirect) return;
    const message = `the Ingress listens at ${points.join(' and ') || 'every entry point'}, must redirect to https or listen at websecure alone`;
    yield ['/metadata/annotations', message];
  }
  const spec = specOf(object);
  const entries = objectsIn(spec, 'tls');
  for (const [index, { host }] of objectsIn(spec, 'rules').entries()) {
    const entry = entries.find(({ hosts }) => Array.isArray(hosts) && hosts.includes(host ?? null));
    const secret = entry?.['secretName'];
    if (!isCertified(routing, secret, host)) yield [`/spec/rules/${index}/host`, noCertificate(secret, host)];
  }
}
