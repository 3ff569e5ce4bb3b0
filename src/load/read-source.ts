/** Reads one text file strictly: a regular file inside the root, of bounded size, plain UTF-8. */
import { isUtf8 } from 'node:buffer';
import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { printable } from '../schema/document-value.ts';
import { assignedSecretIn, type PlainSecret, plainSecretIn } from '../model/plain-secret.ts';
import type { Problem } from './problem.ts';
import { sourceText, type SourceText } from './source-text.ts';
import { limits } from './source-value.ts';

export type ReadResult = { readonly source: SourceText } | { readonly problem: Problem };

/** `file` is POSIX and relative to `root`, which must be a real path. */
export function readSource(root: string, file: string): ReadResult {
  const path = join(root, file);
  const refuse = (policy: string, text: Pick<Problem, 'message' | 'value' | 'wanted' | 'fix'>): ReadResult => ({
    problem: { policy, place: { file, line: 1, column: 1 }, ...text },
  });
  try {
    const stat = lstatSync(path);
    if (!stat.isFile() || realpathSync.native(path) !== path) {
      return refuse('spec-file', {
        message: `${printable(file)} is no regular file, must be one (no link, folder or device)`,
        wanted: 'a regular file',
        fix: 'Replace it by a file with the same content.',
      });
    }
    if (stat.size > limits.bytes) {
      return refuse('spec-too-large', {
        message: `${printable(file)} has ${stat.size} bytes, must have at most ${limits.bytes}`,
        value: `${stat.size} bytes`,
        wanted: `at most ${limits.bytes} bytes`,
        fix: 'Split the file, or remove what does not belong in it.',
      });
    }
    const bytes = readFileSync(path);
    const encoding = encodingProblem(bytes);
    if (encoding !== undefined) {
      return refuse('spec-encoding', {
        message: `${printable(file)} ${encoding}, must be plain UTF-8 text`,
        wanted: 'UTF-8 text without byte order mark and NUL',
        fix: 'Save the file as UTF-8 without byte order mark.',
      });
    }
    return checkedText(file, bytes.toString('utf8'));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    return refuse('spec-file', {
      message: code === 'ENOENT' ? `${printable(file)} does not exist` : `${printable(file)} cannot be read (${code})`,
      value: code,
      wanted: 'a readable file',
      fix: code === 'ENOENT' ? 'Add the file.' : 'Make the file readable.',
    });
  }
}

/** The text of a file that is not written yet is checked as if it were. */
export function checkedText(file: string, text: string): ReadResult {
  const source = sourceText(file, text);
  const hidden = deceptive.exec(text);
  if (hidden === null) {
    const secret = plainSecretIn(text) ?? assignedSecretIn(text, 'quoted');
    return secret === undefined ? { source } : { problem: secretProblem(source, secret) };
  }
  const name = `U+${hidden[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
  return {
    problem: {
      policy: 'spec-encoding',
      place: source.placeOf(hidden.index),
      message: `${printable(file)} contains the character ${name}, which shows other text than is read, must not`,
      value: name,
      wanted: 'text that is read as it is shown',
      fix: `Remove it; in a string it can be written as \\u${name.slice(2).toLowerCase()}.`,
    },
  };
}

/** Characters that reorder what an editor shows, and line ends that few editors show as such but that end a comment. */
const deceptive = /[\u2028\u2029]|\p{Bidi_Control}/u;

/** Nothing else is said about such a file, since messages quote values. */
function secretProblem({ file, placeOf }: SourceText, { kind, offset }: PlainSecret): Problem {
  return {
    policy: 'spec-plain-secret',
    place: placeOf(offset),
    message: `${printable(file)} holds ${kind}, must hold no secret`,
    wanted: 'no secret',
    fix: 'Replace the value wherever it is used, remove it here, and keep the new one with fleet secrets.',
  };
}

function encodingProblem(bytes: Buffer): string | undefined {
  if (!isUtf8(bytes)) return 'is not UTF-8';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'starts with a byte order mark';
  return bytes.includes(0) ? 'contains a NUL character' : undefined;
}
