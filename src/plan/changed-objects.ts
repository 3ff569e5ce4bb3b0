/** What differs between the files of one stack before and after a change: object by object. */
import type { ChangeMeaning, FieldChange, ObjectChange } from '../model/change.ts';
import { compareText, type ObjectRef } from '../model/finding.ts';
import { type JsonObject, refOf } from '../model/manifest.ts';
import { meaningOf } from './object-meaning.ts';
import type { Naming } from './placeholder.ts';
import { createReader, documentsOf, type DocumentText, type ReadObject } from './read-file.ts';

/** Texts of the files that differ, by path; a file that is not there has no entry. */
export type Files = ReadonlyMap<string, string>;

export interface ChangedObjects {
  /** Sorted by file and document. */
  readonly objects: readonly ObjectChange[];
  /** Files with a document that cannot be read as one object: what changes in them is not known. Sorted. */
  readonly unreadable: readonly string[];
}

/** Texts as they are; the changes come with the name taken out of them. */
export type CompareFiles = (before: Files, after: Files, naming: Naming) => ChangedObjects;

/** A comparison that remembers what it has read and compared: many tenants have the same texts. */
export function createComparison(): CompareFiles {
  const read = createReader();
  const meaning = rememberMeanings();
  return (before, after, naming) => {
    const [old, fresh] = withoutEqual(textsOf(before, naming), textsOf(after, naming));
    const unreadable = new Set<string>();
    const objectsIn = (documents: readonly DocumentText[]): Map<string, Found> => {
      const objects = new Map<string, Found>();
      for (const document of documents) {
        const found = read(document, naming);
        if (found === undefined) unreadable.add(document.file);
        // Of namesakes only the first is paired, the others are said to come or to go.
        else objects.set(unused(objects, identityOf(found.ref, naming)), { ...document, ...found });
      }
      return objects;
    };
    const pairs = paired(objectsIn(old), objectsIn(fresh));
    return {
      objects: pairs.map((pair) => changeOf(pair, (was, is) => meaning(was, is, naming))).toSorted(byPlace),
      unreadable: [...unreadable].toSorted(compareText),
    };
  };
}

interface Found extends DocumentText, ReadObject {}

interface Pair {
  readonly before?: Found;
  readonly after?: Found;
}

function textsOf(files: Files, naming: Naming): readonly DocumentText[] {
  return [...files].flatMap(([file, text]) => documentsOf(file, naming.general(text)));
}

/** Without the documents that stand in the same file on both sides. */
function withoutEqual(
  before: readonly DocumentText[],
  after: readonly DocumentText[],
): [readonly DocumentText[], readonly DocumentText[]] {
  const key = ({ file, text }: DocumentText): string => `${file}\n${text}`;
  const left = new Set(before.map(key));
  const right = new Set(after.map(key));
  return [before.filter((each) => !right.has(key(each))), after.filter((each) => !left.has(key(each)))];
}

/** The API version does not tell objects apart, only its group. */
function identityOf(ref: ObjectRef, { specific }: Naming): string {
  const { kind, namespace, name } = ref;
  const apiVersion = specific(ref.apiVersion);
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return JSON.stringify([group, specific(kind), specific(namespace ?? ''), specific(name)]);
}

function unused(objects: ReadonlyMap<string, Found>, identity: string): string {
  let key = identity;
  while (objects.has(key)) key += '+';
  return key;
}

/** Objects of one identity; of those that are left, Jobs that differ in a digest at the end of their names. */
function paired(before: Map<string, Found>, after: Map<string, Found>): readonly Pair[] {
  const pairs: Pair[] = [];
  for (const [identity, found] of after) {
    const old = before.get(identity);
    if (old === undefined) continue;
    pairs.push({ before: old, after: found });
    before.delete(identity);
    after.delete(identity);
  }
  const successors = Map.groupBy(after, ([identity]) => lineOf(identity));
  for (const [identity, found] of before) {
    const line = lineOf(identity);
    const [successor, ...more] = line === undefined ? [] : (successors.get(line) ?? []);
    if (successor === undefined || more.length > 0 || !after.has(successor[0])) continue;
    pairs.push({ before: found, after: successor[1] });
    before.delete(identity);
    after.delete(successor[0]);
  }
  return [
    ...pairs,
    ...[...before.values()].map((old) => ({ before: old })),
    ...[...after.values()].map((fresh) => ({ after: fresh })),
  ];
}

const digestAtEnd = /-[0-9a-f]{10}"\]$/;

/** What a Job and its successors have in common; undefined of all other objects. */
function lineOf(identity: string): string | undefined {
  return identity.startsWith('["batch","Job"') && digestAtEnd.test(identity)
    ? identity.replace(digestAtEnd, '"]')
    : undefined;
}

function changeOf(
  { before, after }: Pair,
  meaning: (before: Found | undefined, after: Found | undefined) => ChangeMeaning,
): ObjectChange {
  const place = after ?? before!;
  return {
    ...meaning(before, after),
    object: place.ref,
    file: place.file,
    document: place.document,
    ...(before && { before: before.manifest }),
    ...(after && { after: after.manifest }),
  };
}

type Meaning = (before: Found | undefined, after: Found | undefined, naming: Naming) => ChangeMeaning;

function rememberMeanings(): Meaning {
  const known = new WeakMap<JsonObject, WeakMap<JsonObject, ChangeMeaning>>();
  return (before, after, naming) => {
    // Where an object stands is not in its manifest.
    if (before === undefined || after === undefined || before.file !== after.file)
      return meaningOfPair(before, after, naming);
    const inner = known.get(before.manifest) ?? new WeakMap<JsonObject, ChangeMeaning>();
    known.set(before.manifest, inner);
    const meaning = inner.get(after.manifest) ?? meaningOfPair(before, after, naming);
    inner.set(after.manifest, meaning);
    return meaning;
  };
}

/** Rules read objects with their names: a tenant may be called `data`, as a word that rules look for. */
function meaningOfPair(before: Found | undefined, after: Found | undefined, naming: Naming): ChangeMeaning {
  const old = before && naming.specificIn(before.manifest);
  const fresh = after && naming.specificIn(after.manifest);
  if (old === undefined || fresh === undefined) return naming.generalIn(meaningOf(old, fresh));
  const renamed = refOf(old).name !== refOf(fresh).name;
  const meaning = renamed ? successorOf(old, fresh) : meaningOf(old, fresh);
  if (before!.file === after!.file) return naming.generalIn(meaning);
  const moved = { path: '(file)', pointer: '', before: before!.file, after: after!.file };
  return naming.generalIn({ ...meaning, fields: [moved, ...meaning.fields] });
}

/** A Job that takes the place of another: it runs anew, and what differs tells why. No field of it has to change. */
function successorOf(before: JsonObject, after: JsonObject): ChangeMeaning {
  const { effects } = meaningOf(undefined, after);
  const { fields, risks } = meaningOf(before, after);
  const told = fields.filter(({ path }) => path !== 'metadata.name').map(unfixed);
  return { kind: 'replace', fields: told, risks, effects };
}

function unfixed({ isFixed: _isFixed, ...field }: FieldChange): FieldChange {
  return field;
}

function byPlace(a: ObjectChange, b: ObjectChange): number {
  return compareText(a.file, b.file) || a.document - b.document || compareText(a.object.name, b.object.name);
}
