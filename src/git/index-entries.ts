/** Reads what `git ls-files --stage -v --debug -z` prints: the entries of an index, with the sizes of the files. */

export interface IndexEntry {
  readonly path: string;
  readonly id: string;
  /**
   * In bytes, of the file in the working tree; where Git converts the ends of lines, its content has another size than the file
   * of the same id. Undefined where Git has not noted it.
   */
  readonly size: number | undefined;
  /** A regular file that nobody may execute, and that Git looks at. */
  readonly isPlain: boolean;
  /** False for files that are assumed to be unchanged, left out of the tree, or in conflict, and for submodules. */
  readonly isLookedAt: boolean;
}

/** Undefined for anything else: its form "may change at any time", says Git. */
export function readIndexEntries(output: string, idLength: number): readonly IndexEntry[] | undefined {
  const entry = new RegExp(
    String.raw`(\w) (\d{6}) ([0-9a-f]{${idLength}}) (\d)\t([^\0]+)\0  ctime: \d+:\d+\n  mtime: \d+:\d+\n  dev: \d+\tino: \d+\n` +
      String.raw`  uid: \d+\tgid: \d+\n  size: (\d+)\tflags: [0-9a-f]+\n`,
    'y',
  );
  const entries: IndexEntry[] = [];
  while (entry.lastIndex < output.length) {
    const found = entry.exec(output);
    if (!found) return undefined;
    const [, tag, mode, id, stage, path, size] = found;
    const isLookedAt = tag === 'H' && stage === '0' && mode !== submodule;
    entries.push({
      path: path!,
      id: id!,
      // Of a file that was changed while the index was written, it notes zero.
      size: Number(size) || undefined,
      isPlain: isLookedAt && mode === '100644',
      isLookedAt,
    });
  }
  return entries;
}

const submodule = '160000';
