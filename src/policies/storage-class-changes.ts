/** Refuses other storage classes for volumes that are there: they stay on the class on which they were made. */
import { isObject } from '../model/manifest.ts';
import type { TenantTransition, TransitionPolicy, TransitionViolation } from '../model/transition.ts';
import { claimedVolumes, isRecorded } from './claimed-volumes.ts';
import { describeValue } from './pod-template.ts';

export const storageClassChanges: TransitionPolicy = {
  id: 'storage-class-changes',
  family: 'transition',
  severity: 'error',
  title: 'No volume changes its storage class',
  why: 'The class of a volume is fixed when it is made. The cluster refuses another, or an operator makes an empty volume of the new class beside the full one.',
  fix: 'Keep the class. Data moves to another class as a new generation, restored from a backup.',
  controls: { hipaa: ['164.308(a)(7)(ii)(A)', '164.310(d)(1)'] },
  *check(transition) {
    yield* inRecords(transition);
    for (const object of transition.objects) {
      if (object.before === undefined || object.after === undefined || isRecorded(object.after)) continue;
      const had = new Map(claimedVolumes(object.before).map((volume) => [volume.claim, volume]));
      for (const { claim, className, classPointer } of claimedVolumes(object.after)) {
        const before = had.get(claim);
        if (before === undefined || before.className === className) continue;
        const message = `the storage class is ${describeValue(className)}, must be ${describeValue(before.className)}, on which the volume is`;
        yield { object, pointer: classPointer, message };
      }
    }
  },
};

const volumes = [
  ['databaseClass', 'the database'],
  ['filestoreClass', 'the files'],
] as const;

/** The class follows from the cluster, so that no spec says it. */
function* inRecords({ before, after, cluster }: TenantTransition): Iterable<TransitionViolation> {
  const had = before?.record?.['data'];
  const has = after?.record['data'];
  if (!isObject(had) || !isObject(has) || had['engine'] !== has['engine']) return;
  for (const [figure, volume] of volumes) {
    if (figure === 'databaseClass' && had['generation'] !== has['generation']) continue;
    const wanted = had[figure];
    const found = has[figure];
    if (typeof wanted !== 'string' || typeof found !== 'string' || wanted === found) continue;
    yield {
      specPointer: '/placement/cluster',
      message: `the storage class of ${volume} on cluster ${cluster} is ${found}, must be ${wanted}, on which the volume is`,
    };
  }
}
