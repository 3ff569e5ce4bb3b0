/** JSON pointers (RFC 6901). */

/** A key as a part of a pointer. */
export function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The key that a part of a pointer stands for. */
export function unescapeKey(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** The keys along a pointer, from the outermost to the innermost; none of the whole value. */
export function keysOf(pointer: string): readonly string[] {
  return pointer.split('/').slice(1).map(unescapeKey);
}
