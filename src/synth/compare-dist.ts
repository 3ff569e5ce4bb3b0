/** Compares what was rendered with what stands in `dist/`. */
import { join } from 'node:path';
import { type Reading, readRegular } from './read-regular.ts';

export interface Difference {
  readonly path: string;
  readonly kind: 'missing' | 'changed' | 'unexpected';
  /** First line that differs, from 1; 1 when not the text differs. */
  readonly line: number;
  /** What differs when it is not the text. */
  readonly fault?: Fault;
}

export type Fault =
  /** Something else stands there, for example `a symbolic link`. */
  | { readonly kind: 'other'; readonly found: string }
  | { readonly kind: 'unreadable'; readonly code: string }
  | { readonly kind: 'mode'; readonly mode: number };

/** The bit that no file of ours has: that its owner may execute it. Git records no other, and Windows reports none. */
export const foreignBits = 0o100;

/** How a rendered file differs from the one on disk; undefined when it is the same to the byte, and a mere file. */
export function compareFile(root: string, path: string, text: string): Difference | undefined {
  return compareReading(readRegular(join(root, path)), path, text);
}

/** The same of a file that was read already. */
export function compareReading(reading: Reading, path: string, text: string): Difference | undefined {
  if (reading.kind === 'missing') return { path, kind: 'missing', line: 1 };
  if (reading.kind !== 'file') return { path, kind: 'changed', line: 1, fault: reading };
  const wanted = Buffer.from(text);
  const { bytes, mode } = reading;
  if (!bytes.equals(wanted)) return { path, kind: 'changed', line: firstDifference(bytes, wanted) };
  return (mode & foreignBits) === 0 ? undefined : { path, kind: 'changed', line: 1, fault: { kind: 'mode', mode } };
}

function firstDifference(found: Buffer, wanted: Buffer): number {
  let line = 1;
  for (let index = 0; index < wanted.length && found[index] === wanted[index]; index += 1) {
    if (wanted[index] === 0x0a) line += 1;
  }
  return line;
}
