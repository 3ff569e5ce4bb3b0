/** Where requests from outside come in by an Ingress or Gateway controller, and which pods these are told to pass them on to. */
import { isObject, type Json, type JsonObject, listOf, refOf } from '../model/manifest.ts';
import type { InventoryObject } from '../model/policy.ts';
import type { NetworkInventory } from './network-inventory.ts';
import { isPort } from './policy-port.ts';
import { isEmpty, noPorts, portsOf, type PortSet, unite } from './port-set.ts';
import type { PodGroup } from './read-pods.ts';

/** By controller, then by workload: the ports that routes lead to. */
export type EntryPoints = ReadonlyMap<string, ReadonlyMap<string, PortSet>>;

const ingressController = '{ingress-controller}';
const gatewayController = '{gateway-controller}';
export const controllers: ReadonlySet<string> = new Set([ingressController, gatewayController]);

/** What a route leads to: a service, and one of its ports; undefined means all of them. */
interface Backend {
  readonly controller: string;
  readonly namespace: string;
  readonly service: string;
  readonly port?: string | number;
}

/** @param ports `declared`: ports that containers declare alone, as analysers read it; `any`: wherever the service leads. */
export function entryPoints(
  objects: readonly InventoryObject[],
  { workloads }: NetworkInventory,
  ports: 'declared' | 'any',
): EntryPoints {
  const services = new Map<string, JsonObject>();
  for (const { manifest } of objects) {
    if (manifest['apiVersion'] !== 'v1' || manifest['kind'] !== 'Service' || !isObject(manifest['spec'])) continue;
    const { namespace = 'default', name } = refOf(manifest);
    services.set(`${namespace}/${name}`, manifest['spec']);
  }
  const groups = Map.groupBy(
    workloads.flatMap(({ id, pods }) => pods.map((group) => ({ id, group }))),
    ({ group }) => group.namespace,
  );
  const entries = new Map<string, Map<string, PortSet>>();
  for (const { controller, namespace, service, port } of objects.flatMap((object) => [
    ...backendsOf(object.manifest),
  ])) {
    const spec = services.get(`${namespace}/${service}`);
    if (!spec) continue;
    for (const { id, group } of groups.get(namespace) ?? []) {
      if (!isSelected(spec['selector'], group)) continue;
      const found = portsAt(spec, { wanted: port, group, ports });
      if (isEmpty(found)) continue;
      const ofController = entries.get(controller) ?? new Map<string, PortSet>();
      entries.set(controller, ofController.set(id, unite(ofController.get(id) ?? noPorts, found)));
    }
  }
  return entries;
}

/** The inventory with a pod for each controller, of whose namespace and labels nothing is known. */
export function withControllers(inventory: NetworkInventory, entries: EntryPoints): NetworkInventory {
  if (entries.size === 0) return inventory;
  const names = [...entries.keys()];
  const pods = names.map((namespace): PodGroup => {
    return { namespace, labels: {}, namedPorts: [], tcpPorts: [], hostNetwork: false };
  });
  return {
    ...inventory,
    namespaces: new Map([...inventory.namespaces, ...names.map((name) => [name, {}] as const)]),
    workloads: [...inventory.workloads, ...pods.map((group) => ({ id: group.namespace, pods: [group] }))],
  };
}

function* backendsOf(manifest: JsonObject): Iterable<Backend> {
  const { kind, spec } = manifest;
  const api = String(manifest['apiVersion']).split('/')[0];
  if (!isObject(spec)) return;
  const { namespace = 'default' } = refOf(manifest);
  if (kind === 'Ingress' && api === 'networking.k8s.io') {
    const paths = listOf(spec['rules']).flatMap((rule) => listOf(at(rule, 'http', 'paths')));
    for (const backend of [spec['defaultBackend'] ?? null, ...paths.map((path) => at(path, 'backend'))]) {
      const service = at(backend, 'service', 'name');
      if (typeof service !== 'string') continue;
      const port = at(backend, 'service', 'port', 'name') ?? at(backend, 'service', 'port', 'number');
      yield { controller: ingressController, namespace, service, ...portOf(port) };
    }
  } else if (kind === 'Route' && api === 'route.openshift.io') {
    for (const target of [spec['to'] ?? null, ...listOf(spec['alternateBackends'])]) {
      const service = at(target, 'name');
      if (typeof service !== 'string' || (at(target, 'kind') ?? 'Service') !== 'Service') continue;
      yield { controller: ingressController, namespace, service, ...portOf(at(spec, 'port', 'targetPort')) };
    }
  } else if (/^(GRPC|HTTP|TCP|TLS)Route$/.test(String(kind)) && api === 'gateway.networking.k8s.io') {
    for (const reference of listOf(spec['rules']).flatMap((rule) => listOf(at(rule, 'backendRefs')))) {
      const service = at(reference, 'name');
      if (typeof service !== 'string' || (at(reference, 'kind') ?? 'Service') !== 'Service') continue;
      const own = at(reference, 'namespace') ?? namespace;
      yield { controller: gatewayController, namespace: String(own), service, ...portOf(at(reference, 'port')) };
    }
  }
}

/** A service without selector leads elsewhere. */
function isSelected(selector: Json | undefined, { labels }: PodGroup): boolean {
  return isObject(selector) && Object.entries(selector).every(([key, value]) => labels[key] === value);
}

interface Wanted {
  readonly wanted: string | number | undefined;
  readonly group: PodGroup;
  readonly ports: 'declared' | 'any';
}

function portsAt(service: JsonObject, { wanted, group, ports }: Wanted): PortSet {
  const { namedPorts, tcpPorts } = group;
  let found = noPorts;
  for (const entry of listOf(service['ports'])) {
    if (!isObject(entry) || (entry['protocol'] ?? 'TCP') !== 'TCP') continue;
    const { name, port, targetPort } = entry;
    if (wanted !== undefined && wanted !== name && wanted !== port && wanted !== targetPort) continue;
    const target = targetPort ?? port;
    const named = namedPorts.find((one) => one.name === target && one.protocol === 'TCP')?.port;
    const number = typeof target === 'string' ? named : target;
    if (isPort(number) && (ports === 'any' || tcpPorts.includes(number))) {
      found = unite(found, portsOf('TCP', number, number));
    }
    // A route that names a port has one.
    if (wanted !== undefined) break;
  }
  return found;
}

function portOf(port: Json | undefined): Pick<Backend, 'port'> {
  return (typeof port === 'string' && port !== '') || (typeof port === 'number' && port !== 0) ? { port } : {};
}

function at(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let found: Json | undefined = value;
  for (const field of path) found = isObject(found) ? found[field] : undefined;
  return found;
}
