/** Reads the text of a manifest file into its documents, each by itself: most are the same before and after a change. */
import { readManifestText } from '../load/manifest-text.ts';
import type { JsonObject } from '../model/manifest.ts';

/** The text of one document, in the file where it stands. */
export interface DocumentText {
  readonly file: string;
  /** Index among the documents of the file that are not empty. */
  readonly document: number;
  readonly text: string;
}

/** Documents begin with a line of `---`. Of a file that others wrote, what comes before the first is one too. */
export function documentsOf(file: string, text: string): readonly DocumentText[] {
  return text
    .split(/^---[ \t]*\r?\n/m)
    .filter((part) => part.trim() !== '')
    .map((part, document) => ({ file, document, text: part }));
}

export type ReadDocument = (document: DocumentText) => JsonObject | undefined;

/** So many texts are remembered; a stack has about a hundred, and most stacks the same. */
const most = 4000;

/** A reader of single objects that remembers what it has read; undefined for what is no object that can be read for sure. */
export function createReader(): ReadDocument {
  let known = new Map<string, JsonObject | undefined>();
  return ({ file, text }) => {
    if (known.has(text)) return known.get(text);
    if (known.size >= most) known = new Map();
    const { objects, findings } = readManifestText(file, text);
    const manifest = findings.length === 0 && objects.length === 1 ? objects[0]!.manifest : undefined;
    known.set(text, manifest);
    return manifest;
  };
}
