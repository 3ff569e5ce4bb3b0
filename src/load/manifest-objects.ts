/** Takes the Kubernetes objects out of a document: itself, the members of a List, or the items of a JSON array. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';

export interface FoundObject {
  readonly manifest: JsonObject;
  /** JSON pointer of the object inside its document. */
  readonly base: string;
}

export interface NotAnObject {
  /** One sentence. */
  readonly message: string;
  /** JSON pointer of the value inside its document. */
  readonly base: string;
}

/** As `kubectl` does, takes whatever has a sequence `items` for a List, and members of a `PodList` for Pods. */
export function objectsOf(document: Json): readonly (FoundObject | NotAnObject)[] {
  return unwrap(document, '');
}

/** The objects of an array, as some tools write them in JSON files. */
export function objectsOfArray(items: readonly Json[]): readonly (FoundObject | NotAnObject)[] {
  return items.flatMap((item, index) => unwrap(item, `/${index}`));
}

function unwrap(value: Json, base: string): readonly (FoundObject | NotAnObject)[] {
  if (!isObject(value)) {
    const found = Array.isArray(value) ? 'a sequence' : JSON.stringify(value);
    return [{ base, message: `document is ${found.slice(0, 80)}, must be a mapping with apiVersion and kind` }];
  }
  const missing = ['apiVersion', 'kind'].filter((key) => typeof value[key] !== 'string' || value[key] === '');
  if (missing.length > 0) {
    return [{ base, message: `document has no text in ${missing.join(' and ')}, must be a Kubernetes object` }];
  }
  const { items } = value;
  if (Array.isArray(items)) {
    return items.flatMap((item: Json, index) => unwrap(withListKind(item, value), `${base}/items/${index}`));
  }
  if (value['kind'] === 'List') {
    return [{ base, message: 'kind is List and items is no sequence, must be a sequence of objects' }];
  }
  return [{ manifest: value, base }];
}

function withListKind(item: Json, { apiVersion, kind }: JsonObject): Json {
  const isTyped = typeof kind === 'string' && kind.endsWith('List') && kind !== 'List';
  const isBare = isObject(item) && item['kind'] === undefined && item['apiVersion'] === undefined;
  return isTyped && isBare ? { apiVersion: apiVersion ?? null, kind: kind.slice(0, -'List'.length), ...item } : item;
}
