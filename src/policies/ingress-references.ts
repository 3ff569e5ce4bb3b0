/** What an Ingress of a tenant refers to: its backends, and Traefik's Middlewares. */
import { isObject, type Json } from '../model/manifest.ts';
import type { InventoryObject } from '../model/policy.ts';
import { describeValue } from './pod-template.ts';
import { annotatedNames, type Fault, type Routing, specOf } from './routing.ts';
import { objectsIn } from './web-services.ts';

export function* faultsOfIngress(object: InventoryObject, routing: Routing): Generator<Fault> {
  const spec = specOf(object);
  for (const name of annotatedNames(object, 'router.middlewares')) {
    if (routing.middlewares.has(name)) continue;
    const pointer = '/metadata/annotations/traefik.ingress.kubernetes.io~1router.middlewares';
    yield [pointer, `the Middleware is ${JSON.stringify(name)}, must be one of the stack`];
  }
  if ((spec['defaultBackend'] ?? null) !== null)
    yield* faultsOfBackend(spec['defaultBackend'], '/spec/defaultBackend', routing);
  for (const [index, rule] of objectsIn(spec, 'rules').entries()) {
    const http = isObject(rule['http']) ? rule['http'] : {};
    for (const [position, path] of objectsIn(http, 'paths').entries()) {
      yield* faultsOfBackend(path['backend'], `/spec/rules/${index}/http/paths/${position}/backend`, routing);
    }
  }
}

function* faultsOfBackend(backend: Json | undefined, pointer: string, { services }: Routing): Generator<Fault> {
  const service = isObject(backend) && isObject(backend['service']) ? backend['service'] : {};
  const { number, name: portName } = isObject(service['port']) ? service['port'] : {};
  const port = portName ?? number ?? null;
  const known = services.get(String(service['name']));
  const what = `Service ${describeValue(service['name'])}, port ${describeValue(port)}`;
  if (known === undefined || port === null || !known.ports.has(port)) {
    yield [pointer, `the backend is ${what}, must be a service of the stack and a port of it`];
  } else if (known.isDatabase) {
    yield [pointer, `the backend is ${what}, must not be the database`];
  }
}
