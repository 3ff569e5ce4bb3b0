/** Tells whether the changes of two tenants are the same but for their names, their digests and their ciphertexts. */
import { createHash } from 'node:crypto';
import type { FieldChange, ObjectChange } from '../model/change.ts';
import { type Json, refOf } from '../model/manifest.ts';
import type { SubjectChange } from '../model/plan.ts';

interface Signed extends Pick<SubjectChange, 'state' | 'facts' | 'risks' | 'unreadable'> {
  readonly objects: readonly ObjectChange[];
  readonly migration: SubjectChange['migration'] | undefined;
}

/** Of a tenant that comes or goes the objects count by kind only: each has sizes, hosts and secrets of its own. */
export function signatureOf({ state, facts, risks, unreadable, objects, migration }: Signed): string {
  const shown =
    state === 'changed'
      ? objects.map((change) => [nameOf(change), change.kind, fieldsOf(change), wholeOf(change), change.effects])
      : [...new Set(objects.map(({ object }) => object.kind))].toSorted();
  const told = state === 'changed' ? facts : facts.filter(({ name }) => !name.startsWith('data.'));
  const text = JSON.stringify([state, told, risks, unreadable.length, migration, shown], masking(objects));
  return createHash('sha256').update(text).digest('hex');
}

function nameOf({ object: { apiVersion, kind, namespace, name } }: ObjectChange): readonly (string | undefined)[] {
  return [apiVersion, kind, namespace, name];
}

/** Of an annotation with a digest only that it differs. */
function fieldsOf({ fields }: ObjectChange): readonly FieldChange[] {
  return fields.map((field) =>
    field.path.endsWith('-digest"]') && isDigest(field.before) && isDigest(field.after)
      ? { ...field, before: '#', after: '#' }
      : field,
  );
}

/** What comes as a whole is compared as a whole. */
function wholeOf({ kind, after }: ObjectChange): Json | undefined {
  return kind === 'create' ? after : undefined;
}

function isDigest(value: Json | undefined): boolean {
  return typeof value === 'string' && /^[0-9a-f]{16}$/.test(value);
}

const digestAtEnd = /-[0-9a-f]{10}$/;

/**
 * Takes out what differs in each tenant though it means the same. Not everything that looks like a digest is one: what
 * differs otherwise must be seen, so only names of the objects themselves and annotations with digests are taken out.
 */
function masking(objects: readonly ObjectChange[]): (key: string, value: unknown) => unknown {
  const names = objects.flatMap(({ object, before }) => [object.name, ...(before ? [refOf(before).name] : [])]);
  const masks = new Map(
    names.filter((name) => digestAtEnd.test(name)).map((name) => [name, name.replace(digestAtEnd, '-#')]),
  );
  return (key, value) => {
    if (typeof value !== 'string') return value;
    // What only the holder of a key can read is no difference.
    if (value.startsWith('ENC[') || value.includes('BEGIN AGE ENCRYPTED FILE')) return 'ENC';
    if (key.endsWith('-digest') && isDigest(value)) return '#';
    let text = value;
    for (const [name, mask] of masks) text = text.replaceAll(name, mask);
    return text;
  };
}
