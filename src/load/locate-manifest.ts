/** Finds the line of a value in the text of a manifest file, for findings that point into it. */
import { keysOf } from '../model/json-pointer.ts';
import type { ManifestDocument } from './manifest-documents.ts';
import { readDocuments } from './manifest-documents.ts';
import { createPositions, type Position } from './manifest-position.ts';

/**
 * A function from the index of a document (empty ones are not counted) and a JSON pointer to a place: of the key for a
 * member of a mapping, of the value for an item, of the nearest enclosing value when it is absent. The text is read when
 * the function is first called.
 */
export function createLocator(text: string): (document: number, pointer: string) => Position {
  const position = createPositions(text);
  let documents: readonly ManifestDocument[] | undefined;
  return (document, pointer) => {
    documents ??= readDocuments(text);
    const found = documents[document];
    return position(found === undefined ? 0 : found.start + offsetAt(found, pointer));
  };
}

function offsetAt({ root, problems }: ManifestDocument, pointer: string): number {
  let node = root;
  let offset = root?.offset ?? problems[0]?.offset ?? 0;
  for (const key of keysOf(pointer)) {
    const child = node?.children?.get(key);
    if (child === undefined) {
      break;
    }
    offset = child.offset;
    node = child.node;
  }
  return offset;
}
