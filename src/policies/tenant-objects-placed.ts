/** Demands that each object of a tenant stands where the tenant is, and says whose it is. */
import { isObject, refOf } from '../model/manifest.ts';
import type { InventoryObject, StackPolicy, Violation } from '../model/policy.ts';
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
  controls: { hipaa: ['164.312(a)(1)', '164.308(a)(4)'], cis: ['5.6.1', '5.6.4'], nsa: ['Namespaces'] },
  *check({ objects, tenant, fleet }): Iterable<Violation> {
    if (!tenant) return;
    const { id, dataClassification } = tenant.spec;
    const prefix = fleet?.spec.labelPrefix ?? 'fleet.aos';
    const placement = { own: `tenant-${id}`, beside: besideFlux(id) };
    const owner: Label = [`${prefix}/tenant`, id];
    const data: Label = [`${prefix}/data-classification`, dataClassification];
    for (const object of objects) {
      if (scopeOf(object.manifest) !== 'cluster') yield* misplaced(object, placement);
      yield* mislabelled(object, owner);
      if (object.manifest['kind'] === 'Namespace') yield* mislabelled(object, data);
    }
  },
};

type Label = readonly [key: string, value: string];

/** What of a tenant stands beside Flux. */
function besideFlux(id: string): ReadonlySet<string> {
  return new Set([
    ...['boundary', 'data', 'app'].map((layer) => `Kustomization tenant-${id}-${layer}`),
    `Secret sops-tenant-${id}`,
    ...['data', 'app'].map((layer) => `ServiceAccount tenant-${id}-${layer}`),
  ]);
}

function* misplaced(
  object: InventoryObject,
  { own, beside }: { readonly own: string; readonly beside: ReadonlySet<string> },
): Generator<Violation> {
  const { metadata } = object.manifest;
  const namespace = isObject(metadata) ? metadata['namespace'] : undefined;
  if (namespace === own) return;
  const pointer = '/metadata/namespace';
  if (namespace !== fluxNamespace) {
    const message = `the namespace is ${describeValue(namespace)}, must be ${JSON.stringify(own)}`;
    yield { object, pointer, message };
    return;
  }
  const { kind, name } = refOf(object.manifest);
  const found = `${kind === '' ? 'an object of no kind' : kind} ${name}`;
  if (!beside.has(found))
    yield { object, pointer, message: `${found} stands in ${fluxNamespace}, must stand in ${own}` };
}

function* mislabelled(object: InventoryObject, [key, value]: Label): Generator<Violation> {
  const { metadata } = object.manifest;
  const labels = isObject(metadata) ? metadata['labels'] : undefined;
  const found = isObject(labels) ? labels[key] : undefined;
  if (found === value) return;
  const message = `label ${key} is ${describeValue(found)}, must be ${JSON.stringify(value)}`;
  yield { object, pointer: '/metadata/labels', message };
}
