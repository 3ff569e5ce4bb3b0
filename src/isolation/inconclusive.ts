/** What the engine could not understand, so that nobody takes silence for isolation. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { InventoryObject } from '../model/policy.ts';

export interface Inconclusive {
  readonly object: InventoryObject;
  /** JSON pointer into the manifest. */
  readonly pointer: string;
  /** One sentence with the value found and the value wanted. */
  readonly message: string;
}

/** A part of an object that cannot be understood; caught where the object is read. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly pointer: string;

  constructor(pointer: string, message: string) {
    super(message);
    this.pointer = pointer;
  }
}

/** A value as short text for a message. */
export function describe(value: Json | undefined): string {
  if (value === undefined) return 'unset';
  if (isObject(value)) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** An object; null and absent are undefined, as API servers read them. */
export function optionalObject(value: Json | undefined, pointer: string): JsonObject | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw new Unreadable(pointer, `${nameOf(pointer)} is ${describe(value)}, must be an object`);
  return value;
}

/** A list; null and absent are undefined. */
export function optionalList(value: Json | undefined, pointer: string): readonly Json[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw new Unreadable(pointer, `${nameOf(pointer)} is ${describe(value)}, must be a list`);
  return value as readonly Json[];
}

/** A misspelt field would be dropped by a lenient reader, and change what the rest means. */
export function mustHaveOnly(value: JsonObject, fields: readonly string[], pointer: string): void {
  const unknown = Object.keys(value).find((field) => !fields.includes(field));
  if (unknown === undefined) return;
  const message = `${nameOf(pointer)} has the field ${JSON.stringify(unknown)}, must have only ${fields.join(', ')}`;
  throw new Unreadable(pointer, message);
}

/** The last field of a pointer that has a name, with the positions after it: `ports[2]`. */
export function nameOf(pointer: string): string {
  const parts = pointer.split('/').slice(1);
  const at = parts.findLastIndex((part) => !/^\d+$/.test(part));
  return at < 0
    ? 'object'
    : `${parts[at]}${parts
        .slice(at + 1)
        .map((index) => `[${index}]`)
        .join('')}`;
}
