/** Refuses volumes that become smaller: no volume can, so the cluster would refuse it, or the data would have to go. */
import type { ObjectChange } from '../model/change.ts';
import { isObject, type Json } from '../model/manifest.ts';
import type { TenantTransition, TransitionPolicy, TransitionViolation } from '../model/transition.ts';
import { claimedVolumes, isRecorded } from './claimed-volumes.ts';
import { describeValue } from './pod-template.ts';
import { parseQuantity } from '../model/quantity.ts';

export const volumeShrinks: TransitionPolicy = {
  id: 'volume-shrinks',
  family: 'transition',
  severity: 'error',
  title: 'No volume becomes smaller',
  why: 'A volume can grow and never shrink. The cluster refuses the change, and with it everything else that the layer brings; or somebody deletes the volume to make it pass.',
  fix: 'Write the size that the volume has. A smaller database is a new generation, restored from a backup.',
  controls: { hipaa: ['164.308(a)(7)(ii)(A)', '164.312(c)(1)'] },
  *check(transition) {
    yield* inFigures(transition);
    for (const object of transition.objects) yield* inObject(object);
  },
};

const figures = [
  { figure: 'databaseGiB', volume: 'the database', field: 'database.storageGiB' },
  { figure: 'walGiB', volume: "the database's log", field: undefined },
  { figure: 'filestoreGiB', volume: 'the files', field: 'filestore.storageGiB' },
] as const;

/** Also when only the plan became smaller, from which a size follows where no field says it. */
function* inFigures({ before, after }: TenantTransition): Iterable<TransitionViolation> {
  const had = before?.record?.['data'];
  const has = after?.record['data'];
  if (after === undefined || !isObject(had) || !isObject(has) || had['engine'] !== has['engine']) return;
  for (const { figure, volume, field } of figures) {
    // A later generation has volumes of its own.
    if (figure !== 'filestoreGiB' && had['generation'] !== has['generation']) continue;
    const wanted = had[figure];
    const found = has[figure];
    if (typeof wanted !== 'number' || typeof found !== 'number' || found >= wanted) continue;
    const by = field !== undefined && isWritten(after.tenant().document.value, field) ? field : 'plan';
    yield {
      specPointer: `/${by.replace('.', '/')}`,
      message: `the volume of ${volume} is ${found} GiB by ${by}, must be at least ${wanted} GiB, which it has`,
    };
  }
}

function isWritten(spec: Json, field: string): boolean {
  let value: Json | undefined = spec;
  for (const name of field.split('.')) value = isObject(value) ? value[name] : undefined;
  return value !== undefined;
}

/** Volumes that the record does not tell of. */
function* inObject(object: ObjectChange): Iterable<TransitionViolation> {
  if (object.before === undefined || object.after === undefined || isRecorded(object.after)) return;
  const had = new Map(claimedVolumes(object.before).map(({ claim, size }) => [claim, size]));
  for (const { claim, size, sizePointer } of claimedVolumes(object.after)) {
    const before = had.get(claim);
    const was = parseQuantity(before);
    const now = parseQuantity(size);
    if (was === undefined || now === undefined || now >= was) continue;
    const message = `the volume is ${describeValue(size)}, must be at least ${describeValue(before)}, which it has`;
    yield { object, pointer: sizePointer, message };
  }
}
