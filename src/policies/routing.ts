/** What the routes of a tenant's stack can refer to: its services, listeners, middlewares, filters and certificates. */
import { isObject, type Json, type JsonObject, refOf } from '../model/manifest.ts';
import type { Inventory, InventoryObject } from '../model/policy.ts';
import { remember } from '../model/remember.ts';
import { objectsOfKind } from './objects-of-kind.ts';
import { podsOfService } from './service-pods.ts';
import { objectsIn } from './web-services.ts';

export interface Routing {
  readonly namespace: string;
  readonly services: ReadonlyMap<string, RoutedService>;
  /** Listeners by `<kind> <name>` of the Gateway or ListenerSet. */
  readonly listeners: ReadonlyMap<string, readonly JsonObject[]>;
  /** Rules by name of the HTTPRoute. */
  readonly routes: ReadonlyMap<string, readonly JsonObject[]>;
  readonly filters: ReadonlySet<string>;
  /** Specs by the names under which Ingresses refer to them. */
  readonly middlewares: ReadonlyMap<string, JsonObject>;
  /** Hosts by the Secret of their certificate. */
  readonly certificates: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface RoutedService {
  /** By number, and by name where they have one. */
  readonly ports: ReadonlySet<Json>;
  readonly isDatabase: boolean;
}

/** Where something is wrong in an object, and what. */
export type Fault = readonly [pointer: string, message: string];

export const gatewayApi = 'gateway.networking.k8s.io';

export const routingOf: (inventory: Inventory) => Routing = remember((inventory: Inventory): Routing => {
  const namespace = `tenant-${inventory.tenant?.spec.id ?? ''}`;
  const own = (type: string): readonly InventoryObject[] =>
    objectsOfKind(inventory, type).filter(({ manifest }) => refOf(manifest).namespace === namespace);
  const nameOf = ({ manifest }: InventoryObject): string => refOf(manifest).name;
  const parents = ['Gateway', 'ListenerSet'].flatMap((kind) => own(`${kind} of ${gatewayApi}/v1`));
  return {
    namespace,
    services: new Map(
      own('Service of v1').map((object) => [
        nameOf(object),
        {
          ports: new Set(objectsIn(specOf(object), 'ports').flatMap(({ name, port }) => [name ?? null, port ?? null])),
          isDatabase: podsOfService(object, inventory).some(({ isDatabase }) => isDatabase),
        },
      ]),
    ),
    listeners: new Map(
      parents.map((object) => [
        `${refOf(object.manifest).kind} ${nameOf(object)}`,
        objectsIn(specOf(object), 'listeners'),
      ]),
    ),
    routes: new Map(
      own(`HTTPRoute of ${gatewayApi}/v1`).map((object) => [nameOf(object), objectsIn(specOf(object), 'rules')]),
    ),
    filters: new Set(own('HTTPRouteFilter of gateway.envoyproxy.io/v1alpha1').map(nameOf)),
    middlewares: new Map(
      own('Middleware of traefik.io/v1alpha1').map((object) => [
        `${namespace}-${nameOf(object)}@kubernetescrd`,
        specOf(object),
      ]),
    ),
    certificates: new Map(
      own('Certificate of cert-manager.io/v1').map((object) => {
        const { secretName, dnsNames } = specOf(object);
        return [String(secretName), new Set(Array.isArray(dnsNames) ? dnsNames.map(String) : [])];
      }),
    ),
  };
});

export function specOf({ manifest: { spec } }: InventoryObject): JsonObject {
  return isObject(spec) ? spec : {};
}

/** The parts of an annotation of an Ingress that is a list of names. */
export function annotatedNames({ manifest: { metadata } }: InventoryObject, key: string): readonly string[] {
  const annotations = isObject(metadata) && isObject(metadata['annotations']) ? metadata['annotations'] : {};
  const text = String(annotations[`traefik.ingress.kubernetes.io/${key}`] ?? '');
  return text === '' ? [] : text.split(',').map((name) => name.trim());
}
