/** Writes Kubernetes objects as YAML: the same bytes for the same content, and read the same by every YAML reader. */
import { type Json, type JsonObject } from '../model/manifest.ts';
import { findUnsupported } from './emit-unsupported.ts';
import { emitInlineString, emitNumber, emitString } from './emit-scalar.ts';

/** Longer keys need the explicit form `? key`; YAML allows 1024 characters up to the colon. */
const longestImplicitKey = 1000;

/**
 * A multi-document YAML text, each document preceded by `---`, in block style as `kubectl` prints it. Keys are sorted by
 * UTF-16 code unit, save that `apiVersion`, `kind`, `metadata` and in it `name`, `namespace` come first.
 * @throws {TypeError} for a value that JSON does not have, such as `undefined`, or text with a lone surrogate; it names the place.
 */
export function emitYaml(documents: readonly JsonObject[]): string {
  try {
    return documents.map((document) => `---\n${emitDocument(document)}`).join('');
  } catch (error) {
    throw new TypeError(`cannot be written as YAML: ${findUnsupported(documents)}`, { cause: error });
  }
}

function emitDocument(document: JsonObject): string {
  const keys = leading(sortedKeys(document), ['apiVersion', 'kind', 'metadata']);
  return keys.length === 0 ? '{}\n' : emitMembers(document, keys, '');
}

/** The members of a non-empty mapping, one or more lines each; the first line is not indented. */
function emitMembers(mapping: JsonObject, keys: readonly string[], indent: string): string {
  const inner = `${indent}  `;
  let text = '';
  for (const key of keys) {
    if (text !== '') text += indent;
    text += knownKeys.get(key) ?? emitKey(key, indent);
    const value = mapping[key];
    if (typeof value !== 'object' || value === null) {
      text += ` ${emitScalar(value, inner)}\n`;
    } else if (isSequence(value)) {
      text += value.length === 0 ? ' []\n' : `\n${indent}${emitItems(value, indent)}`;
    } else {
      const sorted = sortedKeys(value);
      const ordered = indent === '' && key === 'metadata' ? leading(sorted, ['name', 'namespace']) : sorted;
      text += sorted.length === 0 ? ' {}\n' : `\n${inner}${emitMembers(value, ordered, inner)}`;
    }
  }
  return text;
}

/** Keys as they are written. Nearly all are the few hundred names of fields, whose looking at was a fifth of the emitter. */
const knownKeys = new Map<string, string>();
const mostKnownKeys = 2000;

function emitKey(key: string, indent: string): string {
  const written = emitInlineString(key);
  if (written.length > longestImplicitKey) return `? ${written}\n${indent}:`;
  const head = `${written}:`;
  if (knownKeys.size < mostKnownKeys) knownKeys.set(key, head);
  return head;
}

/** The items of a non-empty sequence; the first line is not indented. */
function emitItems(sequence: readonly Json[], indent: string): string {
  const inner = `${indent}  `;
  let text = '';
  for (const item of sequence) {
    text += text === '' ? '- ' : `${indent}- `;
    text += emitItem(item, inner);
  }
  return text;
}

function emitItem(item: Json, indent: string): string {
  if (typeof item !== 'object' || item === null) {
    return `${emitScalar(item, indent)}\n`;
  }
  if (isSequence(item)) {
    return item.length === 0 ? '[]\n' : emitItems(item, indent);
  }
  const keys = sortedKeys(item);
  return keys.length === 0 ? '{}\n' : emitMembers(item, keys, indent);
}

function emitScalar(value: Json | undefined, indent: string): string {
  if (typeof value === 'string') {
    return emitString(value, indent);
  }
  if (typeof value === 'number' && Number.isFinite(value)) {
    return emitNumber(value);
  }
  if (typeof value === 'boolean' || value === null) {
    return String(value);
  }
  throw new TypeError('not a JSON value');
}

function sortedKeys(mapping: JsonObject): readonly string[] {
  const prototype: unknown = Object.getPrototypeOf(mapping);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError('not a plain object');
  }
  const keys = Object.keys(mapping);
  return keys.length > 16 ? keys.sort() : insertionSorted(keys);
}

/** Most mappings have a handful of keys, for which the general sort takes longer than everything else about them. */
function insertionSorted(keys: string[]): readonly string[] {
  for (let end = 1; end < keys.length; end += 1) {
    const key = keys[end]!;
    let place = end;
    while (place > 0 && keys[place - 1]! > key) {
      keys[place] = keys[place - 1]!;
      place -= 1;
    }
    keys[place] = key;
  }
  return keys;
}

/** The keys with those that are to come first at their head. */
function leading(keys: readonly string[], first: readonly string[]): readonly string[] {
  return [...first.filter((key) => keys.includes(key)), ...keys.filter((key) => !first.includes(key))];
}

/** `Array.isArray`, for read-only arrays too. */
function isSequence(value: JsonObject | readonly Json[]): value is readonly Json[] {
  return Array.isArray(value);
}
