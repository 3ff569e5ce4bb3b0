/** Applies a tenant's patches to named parts of its rendered stack. */
import type { Tenant } from '../model/fleet.ts';
import { isObject, type Json, type JsonObject, refOf } from '../model/manifest.ts';
import { databaseNamesOf, names } from './names.ts';

const kinds: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'Cluster']);

/** The manifests with the tenant's patches in the order in which they are written. */
export function customised(manifests: readonly JsonObject[], tenant: Tenant): readonly JsonObject[] {
  const { customisations } = tenant.spec;
  if (customisations.length === 0) return manifests;
  // Name of the object that is meant by each part; its kind follows from the engine.
  const objects = { web: names.web, cron: names.cron, database: databaseNamesOf(tenant).server };
  return manifests.map((manifest) => {
    const { kind, name } = refOf(manifest);
    if (!kinds.has(kind)) return manifest;
    return customisations
      .filter(({ part }) => objects[part] === name)
      .reduce((patched, { patch }) => merged(patched, patch as JsonObject) as JsonObject, manifest);
  });
}

/** RFC 7396, but lists whose members all have names are merged by name: Kubernetes' own way with containers and volumes. */
function merged(value: Json | undefined, patch: Json): Json {
  if (Array.isArray(patch)) return isNamedList(value) && isNamedList(patch) ? mergedLists(value, patch) : patch;
  if (!isObject(patch)) return patch;
  const result: Record<string, Json> = isObject(value) ? { ...value } : {};
  for (const [key, change] of Object.entries(patch)) {
    if (change === null) delete result[key];
    else result[key] = merged(result[key], change);
  }
  return result;
}

type Named = JsonObject & { readonly name: string };

function isNamedList(value: Json | undefined): value is readonly Named[] {
  return Array.isArray(value) && value.every((member: Json) => isObject(member) && typeof member['name'] === 'string');
}

function mergedLists(list: readonly Named[], patch: readonly Named[]): Json {
  const known = new Set(list.map(({ name }) => name));
  const changes = new Map(patch.map((member) => [member.name, member]));
  const kept = list.map((member) => {
    const change = changes.get(member.name);
    return change === undefined ? member : merged(member, change);
  });
  return [...kept, ...patch.filter(({ name }) => !known.has(name))];
}
