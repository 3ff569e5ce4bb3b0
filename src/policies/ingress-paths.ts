/** Which paths the Ingresses of a tenant lead to its services, as Traefik ranks and treats them. */
import { isObject, type JsonObject, refOf } from '../model/manifest.ts';
import type { InventoryObject } from '../model/policy.ts';
import { objectsIn } from './web-services.ts';

export interface OpenPath {
  readonly object: InventoryObject;
  readonly pointer: string;
  readonly path: string;
  readonly host: string;
}

interface IngressPath {
  readonly object: InventoryObject;
  readonly pointer: string;
  readonly host: string;
  readonly prefix: string;
  readonly isExact: boolean;
  /** Whether a middleware answers every request, so that none reaches the backend. */
  readonly isAnswered: boolean;
  readonly service: string;
}

/** The paths that lead to the services and that no longer path, which is answered by itself, takes away. */
export function* ingressesTo(
  objects: readonly InventoryObject[],
  of: { readonly services: ReadonlySet<string>; readonly paths: readonly string[] },
): Generator<OpenPath> {
  const answering = answeringMiddlewares(objects);
  const all = objects.flatMap((object) => pathsIn(object, answering));
  for (const each of all) {
    if (each.isAnswered || !of.services.has(each.service)) continue;
    const rivals = all.filter(({ host, isAnswered }) => isAnswered && host === each.host);
    const path = of.paths.find((probe) => takes(each, probe) && !rivals.some((rival) => isBefore(rival, each, probe)));
    if (path !== undefined) yield { object: each.object, pointer: each.pointer, path, host: each.host };
  }
}

/** Traefik compares prefixes as text. */
function takes({ prefix, isExact }: IngressPath, probe: string): boolean {
  return isExact ? probe === prefix : probe.startsWith(prefix);
}

function isBefore(rival: IngressPath, other: IngressPath, probe: string): boolean {
  return takes(rival, probe) && rival.prefix.length > other.prefix.length;
}

function pathsIn(object: InventoryObject, answering: ReadonlySet<string>): readonly IngressPath[] {
  const { kind, spec } = object.manifest;
  if (kind !== 'Ingress' || !isObject(spec)) return [];
  const isAnswered = middlewaresOf(object.manifest).some((name) => answering.has(name));
  const fallback = serviceOf({ backend: spec['defaultBackend'] ?? null });
  const whole = { object, host: '', prefix: '', isExact: false, isAnswered };
  const rules = objectsIn(spec, 'rules').flatMap((rule, index) => {
    const http = isObject(rule['http']) ? rule['http'] : {};
    return objectsIn(http, 'paths').map((path, position) => ({
      object,
      pointer: `/spec/rules/${index}/http/paths/${position}`,
      host: String(rule['host'] ?? ''),
      prefix: String(path['path'] ?? '/'),
      isExact: path['pathType'] === 'Exact',
      isAnswered,
      service: serviceOf(path),
    }));
  });
  return fallback === '' ? rules : [...rules, { ...whole, pointer: '/spec/defaultBackend', service: fallback }];
}

function serviceOf({ backend }: JsonObject): string {
  const service = isObject(backend) ? backend['service'] : undefined;
  return isObject(service) ? String(service['name'] ?? '') : '';
}

function middlewaresOf({ metadata }: JsonObject): readonly string[] {
  const annotations = isObject(metadata) && isObject(metadata['annotations']) ? metadata['annotations'] : {};
  return String(annotations['traefik.ingress.kubernetes.io/router.middlewares'] ?? '').split(',');
}

/** Middlewares that redirect everybody, or permit nobody, by the names under which Ingresses refer to them. */
function answeringMiddlewares(objects: readonly InventoryObject[]): ReadonlySet<string> {
  const names = objects.flatMap(({ manifest }) => {
    const { kind, name, namespace = '' } = refOf(manifest);
    const spec = isObject(manifest['spec']) ? manifest['spec'] : {};
    return kind === 'Middleware' && answers(spec) ? [`${namespace}-${name}@kubernetescrd`] : [];
  });
  return new Set(names);
}

function answers({ redirectScheme, ipAllowList }: JsonObject): boolean {
  if (isObject(redirectScheme)) return true;
  const range = isObject(ipAllowList) ? ipAllowList['sourceRange'] : undefined;
  return Array.isArray(range) && range.length === 1 && range[0] === '255.255.255.255/32';
}
