/** Takes values out of what a server sent, whatever that is: what has another type is absent. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';

export function valueAt(object: JsonObject, ...path: readonly string[]): Json | undefined {
  let value: Json | undefined = object;
  for (const key of path) value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return value;
}

export function textAt(object: JsonObject, ...path: readonly string[]): string | undefined {
  const value = valueAt(object, ...path);
  return typeof value === 'string' ? value : undefined;
}

export function numberAt(object: JsonObject, ...path: readonly string[]): number | undefined {
  const value = valueAt(object, ...path);
  return typeof value === 'number' ? value : undefined;
}

/** The objects of a list; empty when it is none. */
export function objectsAt(object: JsonObject, ...path: readonly string[]): readonly JsonObject[] {
  const value = valueAt(object, ...path);
  return Array.isArray(value) ? (value as readonly Json[]).filter(isObject) : [];
}

/** A moment that can be compared; absent when it is no time. */
export function timeAt(object: JsonObject, ...path: readonly string[]): string | undefined {
  const text = textAt(object, ...path);
  return text !== undefined && Number.isFinite(Date.parse(text)) ? text : undefined;
}
