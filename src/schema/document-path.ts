/** JSON pointers into documents, and how people write them. */
import { escapeKey, keysOf, unescapeKey } from '../model/json-pointer.ts';
import { printable } from './document-value.ts';

/** `/odoo/config/limit~1x` as a person writes it: `odoo.config.limit/x`; a list's members by index. */
export function pathOf(pointer: string): string {
  if (pointer === '') return 'the document';
  let path = '';
  for (const name of keysOf(pointer)) {
    path += /^(0|[1-9][0-9]*)$/.test(name) ? `[${name}]` : `${path === '' ? '' : '.'}${printable(name)}`;
  }
  return path;
}

export function lastSegment(pointer: string): string {
  return unescapeKey(pointer.slice(pointer.lastIndexOf('/') + 1));
}

export function join(pointer: string, name: string): string {
  return `${pointer}/${escapeKey(name)}`;
}
