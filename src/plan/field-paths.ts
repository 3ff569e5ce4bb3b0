/** The paths of all that is in a value: a rule that looks for a field finds it in what comes or goes as a whole. */
import type { FieldChange } from '../model/change.ts';
import { isObject, type Json } from '../model/manifest.ts';

/** Of a change its own path and those in the values before and after, without what members of lists are called. */
export function pathsOfChange({ path, before, after }: FieldChange): readonly string[] {
  const plain = path.replaceAll(/\[[^"\]]*\]/g, '[]');
  return [...new Set([plain, ...pathsIn(before, plain), ...pathsIn(after, plain)])];
}

/** @param path of the value; empty for a whole object. */
export function pathsIn(value: Json | undefined, path = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((member) => pathsIn(member as Json, `${path}[]`));
  if (!isObject(value)) return path === '' ? [] : [path];
  return Object.entries(value).flatMap(([name, inner]) => pathsIn(inner, `${path}${fieldStep(name, path === '')}`));
}

/** A name as a part of a path. */
export function fieldStep(name: string, isFirst: boolean): string {
  if (!/^[A-Za-z0-9_\uE000]+$/.test(name)) return `[${JSON.stringify(name)}]`;
  return isFirst ? name : `.${name}`;
}
