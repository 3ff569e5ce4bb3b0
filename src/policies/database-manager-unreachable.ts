/** Demands that no way in leads to the paths that create, copy, dump or drop databases. */
import { databasePaths } from '../model/refused-paths.ts';
import { isObject, type JsonObject } from '../model/manifest.ts';
import type { InventoryObject, StackPolicy, Violation } from '../model/policy.ts';
import { ingressesTo } from './ingress-paths.ts';
import { isGuardOf, isPathRewritten, type PathMatch, pathsOf, reaches } from './route-paths.ts';
import { objectsIn, webServicesOf } from './web-services.ts';

export const databaseManagerUnreachable: StackPolicy = {
  id: 'database-manager-unreachable',
  family: 'tenant',
  severity: 'error',
  title: "No route or Ingress leads to Odoo's database manager",
  why: 'The manager dumps, overwrites and drops whole databases, behind one password and without a user. Odoo refuses it too, by `list_db`; a wall of one layer is a wall that one setting opens.',
  fix: 'Keep the rule for `/web/database`, `/xmlrpc/db` and `/xmlrpc/2/db` without a backend in every route, and add no rule that is more specific. Open the web service in no other way.',
  controls: { hipaa: ['164.312(a)(1)', '164.312(c)(1)'], nsa: ['Network separation and hardening'] },
  *check({ objects }): Iterable<Violation> {
    const services = webServicesOf(objects);
    const names = new Set(services.map(({ name }) => name));
    if (names.size === 0) return;
    for (const { object } of services) yield* exposedService(object);
    for (const object of objects) {
      if (object.manifest['kind'] === 'HTTPRoute') yield* openRules(object, names);
      else if (isRoute(object.manifest) && leadsTo(object.manifest, names)) yield otherRoute(object);
    }
    for (const { object, pointer, path, host } of ingressesTo(objects, { services: names, paths: probes })) {
      const message = `${path} of host ${JSON.stringify(host)} leads to Odoo, must be refused by a path of its own`;
      yield { object, pointer, message };
    }
  },
};

/** The paths, and one below each. */
const probes: readonly string[] = databasePaths.flatMap((path) => [path, `${path}/manager`]);

function* exposedService(object: InventoryObject): Iterable<Violation> {
  const spec = isObject(object.manifest['spec']) ? object.manifest['spec'] : {};
  const type = spec['type'] ?? 'ClusterIP';
  if (type === 'ClusterIP' && spec['externalIPs'] === undefined) return;
  yield {
    object,
    pointer: type === 'ClusterIP' ? '/spec/externalIPs' : '/spec/type',
    message: `the service of Odoo is open to the outside as ${type}, must be reached by routes only`,
  };
}

function* openRules(object: InventoryObject, services: ReadonlySet<string>): Iterable<Violation> {
  const { spec } = object.manifest;
  if (!isObject(spec)) return;
  const rules = objectsIn(spec, 'rules');
  const guards = rules.filter((rule) => !reaches(rule, services)).flatMap(pathsOf);
  for (const [index, rule] of rules.entries()) {
    if (!reaches(rule, services)) continue;
    const pointer = `/spec/rules/${index}`;
    if (isPathRewritten(rule)) {
      yield {
        object,
        pointer: `${pointer}/filters`,
        message: 'the rule rewrites paths to Odoo, must leave them as they are',
      };
    }
    const open = probes.find((probe) => pathsOf(rule).some((match) => isOpen(probe, match, guards)));
    if (open === undefined) continue;
    yield {
      object,
      pointer,
      message: `the rule leads ${open} to Odoo, must be preceded by a more specific rule without a backend`,
    };
  }
}

function isOpen(probe: string, match: PathMatch, guards: readonly PathMatch[]): boolean {
  return match.mayMatch(probe) && !guards.some((guard) => isGuardOf(guard, probe, match));
}

function isRoute({ apiVersion }: JsonObject): boolean {
  return String(apiVersion).startsWith('gateway.networking.k8s.io/');
}

function leadsTo({ spec }: JsonObject, services: ReadonlySet<string>): boolean {
  return isObject(spec) && objectsIn(spec, 'rules').some((rule) => reaches(rule, services));
}

function otherRoute(object: InventoryObject): Violation {
  const kind = String(object.manifest['kind']);
  return {
    object,
    pointer: '/spec/rules',
    message: `${kind} leads to Odoo, must be an HTTPRoute, whose paths are known`,
  };
}
