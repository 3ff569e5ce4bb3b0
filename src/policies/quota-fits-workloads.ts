/** Demands that a namespace's quota has room for all its workloads at their most. */
import { databaseRuns, lifeStateOf } from '../model/life.ts';
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { InventoryObject, StackPolicy, Violation } from '../model/policy.ts';
import { parseQuantity } from '../model/quantity.ts';
import { demandOf } from './workload-demand.ts';

export const quotaFitsWorkloads: StackPolicy = {
  id: 'quota-fits-workloads',
  family: 'tenant',
  severity: 'error',
  title: 'The quota has room for every workload, rolling updates included',
  why: 'A quota that is too small does not stop the tenant today: it stops the next update halfway, when old and new pods run together.',
  fix: 'Raise the quota, or make the workloads smaller. For a tenant both follow from its plan and the overrides in its spec.',
  controls: { hipaa: ['164.308(a)(7)(ii)(C)'], nsa: ['Resource policies'] },
  *check({ objects, tenant }): Iterable<Violation> {
    for (const namespace of namespacesWith(objects, 'Namespace')) {
      const quotas = objects.filter(
        ({ manifest }) => manifest['kind'] === 'ResourceQuota' && namespaceOf(manifest) === namespace.name,
      );
      if (quotas.length === 0) {
        yield {
          object: namespace.object,
          pointer: '/metadata/name',
          message: `namespace ${JSON.stringify(namespace.name)} has no ResourceQuota, must have one`,
        };
        continue;
      }
      const workloads = objects.filter(({ manifest }) => namespaceOf(manifest) === namespace.name);
      const { amounts, unknown } = demandOf(
        workloads.map(({ manifest }) => manifest),
        tenant !== undefined && databaseRuns(lifeStateOf(tenant)),
      );
      for (const quota of quotas) {
        for (const message of shortages(quota.manifest, amounts))
          yield { object: quota, pointer: '/spec/hard', message };
        for (const what of unknown) {
          yield { object: quota, pointer: '/spec/hard', message: `cannot be compared with its workloads: ${what}` };
        }
      }
    }
  },
};

function* shortages(quota: JsonObject, amounts: ReadonlyMap<string, number>): Generator<string> {
  const spec = isObject(quota['spec']) ? quota['spec'] : {};
  const hard = isObject(spec['hard']) ? spec['hard'] : {};
  for (const [resource, wanted] of amounts) {
    const found = hard[resource];
    if (found === undefined) continue;
    const amount = parseQuantity(found);
    // Sums of decimal cores are not exact: a millionth of a core is nothing.
    if (amount === undefined) yield `${resource} is ${JSON.stringify(found)}, must be a quantity`;
    else if (amount + 1e-6 < wanted)
      yield `${resource} is ${display(found)}, must be at least ${readable(resource, wanted)} for the workloads at their most`;
  }
}

function readable(resource: string, amount: number): string {
  if (resource.endsWith('cpu')) return `${Math.ceil(amount * 1000 - 1e-6)}m`;
  return resource.endsWith('memory') || resource.endsWith('storage')
    ? `${Math.ceil(amount / 2 ** 20)}Mi`
    : String(amount);
}

function display(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function namespacesWith(
  objects: readonly InventoryObject[],
  kind: string,
): readonly { name: string; object: InventoryObject }[] {
  return objects
    .filter(({ manifest }) => manifest['apiVersion'] === 'v1' && manifest['kind'] === kind)
    .map((object) => ({ name: nameOf(object.manifest), object }));
}

function nameOf({ metadata }: JsonObject): string {
  return isObject(metadata) ? String(metadata['name'] ?? '') : '';
}

function namespaceOf({ metadata }: JsonObject): string {
  return isObject(metadata) ? String(metadata['namespace'] ?? '') : '';
}
