/** Values that remember where they were written, and the documents made of them. */
import type { Place } from '../model/finding.ts';
import type { SourceDocument } from '../model/fleet.ts';
import { keysOf } from '../model/json-pointer.ts';
import type { Json } from '../model/manifest.ts';
import type { SourceText } from './source-text.ts';

/** Where something was written. */
export interface Origin {
  readonly source: SourceText;
  /** Offset in the text, in UTF-16 code units. */
  readonly start: number;
}

/** One value. Parts are shared between values that refer to the same constant, so they are never changed. */
export interface SourceValue extends Origin {
  readonly content: string | number | boolean | null | readonly SourceValue[] | ReadonlyMap<string, Member>;
  /** Number of values in it when every reference is written out; long text counts more than once. */
  readonly size: number;
  /** Number of lists and objects around its deepest value. */
  readonly depth: number;
  /** The define function that it was passed to, on the outermost value alone. */
  readonly definedBy?: string;
  /** The value has a mistake that was recorded; what it would be is not known. */
  readonly broken?: true;
  /** Some of the items or fields are not known, for the same reason. */
  readonly partial?: true;
}

/** A field of an object: where its name stands, and its value. */
export interface Member {
  readonly key: Origin;
  readonly value: SourceValue;
}

export const limits = {
  /** Values and pieces of text in one document, every reference written out. */
  size: 100_000,
  depth: 64,
  /** Characters in one string, after its template is filled in. */
  text: 10_000,
  /** Bytes of one file. */
  bytes: 256 * 1024,
} as const;

export function scalar(origin: Origin, content: string | number | boolean | null): SourceValue {
  return { source: origin.source, start: origin.start, content, size: weightOf(content), depth: 0 };
}

/** Stands for a value with a mistake, so that what is around it can still be checked. */
export function brokenValue({ source, start }: Origin): SourceValue {
  return { source, start, content: null, size: 1, depth: 0, broken: true };
}

export function list(origin: Origin, items: readonly SourceValue[], isPartial = false): SourceValue {
  let size = 1;
  let depth = 0;
  let hasGap = isPartial;
  for (const item of items) {
    size += item.size;
    hasGap ||= item.broken === true;
    if (item.depth > depth) depth = item.depth;
  }
  return {
    source: origin.source,
    start: origin.start,
    content: items,
    size,
    depth: depth + 1,
    ...(hasGap && { partial: true }),
  };
}

export function record(origin: Origin, members: ReadonlyMap<string, Member>, isPartial = false): SourceValue {
  let size = 1;
  let depth = 0;
  for (const [name, { value }] of members) {
    size += value.size + weightOf(name) - 1;
    if (value.depth > depth) depth = value.depth;
  }
  return {
    source: origin.source,
    start: origin.start,
    content: members,
    size,
    depth: depth + 1,
    ...(isPartial && { partial: true }),
  };
}

function weightOf(content: string | number | boolean | null): number {
  return typeof content === 'string' ? 1 + (content.length >> 4) : 1;
}

export function isList(content: SourceValue['content']): content is readonly SourceValue[] {
  return Array.isArray(content);
}

export function isRecord(content: SourceValue['content']): content is ReadonlyMap<string, Member> {
  return content instanceof Map;
}

/** The value as plain data, made anew at each call. */
export function toJson({ content }: SourceValue): Json {
  if (isList(content)) return content.map(toJson);
  if (!isRecord(content)) return content;
  const plain: { [key: string]: Json } = {};
  for (const [name, { value }] of content) {
    // Assigning to `__proto__` would set the prototype instead of a field.
    if (name === '__proto__') Object.defineProperty(plain, name, { ...ownField, value: toJson(value) });
    else plain[name] = toJson(value);
  }
  return plain;
}

const ownField = { configurable: true, enumerable: true, writable: true } as const;

/** A document that can also say where the name of a field stands. */
export interface LocatedDocument extends SourceDocument {
  /** Place of the name of the field at a pointer; of the value for members of a list. */
  locateName(pointer: string): Place;
  /** True when the value at a pointer, or whether there is one, is not known: a mistake was recorded there. */
  isUnknown(pointer: string): boolean;
}

export function documentOf(file: string, root: SourceValue): LocatedDocument {
  let plain: Json | undefined;
  return {
    file,
    get value() {
      plain ??= toJson(root);
      return plain;
    },
    locate: (pointer) => placeOf(walk(root, pointer).value),
    locateName: (pointer) => placeOf(walk(root, pointer).name),
    isUnknown: (pointer) => walk(root, pointer).isUnknown,
  };
}

interface Found {
  readonly name: Origin;
  readonly value: Origin;
  readonly isUnknown: boolean;
}

function walk(root: SourceValue, pointer: string): Found {
  let value = root;
  let name: Origin = root;
  for (const key of keysOf(pointer)) {
    const { content } = value;
    const member = isRecord(content) ? content.get(key) : undefined;
    const next = isList(content) && /^(0|[1-9][0-9]*)$/.test(key) ? content[Number(key)] : member?.value;
    // An absent field stands nowhere; its nearest enclosing value is where one would add it.
    if (next === undefined) return { name: value, value, isUnknown: value.broken === true || value.partial === true };
    name = member?.key ?? next;
    value = next;
  }
  return { name, value, isUnknown: value.broken === true || value.partial === true };
}

function placeOf({ source, start }: Origin): Place {
  return source.placeOf(start);
}
