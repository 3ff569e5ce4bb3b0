/** Takes the Kubernetes objects out of a document: itself, the members of a List, or the items of a JSON array. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';

export interface FoundObject {
  readonly manifest: JsonObject;
  /** JSON pointer of the object inside its document. */
  readonly base: string;
}

export interface ObjectFault {
  /** Id of the check. */
  readonly check: string;
  /** One sentence. */
  readonly message: string;
  /** JSON pointer of the value inside its document. */
  readonly base: string;
}

/** Takes a kind that ends in List and has a sequence `items` for a List, as `kubectl` does, and members of a `PodList` for Pods. */
export function objectsOf(document: Json): readonly (FoundObject | ObjectFault)[] {
  return unwrap(document, '');
}

/** The objects of an array, as some tools write them in JSON files. */
export function objectsOfArray(items: readonly Json[]): readonly (FoundObject | ObjectFault)[] {
  return items.flatMap((item, index) => unwrap(item, `/${index}`));
}

function unwrap(value: Json, base: string): readonly (FoundObject | ObjectFault)[] {
  const check = 'manifest-not-an-object';
  if (!isObject(value)) {
    const found = Array.isArray(value) ? 'a sequence' : JSON.stringify(value);
    return [{ check, base, message: `document is ${found.slice(0, 80)}, must be a mapping with apiVersion and kind` }];
  }
  const missing = ['apiVersion', 'kind'].filter((key) => typeof value[key] !== 'string' || value[key] === '');
  if (missing.length > 0) {
    return [{ check, base, message: `document has no text in ${missing.join(' and ')}, must be a Kubernetes object` }];
  }
  const { items } = value;
  const kind = String(value['kind']);
  const isList = kind.endsWith('List');
  if (isList && Array.isArray(items)) {
    return items.flatMap((item: Json, index) => unwrap(withListKind(item, value), `${base}/items/${index}`));
  }
  if (kind === 'List') {
    return [{ check, base, message: 'kind is List and items is no sequence, must be a sequence of objects' }];
  }
  const found: FoundObject = { manifest: value, base };
  if (isList || items === undefined) {
    return [found];
  }
  // `kubectl` then applies the items alone, even when there are none, and the API server the object alone.
  const message = `kind is ${JSON.stringify(kind)} and items is set, which some readers take for a List, must have no items`;
  return [found, { check: 'manifest-unreadable', base: `${base}/items`, message }];
}

function withListKind(item: Json, { apiVersion, kind }: JsonObject): Json {
  const isTyped = typeof kind === 'string' && kind.endsWith('List') && kind !== 'List';
  const isBare = isObject(item) && item['kind'] === undefined && item['apiVersion'] === undefined;
  return isTyped && isBare ? { apiVersion: apiVersion ?? null, kind: kind.slice(0, -'List'.length), ...item } : item;
}
