/** Refuses objects of one tenant that name the namespace of another. */
import { escapeKey } from '../model/json-pointer.ts';
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';

const tenantPrefix = 'tenant-';
const inName = /[A-Za-z0-9-]/;
const wholeName = /^[A-Za-z0-9-]+/;
/** More than any name has. */
const longestName = 300;
const namespaceName = /^tenant-[a-z0-9]+(-[a-z0-9]+)*$/;

export const foreignNamespace: StackPolicy = {
  id: 'foreign-namespace',
  family: 'tenant',
  severity: 'error',
  title: "No object names another tenant's namespace",
  why: "A namespace is a tenant's wall. An object that reaches into another one, by reference, selector or host name, is a door in it.",
  fix: "Name only the tenant's own namespace. Everything under `tenant-` belongs to exactly one tenant.",
  controls: { hipaa: ['164.312(a)(1)', '164.308(a)(4)'], cis: ['5.6.1'], nsa: ['Network separation and hardening'] },
  check({ objects, tenant, fleet }): readonly Violation[] {
    if (!tenant) return [];
    const own = `tenant-${tenant.spec.id}`;
    // Traefik joins namespace and name by a hyphen; a name without one cannot belong to another namespace.
    const middleware = new RegExp(`\\b${own}-[a-z0-9.]+@kubernetescrd`, 'g');
    const withoutMiddlewares = (text: string): string => text.replaceAll(middleware, '');
    // What Flux calls the tenant's own parts.
    const owned = new Set([own, `${own}-boundary`, `${own}-data`, `${own}-app`]);
    // Free text for people, which nothing reads as a name.
    const prefix = fleet?.spec.labelPrefix ?? 'fleet.aos';
    const prose = new Set(
      ['display-name', 'owners', 'purpose'].map((name) => `/metadata/annotations/${prefix}~1${name}`),
    );
    const { domains, integrations } = tenant.spec;
    const hosts = [...domains, ...integrations.flatMap(({ host }) => host ?? [])];
    const violations: Violation[] = [];
    const suspect = new RegExp(`(?!(?:${[...owned].join('|')})(?![A-Za-z0-9-]))${tenantPrefix}`);
    for (const object of objects) {
      // Nearly no object: paths to all its texts cost more than looking.
      if (!holds(object.manifest, suspect)) continue;
      const path: string[] = [];
      visitTexts(object.manifest, path, (text) => {
        if (!suspect.test(text)) return;
        const pointer = pointerOf(path);
        if (prose.has(pointer)) return;
        // A host name of the tenant's own, or one that it calls, may look like a namespace.
        const rest = hosts.reduce((left, host) => left.replaceAll(host, ''), withoutMiddlewares(text));
        for (const name of foreignNames(rest, owned)) {
          const message = `${JSON.stringify(name)} is the namespace of another tenant, must be ${JSON.stringify(own)}`;
          violations.push({ object, pointer, message });
        }
      });
    }
    return violations;
  },
};

/** Whether any key or text matches. */
function holds(value: Json, pattern: RegExp): boolean {
  if (typeof value === 'string') return value.includes(tenantPrefix) && pattern.test(value);
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some((item) => holds(item as Json, pattern));
  const mapping = value as JsonObject;
  for (const key in mapping) {
    if ((key.includes(tenantPrefix) && pattern.test(key)) || holds(mapping[key]!, pattern)) return true;
  }
  return false;
}

/** Whole names, and names inside host names, account names and lists. */
function foreignNames(text: string, owned: ReadonlySet<string>): readonly string[] {
  const names = new Set<string>();
  for (let at = text.indexOf(tenantPrefix); at !== -1; at = text.indexOf(tenantPrefix, at + tenantPrefix.length)) {
    // A name begins with the prefix: where letters stand before it, it is part of another word.
    if (at > 0 && inName.test(text[at - 1]!)) continue;
    const [name = ''] = wholeName.exec(text.slice(at, at + longestName)) ?? [];
    if (namespaceName.test(name) && !owned.has(name)) names.add(name);
  }
  return [...names];
}

/** Calls back for each key and text; the path is only read where something was found. */
function visitTexts(value: Json, path: string[], found: (text: string) => void): void {
  if (typeof value === 'string') found(value);
  else if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      path.push(String(index));
      visitTexts(value[index] as Json, path, found);
      path.pop();
    }
  } else if (isObject(value)) {
    for (const key in value) {
      path.push(key);
      found(key);
      visitTexts(value[key] as Json, path, found);
      path.pop();
    }
  }
}

function pointerOf(path: readonly string[]): string {
  return path.map((key) => `/${escapeKey(key)}`).join('');
}
