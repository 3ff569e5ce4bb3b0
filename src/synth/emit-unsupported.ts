/** Finds the value that cannot be written as YAML, to say where it is: only after writing has failed. */
import { escapeKey } from '../model/json-pointer.ts';

/** The pointer and nature of the first such value, for example `/0/spec/replicas is undefined`. */
export function findUnsupported(value: unknown, pointer = ''): string | undefined {
  const reason = reasonOf(value);
  if (reason !== undefined) {
    return `${pointer} is ${reason}`;
  }
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  const keys = Array.isArray(value) ? Array.from(value.keys(), String) : Object.keys(value).sort();
  for (const key of keys) {
    const inner = `${pointer}/${escapeKey(key)}`;
    const found = key.isWellFormed()
      ? findUnsupported(Reflect.get(value, key), inner)
      : `${inner} is a key with a lone surrogate`;
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function reasonOf(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed() ? undefined : 'text with a lone surrogate';
    case 'number':
      return Number.isFinite(value) ? undefined : String(value);
    case 'boolean':
      return undefined;
    case 'object': {
      const prototype: unknown = value === null || Array.isArray(value) ? null : Object.getPrototypeOf(value);
      return prototype === null || prototype === Object.prototype ? undefined : 'not a plain object';
    }
    default:
      return value === undefined ? 'undefined' : `a ${typeof value}`;
  }
}
