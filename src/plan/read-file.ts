/** Reads the text of a manifest file into its documents, each by itself: most are the same before and after a change. */
import { readManifestText } from '../load/manifest-text.ts';
import type { ObjectRef } from '../model/finding.ts';
import { type JsonObject, refOf } from '../model/manifest.ts';
import type { Naming } from './placeholder.ts';

/** The text of one document, in the file where it stands. */
export interface DocumentText {
  readonly file: string;
  /** Index among the documents of the file that hold more than comments. */
  readonly document: number;
  readonly text: string;
}

/** Documents begin with a line of `---`. Of a file that others wrote, what comes before the first is one too. */
export function documentsOf(file: string, text: string): readonly DocumentText[] {
  return text
    .split(/^---[ \t]*\r?\n/m)
    .filter((part) => part.split('\n').some((line) => !/^\s*(?:#|$)/.test(line)))
    .map((part, document) => ({ file, document, text: part }));
}

/** An object with its tenant's name taken out of it, and of what names it. */
export interface ReadObject {
  readonly manifest: JsonObject;
  readonly ref: ObjectRef;
}

export type ReadDocument = (document: DocumentText, naming: Naming) => ReadObject | undefined;

/** So many texts are remembered; a stack has about a hundred, and most stacks the same. */
const most = 4000;

/**
 * A reader of single objects that remembers what it has read; undefined for what is no object that can be read for sure. A text
 * has its tenant's name taken out, and so has the object; but it is read with the name, which may be one such as `true`.
 */
export function createReader(): ReadDocument {
  let known = new Map<string, ReadObject | undefined>();
  return ({ file, text }, naming) => {
    if (known.has(text)) return known.get(text);
    if (known.size >= most) known = new Map();
    const { objects, findings } = readManifestText(file, naming.specific(text));
    const manifest = findings.length === 0 && objects.length === 1 ? objects[0]!.manifest : undefined;
    const read = manifest && { manifest: naming.generalIn(manifest), ref: generalRef(manifest, naming) };
    known.set(text, read);
    return read;
  };
}

/** The names of its own fields are not those of an object: a tenant may be called `kind`. */
function generalRef(manifest: JsonObject, { general }: Naming): ObjectRef {
  const { apiVersion, kind, namespace, name } = refOf(manifest);
  return {
    apiVersion: general(apiVersion),
    kind: general(kind),
    ...(namespace !== undefined && { namespace: general(namespace) }),
    name: general(name),
  };
}
