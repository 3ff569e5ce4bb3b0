/** Demands that Flux applies each layer of a tenant under that layer's account, from that layer's folder, and nothing else. */
import { escapeKey } from '../model/json-pointer.ts';
import { isObject, type Json, type JsonObject, refOf } from '../model/manifest.ts';
import type { Tenant } from '../model/fleet.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { describeValue } from './pod-template.ts';

const fluxNamespace = 'flux-system';
const group = 'kustomize.toolkit.fluxcd.io';
const layers = ['boundary', 'data', 'app'] as const;

/** What may be set besides account, source, path and key. Everything else moves or changes what is applied. */
const harmless: ReadonlySet<string> = new Set([
  'deletionPolicy',
  'dependsOn',
  'healthCheckExprs',
  'healthChecks',
  'interval',
  'prune',
  'retryInterval',
  'suspend',
  'timeout',
  'wait',
]);
const judged: ReadonlySet<string> = new Set(['decryption', 'path', 'serviceAccountName', 'sourceRef']);

export const fluxOwnIdentity: StackPolicy = {
  id: 'flux-own-identity',
  family: 'tenant',
  severity: 'error',
  title: "Flux applies each layer of a tenant under the layer's account and from its folder",
  why: 'Without an account of its own, Flux applies with all its rights; with the source, folder, key or cluster of another, it applies or decrypts what the tenant was never given. Whatever Flux changes on the way, no check has seen.',
  fix: 'Leave the Kustomizations as they are generated: three, in flux-system. A tenant has no other object of Flux.',
  controls: {
    hipaa: ['164.312(a)(1)', '164.312(d)', '164.308(a)(4)'],
    cis: ['5.1.1', '5.6.1'],
    nsa: ['Role-based access control'],
  },
  *check({ objects, tenant }): Iterable<Violation> {
    if (!tenant) return;
    for (const object of objects) {
      const { apiVersion, kind } = object.manifest;
      const [owner = ''] = typeof apiVersion === 'string' ? apiVersion.split('/', 1) : [];
      if (!/(^|\.)fluxcd\.(controlplane\.)?io$/.test(owner)) continue;
      if (owner !== group || kind !== 'Kustomization') {
        const found = `${typeof kind === 'string' ? kind : describeValue(kind)} of ${owner}`;
        yield { object, pointer: '', message: `${found} is an object of Flux, must be a Kustomization of a layer` };
        continue;
      }
      for (const fault of kustomizationFaults(object.manifest, tenant)) yield { object, ...fault };
    }
  },
};

type Fault = Pick<Violation, 'message'> & { readonly pointer: string };

function* kustomizationFaults(manifest: JsonObject, tenant: Tenant): Generator<Fault> {
  const { name, namespace } = refOf(manifest);
  const own = `tenant-${tenant.spec.id}`;
  if (namespace !== fluxNamespace)
    yield wrong('/metadata/namespace', 'namespace', { found: namespace, wanted: fluxNamespace });
  const layer = layers.find((each) => name === `${own}-${each}`);
  if (layer === undefined) {
    const wanted = layers.map((each) => `${own}-${each}`).join(' or ');
    yield { pointer: '/metadata/name', message: `the name is ${JSON.stringify(name)}, must be ${wanted}` };
    return;
  }
  const spec = isObject(manifest['spec']) ? manifest['spec'] : {};
  const account = layer === 'boundary' ? 'fleet-boundary' : `${own}-${layer}`;
  if (spec['serviceAccountName'] !== account)
    yield wrong('/spec/serviceAccountName', 'serviceAccountName', {
      found: spec['serviceAccountName'],
      wanted: account,
    });
  yield* sourceFaults(spec, tenant, layer);
  yield* decryptionFaults(spec['decryption'] ?? null, `sops-${own}`);
  for (const field of Object.keys(spec)) {
    if (harmless.has(field) || judged.has(field) || isUnset(spec[field])) continue;
    yield {
      pointer: `/spec/${escapeKey(field)}`,
      message: `${field} is ${describeValue(spec[field])}, must be unset`,
    };
  }
}

function* sourceFaults({ sourceRef, path }: JsonObject, { spec, cluster }: Tenant, layer: string): Generator<Fault> {
  const isArtifact = cluster.flux.delivery === 'artifact-per-tenant';
  const source = isArtifact
    ? { kind: 'ExternalArtifact', name: `tenant-${spec.id}` }
    : { kind: 'GitRepository', name: fluxNamespace };
  const folder = isArtifact ? layer : `dist/tenants/${cluster.name}/${spec.id}/${layer}`;
  const found = isObject(sourceRef) ? sourceRef : {};
  for (const field of ['kind', 'name'] as const) {
    if (found[field] !== source[field])
      yield wrong(`/spec/sourceRef/${field}`, `sourceRef.${field}`, { found: found[field], wanted: source[field] });
  }
  // Without one, it is that of the Kustomization.
  const namespace = found['namespace'] ?? '';
  if (namespace !== '' && namespace !== fluxNamespace)
    yield wrong('/spec/sourceRef/namespace', 'sourceRef.namespace', { found: namespace, wanted: fluxNamespace });
  if (typeof path !== 'string' || path.replace(/^\.\//, '').replace(/\/$/, '') !== folder)
    yield wrong('/spec/path', 'path', { found: path, wanted: `./${folder}` });
}

function* decryptionFaults(decryption: Json, key: string): Generator<Fault> {
  if (decryption === null) return;
  const { provider, secretRef, serviceAccountName } = isObject(decryption) ? decryption : ({} as JsonObject);
  if (provider !== 'sops')
    yield wrong('/spec/decryption/provider', 'decryption.provider', { found: provider, wanted: 'sops' });
  const name = isObject(secretRef) ? secretRef['name'] : undefined;
  if (name !== key)
    yield wrong('/spec/decryption/secretRef/name', 'decryption.secretRef.name', { found: name, wanted: key });
  // A cloud's key service, asked as somebody.
  if (!isUnset(serviceAccountName)) {
    const message = `decryption.serviceAccountName is ${describeValue(serviceAccountName)}, must be unset`;
    yield { pointer: '/spec/decryption/serviceAccountName', message };
  }
}

function isUnset(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '' || value === false;
}

function wrong(pointer: string, what: string, of: { found: Json | undefined; wanted: string }): Fault {
  return { pointer, message: `${what} is ${describeValue(of.found)}, must be ${JSON.stringify(of.wanted)}` };
}
