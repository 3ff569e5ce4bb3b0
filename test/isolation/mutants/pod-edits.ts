/** Edits of the pods of a random workload. */
import type { Json } from '../../../src/model/manifest.ts';
import type { InventoryObject } from '../../../src/model/policy.ts';
import { podTemplateOf } from '../../../src/policies/pod-template.ts';
import type { Mutant, Site } from './plant.ts';

const workloads = ['CronJob', 'Deployment', 'Job', 'StatefulSet'];

/** A random workload, and where its pods' spec stands. */
export function pods({ one, random }: Site): { readonly object: InventoryObject; readonly at: string } | undefined {
  const found = workloads.flatMap((kind) => one(kind) ?? []);
  if (found.length === 0) return undefined;
  const object = random.pick(found);
  return { object, at: `${podTemplateOf(object.manifest)!.pointer}/spec` };
}

/** A field of a random workload's pods. */
export function pod(field: string, value: (site: Site) => Json): Mutant['plant'] {
  return (site) => {
    const found = pods(site);
    return found ? [{ object: found.object, at: `${found.at}/${field}`, value: value(site) }] : [];
  };
}
