/** Tells whether the changes of two tenants are the same but for their names, their digests and their ciphertexts. */
import { createHash } from 'node:crypto';
import type { FieldChange, ObjectChange } from '../model/change.ts';
import type { Json } from '../model/manifest.ts';
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
  const text = JSON.stringify([state, told, risks, unreadable.length, migration, shown], masked);
  return createHash('sha256').update(text).digest('hex');
}

function nameOf({ object: { apiVersion, kind, namespace, name } }: ObjectChange): readonly (string | undefined)[] {
  return [apiVersion, kind, namespace, name];
}

function fieldsOf({ fields }: ObjectChange): readonly FieldChange[] {
  return fields;
}

/** What comes as a whole is compared as a whole. */
function wholeOf({ kind, after }: ObjectChange): Json | undefined {
  return kind === 'create' ? after : undefined;
}

/** A digest of ours: ten or sixteen hexadecimal digits that stand alone, not those of an image. */
const digest = /(?<![0-9a-z:])(?:[0-9a-f]{10}|[0-9a-f]{16})(?![0-9a-z])/g;

function masked(key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  // The order in which a document stands in its file is no difference, nor is what only the holder of a key can read.
  if (key === 'document') return undefined;
  if (value.startsWith('ENC[') || value.includes('BEGIN AGE ENCRYPTED FILE')) return 'ENC';
  return value.length > 10_000 ? value : value.replace(digest, '#');
}
