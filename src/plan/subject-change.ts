/** Sums up what a change does to one tenant, or to the platform of one cluster. */
import { createHash } from 'node:crypto';
import { type ObjectChange, riskLabels, type RiskLabel } from '../model/change.ts';
import { compareText } from '../model/finding.ts';
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { Fact, FileChange, Requests, ShownChange, Subject, SubjectChange, SubjectState } from '../model/plan.ts';
import { isBookkeeping, isRelabelled } from './bookkeeping.ts';
import { signatureOf } from './signature.ts';
import type { Files } from './changed-objects.ts';

export interface Compared {
  readonly subject: Subject;
  readonly state: SubjectState;
  /** Texts of the files that differ. */
  readonly before: Files;
  readonly after: Files;
  readonly records: { readonly before: JsonObject | undefined; readonly after: JsonObject | undefined };
  /** With the subject's name taken out of them. */
  readonly objects: readonly ObjectChange[];
  readonly unreadable: readonly string[];
  readonly migration?: SubjectChange['migration'];
}

export function subjectChange(compared: Compared): SubjectChange {
  const { subject, state, before, after, records, unreadable, migration } = compared;
  const objects = compared.objects.map(withoutBookkeeping).filter((object) => object !== undefined);
  const facts = factsOf(records.before, records.after);
  const requests = {
    ...optional('before', requestsOf(records.before)),
    ...optional('after', requestsOf(records.after)),
  };
  const labels = new Set<RiskLabel>(objects.flatMap(({ risks }) => risks));
  if (JSON.stringify(requests.before) !== JSON.stringify(requests.after)) labels.add('cost');
  if (state === 'gone') labels.add('deletion').add('data');
  const risks = riskLabels.filter((label) => labels.has(label));
  return {
    ...subject,
    state,
    files: fileChanges(before, after),
    facts,
    risks,
    ...(migration && { migration }),
    requests,
    counts: countsOf(compared.objects),
    relabelled: compared.objects.length - objects.length,
    signature: signatureOf({ state, facts, objects, unreadable, risks, migration }),
    objects: objects.map(shownOf),
    unreadable,
  };
}

/** Undefined for an object of which nothing else changes. */
function withoutBookkeeping(change: ObjectChange): ObjectChange | undefined {
  return isRelabelled(change)
    ? undefined
    : { ...change, fields: change.fields.filter(({ path }) => !isBookkeeping(path)) };
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, Value>);
}

function shownOf({ before: _before, after: _after, ...shown }: ObjectChange): ShownChange {
  return shown;
}

function countsOf(objects: readonly ObjectChange[]): SubjectChange['counts'] {
  const counts: Partial<Record<ObjectChange['kind'], number>> = {};
  for (const { kind } of objects) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** Those that tell what a tenant is; the digests of a record tell nothing to people. */
const factNames = ['lifecycle', 'ring', 'release', 'data', 'offboarding'] as const;

function factsOf(before: JsonObject | undefined, after: JsonObject | undefined): readonly Fact[] {
  return factNames.flatMap((name) => differing(name, before?.[name], after?.[name]));
}

function differing(name: string, before: Json | undefined, after: Json | undefined): readonly Fact[] {
  if (isObject(before) || isObject(after)) {
    const had = isObject(before) ? before : {};
    const has = isObject(after) ? after : {};
    const keys = [...new Set([...Object.keys(had), ...Object.keys(has)])].toSorted(compareText);
    return keys.flatMap((key) => differing(`${name}.${key}`, had[key], has[key]));
  }
  if (before === after) return [];
  return [{ name, ...optional('before', before), ...optional('after', after) }];
}

function requestsOf(record: JsonObject | undefined): Requests | undefined {
  const requests = record?.['requests'];
  if (!isObject(requests)) return undefined;
  const { cores, memoryGiB, storageGiB } = requests;
  return typeof cores === 'number' && typeof memoryGiB === 'number' && typeof storageGiB === 'number'
    ? { cores, memoryGiB, storageGiB }
    : undefined;
}

function fileChanges(before: Files, after: Files): readonly FileChange[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].toSorted(compareText);
  return paths.map((path) => fileChange(path, before.get(path), after.get(path)));
}

function fileChange(path: string, before: string | undefined, after: string | undefined): FileChange {
  return { path, ...optional('before', digestOf(before)), ...optional('after', digestOf(after)) };
}

function digestOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
