/** Refuses changes after which backups that there are would be deleted, or no longer found. */
import type { ObjectChange } from '../model/change.ts';
import { isObject, type Json, type JsonObject, listOf, refOf } from '../model/manifest.ts';
import type { TransitionPolicy, TransitionViolation } from '../model/transition.ts';

export const backupsKept: TransitionPolicy = {
  id: 'backups-kept',
  family: 'transition',
  severity: 'error',
  title: 'No change deletes backups that there are, or leaves them where nobody looks',
  why: 'With a shorter retention the next run deletes what is older, at once and for ever, in the bucket too. With another place the archive begins anew, and a restore does not find what came before.',
  fix: 'Keep retention and place. Where less is agreed, write why in an exception for this policy in `fleet/exceptions.ts`, which is the consent to the loss.',
  controls: { hipaa: ['164.308(a)(7)(ii)(A)', '164.316(b)(2)(i)'] },
  *check({ objects, before, after }) {
    // A new generation of the database has a schedule of its own.
    const isNewGeneration = generationOf(before?.record) !== generationOf(after?.record);
    for (const object of objects) {
      if (object.before !== undefined && object.after !== undefined) {
        yield* changesOf(object, object.before, object.after);
      }
      if (object.kind !== 'delete' || object.before === undefined || after?.record['lifecycle'] !== 'active') continue;
      const kind = kindOf(object.before);
      if (kind === store || (kind === schedule && !isNewGeneration)) {
        yield { object, message: 'the backup is removed, must stay as long as the tenant is active' };
      }
    }
  },
};

const store = 'ObjectStore of barmancloud.cnpg.io';
const schedule = 'ScheduledBackup of postgresql.cnpg.io';

function generationOf(record: JsonObject | undefined): unknown {
  const data = record?.['data'];
  return isObject(data) ? data['generation'] : undefined;
}

function kindOf(manifest: JsonObject): string {
  const { apiVersion, kind } = refOf(manifest);
  return `${kind} of ${apiVersion.split('/')[0]}`;
}

function* changesOf(object: ObjectChange, before: JsonObject, after: JsonObject): Iterable<TransitionViolation> {
  const had = factsOf(before);
  for (const [name, { pointer, value, days }] of factsOf(after)) {
    const was = had.get(name);
    if (was === undefined || was.value === value) continue;
    if (days !== undefined && was.days !== undefined) {
      if (days >= was.days) continue;
      yield {
        object,
        pointer,
        message: `backups are kept for ${value}, must be kept for ${was.value} as those that there are`,
      };
    } else {
      yield {
        object,
        pointer,
        message: `backups are in ${JSON.stringify(value)}, must stay in ${JSON.stringify(was.value)}, where the older ones are`,
      };
    }
  }
  const kept = factsOf(after);
  for (const [name, was] of had) {
    // For ever is more than any number of days.
    if (was.days !== undefined || kept.has(name)) continue;
    yield {
      object,
      message: `backups have no place any more, must stay in ${JSON.stringify(was.value)}, where the older ones are`,
    };
  }
}

interface Fact {
  readonly pointer: string;
  readonly value: string;
  /** Of a retention. */
  readonly days?: number;
}

/** Retentions and places, by what they are about. */
function factsOf(manifest: JsonObject): ReadonlyMap<string, Fact> {
  const kind = kindOf(manifest);
  const facts = new Map<string, Fact>();
  if (kind === store) {
    const policy = textAt(manifest, ['spec', 'retentionPolicy']);
    const days = policy === undefined ? undefined : daysOf(policy);
    if (policy !== undefined && days !== undefined)
      facts.set('retention', { pointer: '/spec/retentionPolicy', value: policy, days });
    for (const field of ['destinationPath', 'endpointURL']) {
      const place = textAt(manifest, ['spec', 'configuration', field]);
      if (place !== undefined) facts.set(field, { pointer: `/spec/configuration/${field}`, value: place });
    }
  }
  if (kind === 'CronJob of batch') {
    for (const { name, value, pointer } of environmentOf(manifest)) {
      const unit = retentionSettings.get(name);
      if (unit !== undefined && /^\d+$/.test(value))
        facts.set(name, { pointer, value: `${value} ${unit === 1 ? 'days' : 'months'}`, days: Number(value) * unit });
    }
  }
  return facts;
}

/** Days that one of the setting's unit is. */
const retentionSettings: ReadonlyMap<string, number> = new Map([
  ['FLEET_KEEP_DAYS', 1],
  ['FLEET_RETENTION_DAYS', 1],
  ['FLEET_KEEP_MONTHS', 30],
]);

/** As the Barman Cloud plugin writes it: `30d`, `4w`, `12m`. */
function daysOf(policy: string): number | undefined {
  const [, count, unit = ''] = /^([1-9]\d*)([dwm])$/.exec(policy) ?? [];
  return count === undefined ? undefined : Number(count) * { d: 1, w: 7, m: 30 }[unit as 'd' | 'w' | 'm'];
}

function textAt(manifest: JsonObject, path: readonly string[]): string | undefined {
  let value: Json | undefined = manifest;
  for (const name of path) value = isObject(value) ? value[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

interface Setting {
  readonly name: string;
  readonly value: string;
  readonly pointer: string;
}

function environmentOf(manifest: JsonObject): readonly Setting[] {
  const found: Setting[] = [];
  const visit = (value: Json, pointer: string): void => {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) visit(item as Json, `${pointer}/${index}`);
    } else if (isObject(value)) {
      for (const [index, item] of listOf(value['env']).entries()) {
        if (!isObject(item) || typeof item['name'] !== 'string' || typeof item['value'] !== 'string') continue;
        found.push({ name: item['name'], value: item['value'], pointer: `${pointer}/env/${index}/value` });
      }
      for (const key of ['spec', 'jobTemplate', 'template', 'containers', 'initContainers']) {
        const inner = value[key];
        if (inner !== undefined) visit(inner, `${pointer}/${key}`);
      }
    }
  };
  visit(manifest, '');
  return found;
}
