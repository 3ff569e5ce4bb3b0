/** Demands that each object of a tenant stands where the tenant is, and says whose it is. */
import { isObject, type JsonObject } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { scopeOf } from './kind-scope.ts';
import { describeValue } from './pod-template.ts';

const fluxNamespace = 'flux-system';

export const tenantObjectsPlaced: StackPolicy = {
  id: 'tenant-objects-placed',
  family: 'tenant',
  severity: 'error',
  title: "Each object of a tenant stands in the tenant's namespace and carries its label",
  why: 'Quotas, network policies and rights end at the namespace: an object elsewhere is outside of them. By the labels, people and admission policies know whose an object is and what data it holds.',
  fix: "Place the object in the tenant's namespace. In flux-system stand only the tenant's accounts, key and Kustomizations.",
  controls: { hipaa: ['164.312(a)(1)', '164.308(a)(4)'], cis: ['5.7.1', '5.7.4'], nsa: ['Namespaces'] },
  *check({ objects, tenant, fleet }): Iterable<Violation> {
    if (!tenant) return;
    const { id, dataClassification } = tenant.spec;
    const prefix = fleet?.spec.labelPrefix ?? 'fleet.aos';
    const beside = besideFlux(id);
    for (const object of objects) {
      const metadata = isObject(object.manifest['metadata']) ? object.manifest['metadata'] : {};
      if (scopeOf(object.manifest) !== 'cluster') {
        const fault = misplaced(object.manifest, metadata, { own: `tenant-${id}`, beside });
        if (fault !== undefined) yield { object, ...fault };
      }
      const wanted = { [`${prefix}/tenant`]: id };
      if (object.manifest['kind'] === 'Namespace') wanted[`${prefix}/data-classification`] = dataClassification;
      for (const [key, value] of Object.entries(wanted)) {
        const labels = isObject(metadata['labels']) ? metadata['labels'] : {};
        if (labels[key] === value) continue;
        const message = `label ${key} is ${describeValue(labels[key])}, must be ${JSON.stringify(value)}`;
        yield { object, pointer: '/metadata/labels', message };
      }
    }
  },
};

/** What of a tenant stands beside Flux. */
function besideFlux(id: string): ReadonlySet<string> {
  return new Set([
    ...['boundary', 'data', 'app'].map((layer) => `Kustomization tenant-${id}-${layer}`),
    `Secret sops-tenant-${id}`,
    ...['data', 'app'].map((layer) => `ServiceAccount tenant-${id}-${layer}`),
  ]);
}

function misplaced(
  { kind }: JsonObject,
  { name, namespace }: JsonObject,
  { own, beside }: { readonly own: string; readonly beside: ReadonlySet<string> },
): Pick<Violation, 'pointer' | 'message'> | undefined {
  if (namespace === own) return undefined;
  if (namespace !== fluxNamespace) {
    const message = `the namespace is ${describeValue(namespace)}, must be ${JSON.stringify(own)}`;
    return { pointer: '/metadata/namespace', message };
  }
  const found = `${String(kind)} ${String(name)}`;
  if (beside.has(found)) return undefined;
  return { pointer: '/metadata/namespace', message: `${found} stands in ${fluxNamespace}, must stand in ${own}` };
}
