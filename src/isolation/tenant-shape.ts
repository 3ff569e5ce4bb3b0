/** A tenant's objects with its own names taken out: most of them are then the same for thousands of tenants. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { InventoryObject } from '../model/policy.ts';
import { trimmed } from './trim.ts';

/** Stands before a placeholder: no name, label or other text that an API server takes has this character. */
const mark = '\u0001';
const idMark = `${mark}id`;
const namespaceMark = `${mark}namespace`;
const literalMark = `${mark}text`;

/** A manifest with placeholders, as JSON. */
export interface Body {
  readonly text: string;
}

export interface ShapedObject {
  /** The same for equal bodies of one `createShaper`, so that it is sent from one thread to another once. */
  readonly body: Body;
  /** With placeholders. */
  readonly file: string;
  readonly document: number;
  readonly base: string;
}

export type Shaper = (objects: readonly InventoryObject[], tenant: string) => readonly ShapedObject[];

export function createShaper(): Shaper {
  const bodies = new Map<string, Body>();
  const files = new Map<string, string>();
  return (objects, tenant) => {
    const rename = (text: string): string => hidden(text, tenant);
    return objects.flatMap((object): ShapedObject[] => {
      const cut = trimmed(object);
      if (!cut) return [];
      const text = JSON.stringify(mapped(cut.manifest, rename));
      const body = bodies.get(text) ?? { text };
      bodies.set(text, body);
      const path = rename(cut.file);
      const file = files.get(path) ?? path;
      files.set(path, file);
      return [{ body, file, document: cut.document, base: cut.base }];
    });
  };
}

/** The objects as they are at one tenant. */
export function objectsOfShape(shape: readonly ShapedObject[], tenant: string): readonly InventoryObject[] {
  const restore = (text: string): string => shown(text, tenant);
  return shape.map(({ body, file, document, base }) => ({
    manifest: mapped(parseBody(body), restore) as JsonObject,
    file: restore(file),
    document,
    base,
  }));
}

export function parseBody({ text }: Body): JsonObject {
  return JSON.parse(text) as JsonObject;
}

/** What follows the name of the tenant's namespace in the parts of a text, such as `-app`. */
export function namespaceSuffixes(text: string): readonly string[] {
  if (!text.includes(namespaceMark)) return [];
  return text
    .split('/')
    .filter((part) => part.startsWith(namespaceMark))
    .map((part) => part.slice(namespaceMark.length));
}

/** True for a text that stands for a name of the tenant itself. */
export function isPlaceholder(text: string): boolean {
  return text.startsWith(mark) && !text.startsWith(literalMark);
}

/** A copy with each text replaced. Keys stay: one may be a word of manifests that is a tenant's id too, such as `values`. */
function mapped(value: Json, rename: (text: string) => string): Json {
  if (typeof value === 'string') return rename(value);
  if (Array.isArray(value)) return value.map((item: Json) => mapped(item, rename));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapped(item, rename)]));
}

/**
 * Only whole names and parts of paths, and the tenant's namespace where a hyphen or a colon follows: what is missed makes one
 * shape more, never a wrong one, since each text is restored exactly.
 */
function hidden(text: string, tenant: string): string {
  return text.includes('/')
    ? text
        .split('/')
        .map((part) => hiddenPart(part, tenant))
        .join('/')
    : hiddenPart(text, tenant);
}

function hiddenPart(text: string, tenant: string): string {
  if (text.startsWith(mark)) return `${literalMark}${text}`;
  if (text === tenant) return idMark;
  // The file of a tenant's Flux objects.
  if (text === `${tenant}.yaml`) return `${idMark}.yaml`;
  const namespace = `tenant-${tenant}`;
  if (!text.startsWith(namespace)) return text;
  const rest = text.slice(namespace.length);
  return rest === '' || rest.startsWith('-') || rest.startsWith(':') ? `${namespaceMark}${rest}` : text;
}

function shown(text: string, tenant: string): string {
  if (!text.includes(mark)) return text;
  return text
    .split('/')
    .map((part) => {
      if (!part.startsWith(mark)) return part;
      if (part.startsWith(literalMark)) return part.slice(literalMark.length);
      return part.startsWith(namespaceMark)
        ? `tenant-${tenant}${part.slice(namespaceMark.length)}`
        : `${tenant}${part.slice(idMark.length)}`;
    })
    .join('/');
}
