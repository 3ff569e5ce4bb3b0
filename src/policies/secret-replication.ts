/** Refuses what makes a controller copy Secrets and ConfigMaps between namespaces. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';

/**
 * What their controllers look for: emberstack's reflector, mittwald's replicator, AppsCode's config-syncer (kubed), and
 * the fields of cert-manager and External Secrets by which such metadata reaches a Secret.
 */
const copying =
  /^(?:reflector\.v1\.k8s\.emberstack\.com\/|replicator\.v1\.mittwald\.de\/|kubed\.appscode\.com\/sync|config-syncer\.appscode\.com\/)/;
const templates: Readonly<Record<string, readonly (readonly string[])[]>> = {
  Certificate: [['spec', 'secretTemplate']],
  Cluster: [['spec', 'inheritedMetadata']],
  ExternalSecret: [['spec', 'target', 'template', 'metadata']],
};
const fields = ['annotations', 'labels'] as const;

export const secretReplication: StackPolicy = {
  id: 'secret-replication',
  family: 'tenant',
  severity: 'error',
  title: 'No Secret or ConfigMap of a tenant is copied to or from another namespace',
  why: 'A controller that copies Secrets reads and writes with its own rights, past the walls of the namespaces: one annotation hands the password over, or fetches that of another.',
  fix: 'Remove the annotation or label, and give each tenant a Secret of its own.',
  controls: { hipaa: ['164.312(a)(1)', '164.312(d)'], cis: ['5.4.1'], nsa: ['Secrets'] },
  *check({ objects, tenant }): Iterable<Violation> {
    if (!tenant) return;
    for (const object of objects) {
      for (const path of [['metadata'], ...(templates[String(object.manifest['kind'])] ?? [])]) {
        for (const [pointer, name] of copyingIn(object.manifest, path)) {
          yield { object, pointer, message: `${JSON.stringify(name)} is set, must be left out` };
        }
      }
    }
  },
};

function* copyingIn(manifest: JsonObject, path: readonly string[]): Generator<readonly [string, string]> {
  let holder: Json | undefined = manifest;
  for (const key of path) holder = isObject(holder) ? holder[key] : undefined;
  if (!isObject(holder)) return;
  for (const field of fields) {
    const map = holder[field];
    if (!isObject(map)) continue;
    for (const name in map) {
      if (copying.test(name)) yield [`/${[...path, field, name.replaceAll('/', '~1')].join('/')}`, name];
    }
  }
}
