/** What `dist` was before a change: in the working tree that a run may write anew, or in a revision. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { listTree, readBlobs } from '../git/tree.ts';
import { distFolder } from '../synth/paths.ts';
import { readRegular } from '../synth/read-regular.ts';

export interface BeforeDist {
  /** Every file of a revision; of the working tree undefined: who compares it lists it anyway. */
  readonly paths?: readonly string[];
  /** Whether a file is there with exactly this text. */
  has(path: string, text: string): boolean;
  /** The id of a file's content, where Git knows it. */
  idOf?(path: string): string | undefined;
  /** The texts of those of the files that are there. */
  read(paths: readonly string[]): ReadonlyMap<string, string>;
}

export function workingDist(root: string): BeforeDist {
  const read = (path: string): string | undefined => {
    const reading = readRegular(join(root, path));
    if (reading.kind === 'missing') return undefined;
    // Of what is no file, or cannot be read, nothing is known but that it is there.
    return reading.kind === 'file' ? reading.bytes.toString() : '';
  };
  return {
    has: (path, text) => read(path) === text,
    read: (paths) =>
      new Map(
        paths.flatMap((path) => {
          const text = read(path);
          return text === undefined ? [] : [[path, text] as const];
        }),
      ),
  };
}

/**
 * @param commit full id.
 * @param overlay texts of files that the commit has not.
 */
export function revisionDist(
  repository: string,
  commit: string,
  overlay: ReadonlyMap<string, string> = new Map(),
): BeforeDist {
  const ids = new Map(listTree(repository, commit, [distFolder]).map(({ path, id }) => [path, id]));
  return {
    paths: [...ids.keys(), ...overlay.keys()],
    idOf: (path) => ids.get(path),
    has: (path, text) => {
      const id = ids.get(path);
      return id === undefined ? overlay.get(path) === text : blobId(text, id.length) === id;
    },
    read: (paths) => {
      const wanted = paths.flatMap((path) => {
        const id = ids.get(path);
        return id === undefined ? [] : [[path, id] as const];
      });
      const blobs = readBlobs(
        repository,
        wanted.map(([, id]) => id),
      );
      const laid = paths.flatMap((path) => {
        const text = ids.has(path) ? undefined : overlay.get(path);
        return text === undefined ? [] : [[path, text] as const];
      });
      return new Map([...wanted.map(([path, id]) => [path, blobs.get(id)!.toString()] as const), ...laid]);
    },
  };
}

/** As Git names the content. @param length of its ids: 64 in a repository with SHA-256. */
export function blobId(text: string | Buffer, length: number): string {
  const bytes = Buffer.from(text);
  return createHash(length === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}
