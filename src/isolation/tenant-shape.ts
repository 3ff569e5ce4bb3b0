/** A tenant's objects with its own names taken out: most of them are then the same for thousands of tenants. */
import type { JsonObject } from '../model/manifest.ts';
import type { InventoryObject } from '../model/policy.ts';
import { trimmed } from './trim.ts';

/** Begins a placeholder. No name, label or other text that an API server takes has this character. */
const mark = '\uE000';
const idMark = `${mark}id${mark}`;
const namespaceMark = `${mark}namespace${mark}`;

/** A manifest with placeholders, as JSON. */
export interface Body {
  readonly text: string;
}

export interface ShapedObject {
  /** The same for equal bodies of one `createShaper`, so that it is sent from one thread to another once. */
  readonly body: Body;
  /** JSON, with placeholders. */
  readonly file: string;
  readonly document: number;
  readonly base: string;
}

export type Shaper = (objects: readonly InventoryObject[], tenant: string) => readonly ShapedObject[];

export function createShaper(): Shaper {
  const bodies = new Map<string, Body>();
  const files = new Map<string, string>();
  return (objects, tenant) => {
    const hide = hider(tenant);
    return objects.flatMap((object): ShapedObject[] => {
      const cut = trimmed(object);
      if (!cut) return [];
      const text = hide(cut.manifest);
      const body = bodies.get(text) ?? { text };
      bodies.set(text, body);
      const path = hide(cut.file);
      const file = files.get(path) ?? path;
      files.set(path, file);
      return [{ body, file, document: cut.document, base: cut.base }];
    });
  };
}

/** The objects as they are at one tenant. */
export function objectsOfShape(shape: readonly ShapedObject[], tenant: string): readonly InventoryObject[] {
  return shape.map(({ body, file, document, base }) => ({
    manifest: JSON.parse(shown(body.text, tenant)) as JsonObject,
    file: JSON.parse(shown(file, tenant)) as string,
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
  return text.includes(mark);
}

/**
 * Only whole names and parts of paths, and the tenant's namespace where a hyphen or a colon follows: what is missed makes one
 * shape more, never a wrong one, since each text is restored exactly.
 * @param tenant an id: letters, digits and hyphens.
 */
function hider(tenant: string): (value: JsonObject | string) => string {
  // After a quote or a slash of the JSON text, and never in a key: one may be a word of manifests that is an id too.
  const end = '"(?!:)';
  const names = new RegExp(
    `(?<=["/])(?:tenant-${tenant}(?=${end}|[/:-][^"]*${end})|${tenant}(?=${end}|/[^"]*${end}|\\.yaml${end}))`,
    'g',
  );
  return (value) => {
    const json = JSON.stringify(value);
    const text = json.includes(mark) ? json.replaceAll(mark, String.raw`\ue000`) : json;
    return text.includes(tenant)
      ? text.replace(names, (name) => (name.length === tenant.length ? idMark : namespaceMark))
      : text;
  };
}

function shown(text: string, tenant: string): string {
  return text.replaceAll(idMark, tenant).replaceAll(namespaceMark, `tenant-${tenant}`);
}
