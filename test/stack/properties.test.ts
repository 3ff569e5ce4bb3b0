import { assert, property } from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { isObject, type JsonObject, refOf } from '../../src/model/manifest.ts';
import { parseQuantity } from '../../src/model/quantity.ts';
import { createManifestChecker, kubernetesVersions } from '../../src/schema/manifest-checker.ts';
import { stackManifests } from '../../src/stack/index.ts';
import { renderTenant } from '../../src/synth/render-tenant.ts';
import { reportsOn } from '../policies/rendered-stack.ts';
import { type AnyTenant, anyTenant } from './any-tenant.ts';
import { at, nameOf, podsOf } from './rendered.ts';

const checkers = new Map(kubernetesVersions.map((version) => [version, createManifestChecker(version)]));

function objectsOf({ tenant, fleet }: AnyTenant): readonly JsonObject[] {
  return Object.values(stackManifests(tenant, fleet)).flat();
}

function holds(check: (drawn: AnyTenant, objects: readonly JsonObject[]) => void, numRuns = 40): void {
  assert(
    property(anyTenant, (drawn) => check(drawn, objectsOf(drawn))),
    { numRuns },
  );
}

const find = (objects: readonly JsonObject[], name: string) => objects.find((manifest) => nameOf(manifest) === name)!;

/** The database of whatever generation: `Cluster` or `StatefulSet`. */
const databaseOf = (objects: readonly JsonObject[], kind: string) =>
  objects.find(
    (manifest) => manifest['kind'] === kind && /^database(-\d+)?$/.test(String(at(manifest, 'metadata.name'))),
  ) ?? {};

/** Keys and values of `odoo.conf`. */
function settingsOf(objects: readonly JsonObject[]): Readonly<Record<string, string>> {
  const data = at(find(objects, 'ConfigMap odoo-config'), 'data') as Record<string, string>;
  return Object.fromEntries(
    data['odoo.conf']!.split('\n').flatMap((line) => {
      const [key = '', value] = line.split(' = ');
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

describe('the stack of any tenant', () => {
  it('is the same bytes each time, whatever the environment', () => {
    holds(({ tenant, fleet }) => {
      const first = [...renderTenant(tenant, fleet).files];
      vi.stubEnv('CDK8S_DISABLE_SORT', '1');
      const second = [...renderTenant(structuredCloneOf(tenant), fleet).files];
      vi.unstubAllEnvs();
      expect(second).toEqual(first);
    }, 25);
  });

  it('fits the schemas of its kinds', () => {
    holds(({ tenant }, objects) => {
      const check = checkers.get(tenant.cluster.kubernetes)!;
      expect(
        objects.flatMap((manifest) => check(manifest).map(({ message }) => `${nameOf(manifest)}: ${message}`)),
      ).toEqual([]);
    });
  });

  it('passes every policy', () => {
    holds(({ tenant, fleet }) => {
      const reported = reportsOn({ objects: renderTenant(tenant, fleet).objects, tenant, fleet });
      // What a stranger may ask for can be too much for the cluster, the plan's database or its backups; all are refused.
      const tooMuch = new Set(['backup-meets-contract', 'cluster-capacity', 'database-memory-fits-connections']);
      expect(reported.filter(({ policy }) => !tooMuch.has(policy))).toEqual([]);
    }, 25);
  });

  it('stands in its own namespace and in that of Flux, each object once', () => {
    holds(({ tenant }, objects) => {
      const own = `tenant-${tenant.spec.id}`;
      const refs = objects.map(refOf);
      for (const { kind, namespace, name } of refs) {
        if (kind === 'Namespace') expect([namespace, name]).toEqual([undefined, own]);
        else expect([own, 'flux-system']).toContain(namespace);
      }
      const keys = refs.map(({ apiVersion, kind, namespace, name }) => `${apiVersion} ${kind} ${namespace} ${name}`);
      expect(new Set(keys).size).toBe(keys.length);
    });
  });

  it('names no other tenant', () => {
    holds(({ tenant }, objects) => {
      const own = new RegExp(`^tenant-${tenant.spec.id}(-(boundary|data|app))?$`);
      const texts = objects.map((manifest) => {
        const { annotations: _, ...metadata } = manifest['metadata'] as JsonObject;
        return JSON.stringify({ ...manifest, metadata });
      });
      const named = texts.flatMap((text) => text.match(/(?<![a-z0-9-])tenant-[a-z0-9-]+/g) ?? []);
      expect(named.filter((name) => !own.test(name))).toEqual([]);
    });
  });

  it('opens no more connections than the database accepts', () => {
    holds((_, objects) => {
      const web = find(objects, 'Deployment odoo-web');
      if (at(web, 'spec.replicas') === 0) return;
      const settings = settingsOf(objects);
      const pool = Number(settings['db_maxconn']);
      const pods = Number(at(web, 'spec.replicas')) + Number(at(web, 'spec.strategy.rollingUpdate.maxSurge') ?? 0);
      const cron = at(find(objects, 'Deployment odoo-cron'), 'spec.template.spec.containers.0.command') as string[];
      const threads = Number(cron.at(-1)!.split('=')[1]);
      // Each worker and each master has a pool, and the websocket process one of its own; the migration is one process.
      const most =
        pods * ((Number(settings['workers']) + 1) * pool + Number(settings['db_maxconn_gevent'])) +
        (threads + 1) * pool +
        pool;
      const accepted =
        at(databaseOf(objects, 'Cluster'), 'spec.postgresql.parameters.max_connections') ??
        (at(databaseOf(objects, 'StatefulSet'), 'spec.template.spec.containers.0.args') as string[])
          .find((argument) => argument.startsWith('max_connections='))
          ?.split('=')[1];
      expect(Number(accepted)).toBeGreaterThanOrEqual(most + 10);
    });
  });

  it('lets requests end before it takes a pod for dead, and before it stops one', () => {
    holds((_, objects) => {
      const longest = Number(settingsOf(objects)['limit_time_real']);
      const web = find(objects, 'Deployment odoo-web');
      const probe = at(web, 'spec.template.spec.containers.0.livenessProbe') as Record<string, number>;
      expect(probe['periodSeconds']! * probe['failureThreshold']!).toBeGreaterThan(longest);
      expect(Number(at(web, 'spec.template.spec.terminationGracePeriodSeconds'))).toBeGreaterThan(longest);
      const routes = objects.filter(({ kind }) => kind === 'HTTPRoute');
      const rules = routes.flatMap((route) => at(route, 'spec.rules') as readonly JsonObject[]);
      const timeouts = rules.filter((rule) => rule['name'] === 'web').map((rule) => at(rule, 'timeouts.request'));
      expect(timeouts.length > 0).toBe(routes.length > 0 && at(web, 'spec.replicas') !== 0);
      for (const timeout of timeouts) expect(Number.parseInt(String(timeout), 10)).toBeGreaterThan(longest);
    });
  });

  it('answers to its own domains only, and leads no spelling of a refused path to Odoo', () => {
    holds(({ tenant }, objects) => {
      const domains = new Set(tenant.spec.domains);
      const exposed = objects.filter(({ kind }) => ['HTTPRoute', 'Ingress'].includes(String(kind)));
      expect(exposed.length).toBeGreaterThan(0);
      for (const manifest of exposed) {
        const hosts =
          manifest['kind'] === 'HTTPRoute'
            ? (at(manifest, 'spec.hostnames') as readonly string[])
            : (at(manifest, 'spec.rules') as readonly JsonObject[]).map(({ host }) => String(host));
        expect(new Set(hosts).difference(domains).size).toBe(0);
      }
      for (const path of ['/web/database', '/web/database/manager', '/xmlrpc/db', '/xmlrpc/2/db/x', '/metrics']) {
        for (const host of domains) expect(backendOf(objects, host, path), `${host}${path}`).not.toBe('odoo-web');
      }
      const running = tenant.spec.lifecycle === 'active';
      for (const host of domains)
        expect(backendOf(objects, host, '/odoo')).toBe(running ? 'odoo-web' : 'suspended-page');
    });
  });

  it('has no container and no volume above the limits of its namespace', () => {
    holds((_, objects) => {
      const [container, claim] = at(find(objects, 'LimitRange tenant'), 'spec.limits') as readonly JsonObject[];
      const most = (of: JsonObject | undefined, resource: string) => parseQuantity(at(of!, `max.${resource}`))!;
      for (const pod of Object.values(podsOf({ objects }))) {
        for (const list of ['initContainers', 'containers']) {
          for (const { resources } of (at(pod, `spec.${list}`) ?? []) as readonly JsonObject[]) {
            for (const resource of ['cpu', 'memory']) {
              const limit = parseQuantity(at(resources!, `limits.${resource}`))!;
              expect(limit).toBeLessThanOrEqual(most(container, resource));
            }
          }
        }
      }
      const sizes = objects.flatMap((manifest) => [
        at(manifest, 'spec.resources.requests.storage') ?? [],
        at(manifest, 'spec.storage.size') ?? [],
      ]);
      for (const size of sizes.flat()) expect(parseQuantity(size)).toBeLessThanOrEqual(most(claim, 'storage'));
    });
  });

  it('has valid labels that say whose it is, and the same name for a database as its clients use', () => {
    holds(({ tenant }, objects) => {
      for (const manifest of objects) {
        const labels = at(manifest, 'metadata.labels');
        expect(isObject(labels) ? labels['fleet.aos/tenant'] : undefined, nameOf(manifest)).toBe(tenant.spec.id);
      }
      const { generation } = tenant.spec.database;
      expect(settingsOf(objects)['db_host']).toBe(generation === 1 ? 'database-rw' : `database-${generation}-rw`);
    });
  });
});

/** A copy whose values are equal and whose objects are others. */
function structuredCloneOf(tenant: AnyTenant['tenant']): AnyTenant['tenant'] {
  const { document, secrets, ...data } = tenant;
  return { ...structuredClone(data), document, secrets };
}

/** The service that gets a secure request: of the rule with the longest path, unless that is answered before. */
function backendOf(objects: readonly JsonObject[], host: string, path: string): string | undefined {
  const rules = objects.flatMap((manifest) => {
    if (manifest['kind'] === 'HTTPRoute') return rulesOfRoute(manifest, host);
    return manifest['kind'] === 'Ingress' ? rulesOfIngress(manifest, host) : [];
  });
  const taken = rules.filter(({ prefix }) => prefix === '/' || path === prefix || path.startsWith(`${prefix}/`));
  return taken.toSorted((a, b) => b.prefix.length - a.prefix.length)[0]?.service;
}

interface Rule {
  readonly prefix: string;
  readonly service: string | undefined;
}

function rulesOfRoute(route: JsonObject, host: string): readonly Rule[] {
  if (!(at(route, 'spec.hostnames') as readonly string[]).includes(host)) return [];
  if (!String(at(route, 'spec.parentRefs.0.sectionName')).startsWith('https.')) return [];
  return (at(route, 'spec.rules') as readonly JsonObject[]).flatMap((rule) =>
    (at(rule, 'matches') as readonly JsonObject[]).map((match) => ({
      prefix: String(at(match, 'path.value')),
      service: at(rule, 'backendRefs.0.name') as string | undefined,
    })),
  );
}

function rulesOfIngress(ingress: JsonObject, host: string): readonly Rule[] {
  const annotations = at(ingress, 'metadata.annotations') as Readonly<Record<string, string>>;
  if (annotations['traefik.ingress.kubernetes.io/router.entrypoints'] !== 'websecure') return [];
  const isRefused = annotations['traefik.ingress.kubernetes.io/router.middlewares']!.includes('-refused@');
  const rule = (at(ingress, 'spec.rules') as readonly JsonObject[]).find((each) => each['host'] === host);
  return (at(rule ?? {}, 'http.paths') as readonly JsonObject[]).map((path) => ({
    prefix: String(path['path']),
    service: isRefused ? undefined : String(at(path, 'backend.service.name')),
  }));
}
