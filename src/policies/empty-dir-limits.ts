/** Demands that scratch volumes of a tenant are bounded. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { StackPolicy, Violation } from '../model/policy.ts';
import { describeValue, podsIn } from './pod-template.ts';
import { parseQuantity } from '../model/quantity.ts';

export const emptyDirLimits: StackPolicy = {
  id: 'empty-dir-limits',
  family: 'tenant',
  severity: 'error',
  title: 'Every emptyDir of a tenant has a size limit',
  why: 'An emptyDir lies on the disk, or in the memory, of the node. Without a limit one tenant fills it, and the kubelet evicts the pods of all others there.',
  fix: 'Set `sizeLimit` of the volume.',
  controls: { hipaa: ['164.308(a)(7)(ii)(C)'], nsa: ['Resource policies'] },
  *check(inventory): Iterable<Violation> {
    if (!inventory.tenant) return;
    for (const { object, spec, pointer } of podsIn(inventory)) {
      const volumes: readonly Json[] = Array.isArray(spec['volumes']) ? spec['volumes'] : [];
      for (const [index, volume] of volumes.entries()) {
        if (!isObject(volume) || !isEmptyDir(volume)) continue;
        const { emptyDir } = volume;
        const limit = isObject(emptyDir) ? emptyDir['sizeLimit'] : undefined;
        const amount = parseQuantity(limit);
        if (amount !== undefined && amount > 0) continue;
        yield {
          object,
          pointer: `${pointer}/spec/volumes/${index}/emptyDir/sizeLimit`,
          message: `volume ${describeValue(volume['name'])} has the size limit ${describeValue(limit)}, must have one above 0`,
        };
      }
    }
  },
};

/** A volume that does not say what it is becomes one too: pkg/apis/core/v1/defaults.go, SetDefaults_Volume. */
function isEmptyDir(volume: JsonObject): boolean {
  const sources = Object.keys(volume).filter((key) => key !== 'name' && volume[key] !== null);
  return sources.length === 0 || sources.includes('emptyDir');
}
