/** Reads a file, whatever stands in its place: follows no link to it, and waits for no pipe. */
import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from 'node:fs';
import { entryKind } from './entry-kind.ts';
import { codeOf } from './system-error.ts';

export type Reading =
  /** `mode` has the permission bits and the special ones. */
  | { readonly kind: 'file'; readonly bytes: Buffer; readonly mode: number }
  | { readonly kind: 'missing' }
  /** Something else stands there, for example `a symbolic link`. */
  | { readonly kind: 'other'; readonly found: string }
  | { readonly kind: 'unreadable'; readonly code: string };

/** Not every platform has the last two flags. Without the last one, opening a pipe waits for a writer for ever. */
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

export function readRegular(path: string): Reading {
  let descriptor: number;
  try {
    descriptor = openSync(path, flags);
  } catch (error) {
    return unopened(path, codeOf(error) ?? String(error));
  }
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return { kind: 'other', found: entryKind(stats) };
    return { kind: 'file', bytes: readFileSync(descriptor), mode: stats.mode & 0o7777 };
  } catch (error) {
    return { kind: 'unreadable', code: codeOf(error) ?? String(error) };
  } finally {
    closeSync(descriptor);
  }
}

/** Systems differ in the code for a link or a socket: what stands there tells. */
function unopened(path: string, code: string): Reading {
  if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
  try {
    const stats = lstatSync(path);
    return stats.isFile() ? { kind: 'unreadable', code } : { kind: 'other', found: entryKind(stats) };
  } catch {
    return { kind: 'unreadable', code };
  }
}
